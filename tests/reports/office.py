"""What LibreOffice makes of our files: it must be there, for what Word and Excel readers see is tested with it."""

import subprocess
from pathlib import Path


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """Files by name, converted in one run; by the same names without their endings."""
    source, out = folder / "source", folder / "converted"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            out,
            *(source / name for name in files),
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    ending = to.partition(":")[0]
    return {Path(name).stem: (out / name).with_suffix(f".{ending}").read_bytes() for name in files}

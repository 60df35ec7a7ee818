"""What is installed, what is served and what is backed up."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"])
def test_python_packages_are_locked_by_content_only(name):
    text = (ROOT / name).read_text()
    requirements = re.split(r"\n(?=\S)", text)
    packages = [part for part in requirements if not part.startswith("#")]
    assert packages
    for package in packages:
        assert re.match(r"[\w.\[\]-]+==\S+", package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in text


def test_front_end_packages_are_locked_by_content_only():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert {"node_modules/bootstrap", "node_modules/htmx.org"} <= installed.keys()
    for name, package in installed.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_every_static_file_of_a_template_is_found_and_gathered():
    ignored = re.findall(r"--ignore '([^']+)'", (DEPLOY / "collect_static.sh").read_text())
    assert "icons" in ignored
    used = {
        match
        for template in (ROOT / "templates").rglob("*.html")
        for match in re.findall(r"""{% static ["']([^"']+)["']""", template.read_text())
    }
    assert "vendor/bootstrap/css/bootstrap.min.css" in used
    for path in used:
        assert finders.find(path), path
        assert not any(fnmatch(part, pattern) for part in path.split("/") for pattern in ignored), path


def test_missing_system_packages_are_named_with_the_command_to_type(tmp_path):
    """On a machine that has only the tools of the script itself, for anybody but root."""
    for tool in ("bash", "dirname", "env", "grep", "timeout"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    write_program(tmp_path / "id", "echo 1000")
    write_program(tmp_path / "ldconfig", "echo libpango-1.0.so.0")
    result = subprocess.run(
        [DEPLOY / "system_packages.sh", "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    packages = "python3-venv libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore"
    assert f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {packages}\n" in result.stderr


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_backup_holds_database_and_files_and_forgets_the_oldest(tmp_path):
    media, target = tmp_path / "media", tmp_path / "backups"
    media.mkdir()
    (media / "biên bản.pdf").write_text("evidence")
    database = sqlite3.connect(tmp_path / "portal.sqlite3")
    database.execute("CREATE TABLE commune (name TEXT)")
    database.execute("INSERT INTO commune VALUES ('Đăk Long')")
    database.commit()
    for old in ("20200101-000000", "20200102-000000"):
        (target / old).mkdir(parents=True)

    subprocess.run(
        [DEPLOY / "backup.sh"],
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
            "MEDIA_ROOT": str(media),
            "BACKUP_DIR": str(target),
            "BACKUP_KEEP": "2",
        },
        check=True,
        capture_output=True,
    )

    kept = sorted(folder.name for folder in target.iterdir())
    assert kept[0] == "20200102-000000"
    assert len(kept) == 2
    copy = target / kept[1]
    assert sqlite3.connect(copy / "database.sqlite3").execute("SELECT name FROM commune").fetchall() == [("Đăk Long",)]
    with tarfile.open(copy / "media.tar.gz") as archive:
        assert "./biên bản.pdf" in archive.getnames()
    assert subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=copy, check=False).returncode == 0
    assert copy.stat().st_mode & 0o077 == 0

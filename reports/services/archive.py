"""Where the files of issued documents lie: under their own hash, written once, checked whenever they are read."""

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from reports.models import IssuedFile
from reports.models.issued import issued_storage

READ_ONLY = 0o440


class DamagedFileError(Exception):
    """A stored file is gone or no longer what was issued."""


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the archive; `name` is its place in the storage."""

    file_format: str
    name: str
    sha256: str
    size: int


def stored(content: bytes, file_format: str) -> StoredFile:
    """Lay `content` down under its hash and return its place once it is safely on the disk.

    Called before the row commits: a row never names a file that is not there. A file without a row does no harm."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"issued/{digest[:2]}/{digest}.{file_format}"
    path = Path(issued_storage().path(name))
    if not (path.is_file() and path.read_bytes() == content):
        _write(path, content)
    return StoredFile(file_format, name, digest, len(content))


def _write(path: Path, content: bytes) -> None:
    """Write beside the place and move: whoever reads meanwhile finds the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), READ_ONLY)
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(beside).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def issued_bytes(file: IssuedFile) -> bytes:
    """The bytes that were issued; DamagedFileError when the disk no longer holds them."""
    try:
        content = Path(issued_storage().path(str(file.content.name))).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise DamagedFileError(
            _("Tệp lưu trữ của văn bản %(reference)s không còn nguyên vẹn. Xin khôi phục từ bản sao lưu.")
            % {"reference": file.document.reference}
        )
    return content

"""Check what people upload by size, extension and content, before anything is stored."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

from kontum04.core import formats
from kontum04.core.sheets.package import BROKEN_ARCHIVE

MAX_PIXELS = 50_000_000
MAX_UNPACKED = 200 * 1024 * 1024  # bytes
_PILLOW = Lock()
_MEGABYTE = 1024 * 1024
_IMAGES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG"}
_PARTS = {
    "docx": {"[Content_Types].xml", "word/document.xml"},
    "xlsx": {"[Content_Types].xml", "xl/workbook.xml"},
    "ods": {"mimetype", "content.xml"},
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how every old binary office file begins
_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
EVIDENCE = frozenset({"pdf", "jpg", "jpeg", "png", "docx", "xlsx"})
WORKBOOKS = frozenset({"xlsx", "xls", "ods"})
"""To be read by `sheets.reader`, which looks deeper into them."""


@dataclass(frozen=True)
class Checked:
    """What is known of an upload that passed; `sha256` is hexadecimal, `size` in bytes."""

    extension: str
    content_type: str
    size: int
    sha256: str


def check_upload(file: File, *, allowed: Collection[str] = EVIDENCE) -> Checked:
    """Return what an upload is; raise ValidationError with a Vietnamese message when it is not what it says.

    `allowed` are extensions without the dot, out of `EVIDENCE` and `WORKBOOKS`. The file is left at its beginning.
    """
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if extension not in allowed:
        raise ValidationError(
            _("Không nhận tệp loại này; hãy chọn tệp %(allowed)s."),
            code="extension",
            params={"allowed": ", ".join(f".{name}" for name in sorted(allowed))},
        )
    if not file.size:
        raise ValidationError(_("Tệp trống, không có nội dung."), code="empty")
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        limit = formats.number(settings.UPLOAD_LIMIT_BYTES / _MEGABYTE, 0)
        raise ValidationError(_("Tệp quá lớn; tối đa %(limit)s MB."), code="size", params={"limit": limit})
    file.seek(0)
    content = file.read()  # small enough to hold, for the size was checked
    file.seek(0)
    _CHECKS[extension](content, extension)
    return Checked(extension, _CONTENT_TYPES[extension], len(content), hashlib.sha256(content).hexdigest())


def _mismatch(extension: str) -> ValidationError:
    return ValidationError(
        _("Nội dung tệp không phải là .%(extension)s hoặc tệp đã hỏng; hãy mở lại, lưu đúng loại rồi tải lên."),
        code="content",
        params={"extension": extension},
    )


def _check_kind(content: bytes, extension: str) -> None:
    kind = filetype.guess(content)
    if kind is None or kind.mime != _CONTENT_TYPES[extension]:
        raise _mismatch(extension)


def _check_image(content: bytes, extension: str) -> None:
    """Decode the picture: only that finds a photograph cut off half-way."""
    _check_kind(content, extension)
    try:
        with Image.open(io.BytesIO(content), formats=[_IMAGES[extension]]) as image:
            too_large = image.width * image.height > MAX_PIXELS
            image.verify()
        if not too_large:
            with _strict_pillow(), Image.open(io.BytesIO(content), formats=[_IMAGES[extension]]) as image:
                image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise _mismatch(extension) from error
    if too_large:
        raise ValidationError(
            _("Ảnh quá lớn; tối đa %(limit)s triệu điểm ảnh."),
            code="pixels",
            params={"limit": formats.number(MAX_PIXELS // 10**6)},
        )


@contextmanager
def _strict_pillow() -> Iterator[None]:
    """Let Pillow refuse pictures that are cut off: importing the PDF library made it lenient for the whole process."""
    with _PILLOW:
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _check_office(content: bytes, extension: str) -> None:
    """Look into the container: its parts say what it is, and whether it carries macros or unpacks without end."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(info.file_size for info in archive.infolist())
            whole = unpacked > MAX_UNPACKED or archive.testzip() is None
    except BROKEN_ARCHIVE as error:
        raise _mismatch(extension) from error
    if not whole or not _PARTS[extension] <= names:
        raise _mismatch(extension)
    if unpacked > MAX_UNPACKED:
        raise ValidationError(_("Tệp quá lớn sau khi giải nén."), code="size")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError(_("Tệp có chứa macro; hãy lưu lại không có macro rồi tải lên."), code="macro")


def _check_old_office(content: bytes, extension: str) -> None:
    if not content.startswith(_OLE):
        raise _mismatch(extension)


_CHECKS: dict[str, Callable[[bytes, str], None]] = {
    "pdf": _check_kind,
    **dict.fromkeys(_IMAGES, _check_image),
    **dict.fromkeys(_PARTS, _check_office),
    "xls": _check_old_office,
}

"""Open the container of a workbook safely: what is read later is exactly what was measured here."""

import io
import lzma
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _

from kontum04.core.formats import number
from kontum04.core.sheets.model import SheetError

MAX_UNPACKED = 100 * 1024 * 1024  # bytes
_CHUNK = 1024 * 1024

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What zipfile raises, depending on where an archive is damaged."""


def not_a_workbook() -> SheetError:
    """Return the error for a file that cannot be read as a workbook at all."""
    return SheetError(
        _("Tệp không phải là sổ tính hoặc đã hỏng; hãy mở bằng Excel hay LibreOffice rồi lưu lại dạng .xlsx.")
    )


def password_protected() -> SheetError:
    """Return the error for a workbook that opens by password only."""
    return SheetError(_("Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi nộp lại."))


def has_macros() -> SheetError:
    """Return the error for a workbook that carries macros."""
    return SheetError(_("Tệp có chứa macro; hãy lưu lại dạng .xlsx không macro rồi nộp lại."))


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zipped workbook; raise SheetError when it is broken, protected, too large or has macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise password_protected()
            if sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise SheetError(
                    _("Tệp quá lớn: sau khi giải nén vượt %(limit)s MB.") % {"limit": number(MAX_UNPACKED // 1024**2)}
                )
            parts = {info.filename: _read(archive, info) for info in infos}
    except SheetError:
        raise
    except BROKEN_ARCHIVE as error:
        raise not_a_workbook() from error
    _refuse_unwanted(parts)
    return parts


def repack(parts: dict[str, bytes]) -> io.BytesIO:
    """Return the parts as an archive again: a forged size in the original can no longer mislead the next reader."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    buffer.seek(0)
    return buffer


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one part piece by piece: in one go, zlib may unpack far more than the size the archive claims."""
    pieces = []
    with archive.open(info) as stream:
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_unwanted(parts: dict[str, bytes]) -> None:
    names = [name.lower() for name in parts]
    manifest = parts.get("META-INF/manifest.xml", b"")
    if "encrypted-package" in names or b"encryption-data" in manifest:
        raise password_protected()
    if (
        any(name.endswith("vbaproject.bin") or name.startswith(("xl/macrosheets/", "basic/")) for name in names)
        or b"macroEnabled" in parts.get("[Content_Types].xml", b"")
    ):  # fmt: skip
        raise has_macros()

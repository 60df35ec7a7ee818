"""Read a workbook as the user sees it, or refuse it with a clear Vietnamese message."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kontum04.core.formats import number
from kontum04.core.sheets.marks import Marks, percent_shown
from kontum04.core.sheets.model import Raw, Sheet, SheetError
from kontum04.core.sheets.ods import ods_marks
from kontum04.core.sheets.package import not_a_workbook, repack, unpack
from kontum04.core.sheets.xls import read_xls
from kontum04.core.sheets.xlsx import xlsx_marks

MAX_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_workbook(source: str | Path | bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx, .ods or .xls, told apart by content and not by name.

    Numbers are what the cell shows (5.6 where it shows "5,6 %"), formulas their last result, a failed formula a
    `BadCell`. Raise SheetError for what is no workbook, protected by a password, too large or has macros.
    """
    data = source if isinstance(source, bytes) else _load(Path(source))
    if len(data) > MAX_BYTES:
        raise SheetError(_("Tệp quá lớn: vượt %(limit)s MB.") % {"limit": number(MAX_BYTES // 1024**2)})
    sheets = _read(data)
    if not sheets:
        raise not_a_workbook()
    return sheets


def _read(data: bytes) -> list[Sheet]:
    """Return the sheets by the reader that fits the content."""
    if data.startswith(_OLE):
        return read_xls(data)
    if not data.startswith(_ZIP):
        raise not_a_workbook()
    parts = unpack(data)
    if "xl/workbook.xml" in parts:
        return _read_parts(parts, xlsx_marks(parts))
    if parts.get("mimetype", b"").startswith(_ODS):
        return _read_parts(parts, ods_marks(parts))
    raise not_a_workbook()


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(_("Không mở được tệp “%(name)s”.") % {"name": path.name}) from error


def _read_parts(parts: dict[str, bytes], marks: dict[str, Marks]) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(repack(parts))
        sheets = []
        for info in book.sheets_metadata:
            if info.typ == SheetTypeEnum.WorkSheet and info.name in marks:
                rows = book.get_sheet_by_name(info.name).to_python(skip_empty_area=False)
                hidden = info.visible != SheetVisibleEnum.Visible
                sheets.append(Sheet(info.name, _clean(rows, marks[info.name]), hidden))
    except CalamineError as error:
        raise not_a_workbook() from error
    return sheets


def _clean(rows: Sequence[Sequence[Raw]], marks: Marks) -> list[list[Raw]]:
    """Put in what the marks know; an empty cell is None."""
    cleaned: list[list[Raw]] = [[None if value == "" else value for value in row] for row in rows]
    for row, column in marks.percents:
        value = cleaned[row][column]
        if isinstance(value, (int, float)):
            cleaned[row][column] = percent_shown(value)
    for (row, column), bad in marks.bad.items():
        cleaned.extend([] for _missing in range(row + 1 - len(cleaned)))
        cleaned[row].extend([None] * (column + 1 - len(cleaned[row])))
        cleaned[row][column] = bad
    return cleaned

"""Write one cell: typed where a spreadsheet can compute with it, and text that stays text."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core import clock
from kontum04.core.sheets.model import Kind

NUMBER_FORMATS: dict[Kind, str] = {
    "integer": "#,##0",
    "money": "#,##0",
    "decimal": "#,##0.0#",
    "percent": '0.0" %"',  # 5.6 is stored as 5.6 and shown as 5,6 %
    "date": "dd/mm/yyyy",
}
MOMENT_FORMAT = "dd/mm/yyyy hh:mm"
WIDTHS: dict[Kind, int] = {"text": 28, "choice": 24, "money": 18, "decimal": 12, "boolean": 10}
DEFAULT_WIDTH = 12
MAX_TEXT = 32_767  # characters, the limit of the format

_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")
REFERENCE_FILL = PatternFill("solid", fgColor="EDEDED")
INPUT_FILL = PatternFill("solid", fgColor="FFFBE6")
TITLE_FONT = Font(bold=True, size=14)
HEADER_FONT = Font(bold=True)
REFERENCE_FONT = Font(color="595959")
WRAPPED = Alignment(wrap_text=True, vertical="top")
HEADER_ALIGNMENT = Alignment(wrap_text=True, horizontal="center", vertical="center")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(cell: Cell, text: str) -> None:
    """Write text so that no spreadsheet takes it for a formula, not even after it was edited there."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_TEXT]
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def write_value(cell: Cell, value: Any, kind: Kind) -> None:
    """Write a value and its number format; None leaves the cell empty, for missing is not zero."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        safe_text(cell, _("có") if value else _("không"))
    elif isinstance(value, dt.datetime):
        cell.value = clock.local(value).replace(tzinfo=None)
        cell.number_format = MOMENT_FORMAT
    elif isinstance(value, (int, float, Decimal, dt.date)):
        cell.value = value
        cell.number_format = NUMBER_FORMATS.get(kind, "General")
    else:
        safe_text(cell, str(value))


def write_head(sheet: Worksheet, row: int, title: str | Promise, lines: list[str], width: int) -> int:
    """Write the title and the lines under it, merged over `width` columns; return the next free row."""
    for number, text in enumerate([str(title), *lines], start=row):
        cell = sheet.cell(number, 1)
        safe_text(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if number == row:
            cell.font = TITLE_FONT
        if width > 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    return row + 1 + len(lines)


def write_header(cell: Cell, text: str) -> None:
    """Write a column header."""
    safe_text(cell, text)
    cell.font, cell.fill, cell.border, cell.alignment = HEADER_FONT, HEADER_FILL, BORDER, HEADER_ALIGNMENT


def set_up_print(sheet: Worksheet, header_row: int) -> None:
    """Print on A4 landscape, as wide as one page, the header on every page and the page number below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.oddFooter.center.text = _("Trang &P/&N")

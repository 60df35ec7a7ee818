"""Write a list as a workbook: numbers as numbers, dates as dates, ready to filter and to print."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core.formats import number
from kontum04.core.sheets.cells import (
    BORDER,
    HEADER_FONT,
    NUMBER_FORMATS,
    WRAPPED,
    safe_text,
    set_up_print,
    write_head,
    write_header,
    write_value,
)
from kontum04.core.sheets.model import Kind

_MEASURED_ROWS = 200
_LEAST_WIDTH, _MOST_WIDTH = 8, 45  # characters


@dataclass(frozen=True)
class Heading:
    """A column of an export; `total` adds up what the filter leaves visible.

    Numbers of kind "text" stay plain numbers: a year must not read 2.018.
    """

    text: str
    kind: Kind = "text"
    total: bool = False


def write_table(
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Any]],
    *,
    title: str,
    subtitle: str = "",
    sheet_name: str = "",
) -> bytes:
    """Return an .xlsx of a list. None leaves a cell empty, and the line under the title says what that means.

    A total row stands below when a heading asks for it.
    """
    table = [list(values) for values in rows]
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = sheet_title(sheet_name or _("Danh sách"))
    lines = [line for line in (subtitle, _("Ô để trống là chưa có số liệu.")) if line]
    top = write_head(sheet, 1, title, lines, len(headings)) + 1
    _write_columns(sheet, top, headings, table)
    last = top + len(table)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(headings))}{last}"
    if last > top and any(heading.total for heading in headings):
        _write_totals(sheet, headings, top + 1, last)
    set_up_print(sheet, top)
    sheet.print_options.gridLines = True  # borders cell by cell would double the time of a long list
    return to_bytes(book)


def _write_columns(sheet: Worksheet, top: int, headings: Sequence[Heading], table: Sequence[Sequence[Any]]) -> None:
    """Write headers and rows, each column as wide as what it holds."""
    for row, values in enumerate(table, start=top + 1):
        for column, (heading, value) in enumerate(zip(headings, values, strict=True), start=1):
            cell = sheet.cell(row, column)
            write_value(cell, value, heading.kind)
            if isinstance(cell.value, str):
                cell.alignment = WRAPPED
    for column, heading in enumerate(headings, start=1):
        write_header(sheet.cell(top, column), heading.text)
        longest = max((len(_shown(values[column - 1])) for values in table[:_MEASURED_ROWS]), default=0)
        width = min(max(longest, len(heading.text) // 2, _LEAST_WIDTH), _MOST_WIDTH) + 2
        sheet.column_dimensions[get_column_letter(column)].width = width


def sheet_title(name: str) -> str:
    """Return a name a spreadsheet accepts: at most 31 characters, none of \\ / * ? : [ ]."""
    return "".join(" " if char in r"\/*?:[]" else char for char in name).strip("' ")[:31]


def to_bytes(book: Workbook) -> bytes:
    """Return the workbook as a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _shown(value: Any) -> str:
    """Return roughly what a cell shows, to measure it."""
    if value is None:
        return ""
    return number(value) if isinstance(value, (int, float, Decimal)) else str(value).partition("\n")[0]


def _write_totals(sheet: Worksheet, headings: Sequence[Heading], first: int, last: int) -> None:
    """Write formulas below the list; nothing reported adds up to nothing, not to zero."""
    row = last + 1
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, column)
        cell.font, cell.border = HEADER_FONT, BORDER
        if heading.total:
            cells = f"{get_column_letter(column)}{first}:{get_column_letter(column)}{last}"
            cell.value = f'=IF(SUBTOTAL(102,{cells})=0,"",SUBTOTAL(109,{cells}))'
            cell.number_format = NUMBER_FORMATS.get(heading.kind, "General")
    if not headings[0].total:
        safe_text(sheet.cell(row, 1), _("Tổng cộng"))

"""One table on a sheet of its own: heading, merged head, rows, totals, notes, and how it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core.sheets.cells import safe_text
from reports.documents.context_types import Annex, Column, Row, Table
from reports.documents.excel.cells import BOLD, BORDER, HEAD, ITALIC, number_format, place
from reports.documents.excel.totals import total_formula, total_note
from reports.documents.printing import HeadCell, head_rows

PAGE_CHARACTERS, WIDE_CHARACTERS = 135, 170  # across a landscape page; the wider one is made to fit by the program
_MANY_COLUMNS = 12
LINE_POINTS = 15.0
_LEAST_WIDTH = 5.0
_KEPT_IN_SIGHT = 2  # columns: the number of the row and its name


@dataclass(frozen=True, slots=True)
class TableSheet:
    """What stands on one sheet. `missing` is how a missing value is written."""

    name: str
    lines: tuple[tuple[str, Font], ...]
    table: Table | Annex
    missing: str
    notes: tuple[str, ...] = ()
    with_column_numbers: bool = False


def write_sheet(sheet: Worksheet, source: TableSheet, notice: str) -> None:
    """Fill a sheet."""
    columns = source.table.columns
    widths = _widths(columns)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    top = _write_lines(sheet, 1, source.lines, len(columns), sum(widths)) + 1
    body = _write_head(sheet, top, head_rows(columns), widths)
    if source.with_column_numbers:
        for at in range(1, len(columns) + 1):
            cell = sheet.cell(body, at, at)
            cell.font, cell.border, cell.alignment = ITALIC, BORDER, HEAD
        body += 1
    below = _write_rows(sheet, body, source, widths)
    _write_lines(sheet, below, tuple((note, ITALIC) for note in source.notes), len(columns), sum(widths), "left")
    sheet.freeze_panes = f"{get_column_letter(_KEPT_IN_SIGHT + 1 if len(columns) > 2 * _KEPT_IN_SIGHT else 1)}{body}"
    set_up_print(sheet, notice, head=(top, body - 1))


def _widths(columns: Sequence[Column]) -> list[float]:
    """Characters a column holds, by its share of the page."""
    across = WIDE_CHARACTERS if len(columns) > _MANY_COLUMNS else PAGE_CHARACTERS
    full = sum(column.width for column in columns)
    return [max(column.width / full * across, _LEAST_WIDTH) for column in columns]


def set_up_print(sheet: Worksheet, notice: str, head: tuple[int, int] | None = None) -> None:
    """A4 landscape, as wide as one page, its head on every page, page x of y below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    if head:
        sheet.print_title_rows = f"{head[0]}:{head[1]}"
    sheet.oddHeader.right.text = notice or None
    sheet.oddFooter.left.text = sheet.title.replace("&", "&&")
    sheet.oddFooter.right.text = _("Trang &P/&N")


def _write_lines(
    sheet: Worksheet,
    row: int,
    lines: Sequence[tuple[str, Font]],
    columns: int,
    width: float,
    align: str = "center",
) -> int:
    """Write lines across the table; return the next free row. A merged row does not grow by itself."""
    for text, font in lines:
        cell = sheet.cell(row, 1)
        safe_text(cell, text)
        cell.font, cell.alignment = font, Alignment(horizontal=align, vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        sheet.row_dimensions[row].height = _lines(text, width * 11 / font.size) * LINE_POINTS * font.size / 11
        row += 1
    return row


def _write_head(sheet: Worksheet, top: int, head: list[list[HeadCell]], widths: list[float]) -> int:
    """Write the head with its merged cells; return the row below."""
    taken: set[tuple[int, int]] = set()
    heights = [1] * len(head)
    for row, cells in enumerate(head):
        at = 1
        for cell in cells:
            while (row, at) in taken:
                at += 1
            label = f"{cell.label} ({cell.unit})" if cell.unit else cell.label
            safe_text(sheet.cell(top + row, at), label)
            covered = [(row + down, at + right) for down in range(cell.rowspan) for right in range(cell.colspan)]
            for down, right in covered:
                shown = sheet.cell(top + down, right)
                shown.font, shown.border, shown.alignment = BOLD, BORDER, HEAD
            if len(covered) > 1:
                last = covered[-1]
                sheet.merge_cells(start_row=top + row, end_row=top + last[0], start_column=at, end_column=last[1])
            taken.update(covered)
            width = sum(widths[at - 1 : at - 1 + cell.colspan])
            last_row = row + cell.rowspan - 1
            heights[last_row] = max(heights[last_row], _lines(label, width) - (cell.rowspan - 1))
    for row, lines in enumerate(heights):
        sheet.row_dimensions[top + row].height = lines * LINE_POINTS
    return top + len(head)


def _write_rows(sheet: Worksheet, first: int, source: TableSheet, widths: list[float]) -> int:
    """Write rows and totals; return the row below. Not every program makes a row as high as its words."""
    table = source.table
    for row, values in enumerate(table.rows, first):
        for at, (column, value) in enumerate(zip(table.columns, values, strict=True), 1):
            place(sheet.cell(row, at), column, value, source.missing)
        words = [(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)]
        lines = max((_lines(value, width) for value, width in words), default=1)
        sheet.row_dimensions[row].height = lines * LINE_POINTS
    below = first + len(table.rows)
    if table.totals:
        _write_totals(sheet, first, below, source, table.totals)
        below += 1
    return below


def _write_totals(sheet: Worksheet, first: int, row: int, source: TableSheet, totals: Row) -> None:
    columns = source.table.columns
    for at, (column, total) in enumerate(zip(columns, totals, strict=True)):
        cell = sheet.cell(row, at + 1)
        place(cell, column, total, source.missing, bold=True)
        if formula := total_formula(columns, source.table.rows, at, total, first):
            cell.value, cell.number_format = formula, number_format(column.kind)
        elif not isinstance(total, str):
            cell.comment = Comment(total_note(column), _("Cổng thông tin"), height=110, width=260)


def _lines(text: str, width: float) -> int:
    """About how many lines words take in a width of characters."""
    return sum(max(1, ceil(len(line) * 0.92 / width)) for line in text.split("\n"))

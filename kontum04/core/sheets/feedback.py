"""Hand a workbook back with the cells marked that have to be put right."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core.sheets.export import to_bytes
from kontum04.core.sheets.model import CellProblem

_BAD_FILL = PatternFill("solid", fgColor="F4B6B0")


def mark_errors(content: bytes, problems: Sequence[CellProblem]) -> bytes:
    """Return the .xlsx `content` with a red fill and a comment at each bad cell; everything else stays as it was."""
    book = load_workbook(io.BytesIO(content))
    told: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        told.setdefault((problem.sheet, problem.cell), []).append(problem.message)
    for (sheet, address), messages in told.items():
        if sheet in book.sheetnames:
            _mark(_top_left(book[sheet], address), "\n".join(messages))
    return to_bytes(book)


def _mark(cell: Cell, text: str) -> None:
    cell.fill = _BAD_FILL
    height = 60 + 20 * (len(text) // 40)
    cell.comment = Comment(text, _("Ban Chỉ đạo 04"), width=320, height=height)


def _top_left(sheet: Worksheet, address: str) -> Cell:
    """Return the cell, or the one that stands for it where cells are merged."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(area for area in sheet.merged_cells.ranges if address in area)
    return sheet.cell(merged.min_row, merged.min_col)

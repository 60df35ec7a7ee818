"""One cell of an annex: typed as its column says, shown as on paper, text that stays text."""

import datetime as dt
from decimal import Decimal

from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side

from kontum04.core.figure import DONG, PERCENT, Figure
from kontum04.core.sheets.cells import safe_text
from reports.documents.context_types import Align, Cell, Column, Kind
from reports.documents.printing import cell_text

FONT = "Times New Roman"
SIZE = 11
BODY, BOLD, ITALIC = Font(FONT, SIZE), Font(FONT, SIZE, bold=True), Font(FONT, SIZE, italic=True)
TITLE = Font(FONT, 14, bold=True)
_LINE = Side(style="thin")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PLACED = {align: Alignment(horizontal=align.value, vertical="top", wrap_text=True) for align in Align}

# Vietnamese separators wherever the program can choose them by cell; the minus sign of print.
_VIETNAMESE = "[$-42A]"
_FORMATS = {Kind.COUNT: "#,##0", Kind.DECIMAL: "#,##0.0", Kind.PERCENT: "#,##0.0", Kind.MILLIONS: "#,##0.0,,"}
DATE_FORMAT = f"{_VIETNAMESE}dd/mm/yyyy"


def number_format(kind: Kind) -> str:
    """How numbers of a column are shown; money is held in đồng and shown in millions."""
    return _signed(_FORMATS[kind]) if kind in _FORMATS else "General"


def figure_format(figure: Figure) -> str:
    """How a figure of its own unit is shown: 4.800; 5,6 %; money to the đồng."""
    decimals = 0 if figure.unit == DONG else figure.decimals
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + ('" %"' if figure.unit == PERCENT else "")
    return _signed(pattern)


def _signed(pattern: str) -> str:
    return f"{_VIETNAMESE}{pattern};{_VIETNAMESE}−{pattern}"


def place(cell: SheetCell, column: Column, value: Cell, missing: str, *, bold: bool = False) -> None:
    """Write one cell of a table with its looks."""
    cell.font, cell.border, cell.alignment = (BOLD if bold else BODY), BORDER, _PLACED[column.alignment]
    if isinstance(value, Figure):
        _place_figure(cell, value)
    elif isinstance(value, bool) or value is None or isinstance(value, str):
        if words := cell_text(column.kind, value, missing):
            safe_text(cell, words)
    elif isinstance(value, dt.date):
        cell.value, cell.number_format = value, DATE_FORMAT
    else:
        place_number(cell, value, number_format(column.kind))


def place_number(cell: SheetCell, value: int | float | Decimal, shown_as: str) -> None:
    """Write a number and how it is shown."""
    cell.value, cell.number_format = value, shown_as


def _place_figure(cell: SheetCell, figure: Figure) -> None:
    value = figure.value if figure.unit == DONG else figure.rounded
    if value is None:
        safe_text(cell, figure.text)
    else:
        place_number(cell, value, figure_format(figure))

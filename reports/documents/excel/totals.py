"""The total row: a formula wherever the columns give the figure, else the figure with a word on where it is from."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from reports.documents.context_types import Cell, Column, Kind, Row
from reports.documents.printing import DASH

RATE_DECIMALS = 1
_Number = int | float | Decimal


def total_formula(columns: Sequence[Column], rows: Sequence[Row], at: int, total: Cell, first: int) -> str:
    """The formula of the total of column `at`; empty where the rows do not give it.

    `first` is the sheet's row of the first row. Nothing reported adds up to nothing, not to zero.
    """
    column = columns[at]
    if isinstance(total, str) or column.kind in (Kind.TEXT, Kind.DATE, Kind.REACHED, Kind.FIGURE) or not rows:
        return ""
    if column.share:
        part, whole = (_position(columns, key) for key in column.share)
        return _share_formula(part, whole, first, len(rows)) if _same(total, _share(rows, part, whole)) else ""
    cells = _range(at, first, len(rows))
    return f'=IF(COUNT({cells})=0,"{DASH}",SUM({cells}))' if _same(total, _sum(rows, at)) else ""


def total_note(column: Column) -> str:
    """Why a total stands as a number and not as a formula."""
    return column.total_note or _(
        "Không phải tổng của cột: lấy từ số liệu chung, có phần không tách được cho từng dòng."
    )


def _position(columns: Sequence[Column], key: str) -> int:
    return next(at for at, column in enumerate(columns) if column.key == key)


def _range(at: int, first: int, count: int) -> str:
    letter = get_column_letter(at + 1)
    return f"{letter}{first}:{letter}{first + count - 1}"


def _share_formula(part: int, whole: int, first: int, count: int) -> str:
    """Sum over sum in percent, over the rows that have both."""
    parts, wholes = _range(part, first, count), _range(whole, first, count)
    both = f"--ISNUMBER({parts}),--ISNUMBER({wholes})"
    divisor = f"SUMPRODUCT({both},{wholes})"
    return f'=IF({divisor}=0,"{DASH}",ROUND(100*SUMPRODUCT({both},{parts})/{divisor},{RATE_DECIMALS}))'


def _sum(rows: Sequence[Row], at: int) -> Decimal | None:
    known = [_exact(row[at]) for row in rows if _is_number(row[at])]
    return sum(known, Decimal(0)) if known else None


def _share(rows: Sequence[Row], part: int, whole: int) -> Decimal | None:
    both = [(_exact(row[part]), _exact(row[whole])) for row in rows if _is_number(row[part]) and _is_number(row[whole])]
    divisor = sum((whole for _part, whole in both), Decimal(0))
    if not divisor:
        return None
    share = 100 * sum((part for part, _whole in both), Decimal(0)) / divisor
    return share.quantize(Decimal(1).scaleb(-RATE_DECIMALS), rounding=ROUND_HALF_UP)


def _same(total: Cell, computed: Decimal | None) -> bool:
    return computed is None if total is None else computed is not None and _exact(total) == computed


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _exact(value: Cell) -> Decimal:
    """A number as people wrote it: a float by its shortest form."""
    return Decimal(str(value))

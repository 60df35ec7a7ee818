"""What the fast reader does not tell: percent cells, failed formulas, and how far a sheet reaches.

python-calamine returns 0.056 for a cell that shows "5,6 %" and nothing at all for "#REF!", so the parts of a
workbook are walked once more. The reach is known before any table is built: one cell in the last corner of a
sheet would otherwise claim gigabytes.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kontum04.core.formats import number
from kontum04.core.sheets.model import BadCell, SheetError

MAX_ROWS = 50_000
MAX_CELLS = 2_000_000  # rows × columns of the rectangle that is filled

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


@dataclass
class Marks:
    """What is special about the cells of a sheet, by zero-based (row, column)."""

    percents: set[tuple[int, int]] = field(default_factory=set)
    bad: dict[tuple[int, int], BadCell] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    def reach(self, sheet: str, row: int, column: int) -> None:
        """Note a filled cell; raise SheetError when the sheet gets too large."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > MAX_ROWS or self.rows * self.columns > MAX_CELLS:
            raise SheetError(
                _("Trang “%(sheet)s” quá lớn (có dữ liệu ở hàng %(row)s, cột thứ %(column)s); "
                  "mỗi trang tối đa %(limit)s hàng. Hãy xóa phần thừa.")
                % {"sheet": sheet, "row": number(row + 1), "column": number(column + 1), "limit": number(MAX_ROWS)}
            )  # fmt: skip


def failed_formula(code: str) -> BadCell:
    """Return the stand-in for a cell that shows #REF! and the like."""
    return BadCell(_("Công thức trong ô bị lỗi (%(code)s); hãy sửa hoặc nhập thẳng giá trị.") % {"code": code})


def uncomputed_formula() -> BadCell:
    """Return the stand-in for a formula saved without its result."""
    return BadCell(_("Công thức trong ô chưa được tính; hãy mở tệp bằng Excel hay LibreOffice, lưu lại rồi nộp."))


def is_percent_format(code: str) -> bool:
    """Tell whether a number format shows 0.056 as 5,6 %; a percent sign in quotes does not scale."""
    return "%" in _LITERALS.sub("", code)


def percent_shown(fraction: float) -> float:
    """Return 5.6 of 0.056: the number the cell shows, without the noise of the multiplication."""
    return float(f"{fraction * 100:.15g}")

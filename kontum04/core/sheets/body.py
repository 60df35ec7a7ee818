"""The rows under a header: which are data, and which are numbering, totals, repeated headers or signatures."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.parsing import parse_number
from kontum04.core.sheets.model import Raw, Sheet, address, is_blank
from kontum04.core.text import fold

_TOTALS = {"tong", "cong", "tong so", "tong cong"}
_NUMBERING = re.compile(r"\(?([0-9]{1,3})\)?( ?= ?[0-9()+x*/% -]+)?|\(?[a-z]\)?")
_FEWEST_NUMBERED = 3


@dataclass(frozen=True)
class Row:
    """A data row; `number` is its spreadsheet row, `values` the raw cells by column key."""

    sheet: str
    number: int
    columns: Mapping[str, int]
    values: dict[str, Raw]

    def cell(self, key: str) -> str:
        """Return the address of a column's cell ("B12"); of the row's first cell where the sheet lacks the column."""
        return address(self.number - 1, self.columns.get(key, 0))


def read_rows(
    sheet: Sheet, first: int, columns: Mapping[str, int], required: Sequence[str]
) -> tuple[list[Row], list[str]]:
    """Return the data rows from zero-based row `first` on, and notes on rows left out.

    A total is left out wherever it stands. What follows one counts as data unless it has no number and
    lacks a required cell: signatures and remarks.
    """
    rows: list[Row] = []
    totals: list[int] = []
    remarks: list[int] = []
    headers = {key: sheet.at(first - 1, column) for key, column in columns.items()}
    start = _after_numbering(sheet, first)
    for number in range(start, len(sheet.rows)):
        row = Row(sheet.name, number + 1, columns, {key: sheet.at(number, at) for key, at in columns.items()})
        if all(is_blank(value) for value in row.values.values()) or _repeats(row, headers):
            continue
        if _is_total(sheet.rows[number]):
            totals.append(row.number)
        elif totals and _is_remark(row, required):
            remarks.append(row.number)
        else:
            rows.append(row)
    return rows, _notes(totals, remarks)


def _after_numbering(sheet: Sheet, first: int) -> int:
    """Return the first row after a line (1) (2) (3)=(1)+(2) …, which stands right under many headers."""
    for number in range(first, len(sheet.rows)):
        texts = [_plain(value) for value in sheet.rows[number] if not is_blank(value)]
        if not texts:
            continue
        matches = [_NUMBERING.fullmatch(text) for text in texts]
        counted = [int(match[1]) for match in matches if match and match[1]]
        rising = counted == list(range(1, len(counted) + 1))
        return number + 1 if all(matches) and rising and len(counted) >= _FEWEST_NUMBERED else number
    return first


def _plain(value: Raw) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return fold(value) if isinstance(value, str) else str(value)


def _is_total(cells: Sequence[Raw]) -> bool:
    """Tell a total by its first filled cell: exactly the word, for "Tổng Công ty …" is a unit."""
    first = next((value for value in cells if not is_blank(value)), None)
    return isinstance(first, str) and re.sub(r"\(.*\)|[:.]", "", fold(first)).strip() in _TOTALS


def _repeats(row: Row, headers: Mapping[str, Raw]) -> bool:
    """Tell a header printed once more further down."""
    filled = {key: value for key, value in row.values.items() if not is_blank(value)}
    return len(filled) > 1 and all(_plain(value) == _plain(headers[key]) for key, value in filled.items())


def _is_remark(row: Row, required: Sequence[str]) -> bool:
    lacking = any(is_blank(row.values[key]) for key in required)
    return lacking and not any(_is_figure(value) for value in row.values.values())


def _is_figure(value: Raw) -> bool:
    if isinstance(value, str):
        try:
            return parse_number(value) is not None
        except ValueError:
            return False
    return isinstance(value, (int, float, dt.date))


def _notes(totals: Sequence[int], remarks: Sequence[int]) -> list[str]:
    notes = []
    if totals:
        notes.append(_("Bỏ qua hàng tổng cộng: hàng %(rows)s.") % {"rows": formats.join(totals)})
    if remarks:
        notes.append(
            _("Bỏ qua phần ghi chú, chữ ký sau hàng tổng cộng: hàng %(rows)s.") % {"rows": formats.join(remarks)}
        )
    return notes

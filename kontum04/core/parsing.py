"""Numbers and dates as Vietnamese officers type them, or as a spreadsheet cell holds them.

Every ValueError carries a Vietnamese sentence that says what is wrong and what would be right.
"""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Literal, overload

from django.utils.translation import gettext as _

from kontum04.core.formats import number
from kontum04.core.text import fold, nfc

_EMPTY = {"", "-", "...", "chua co so lieu", "khong co so lieu"}  # as folded: "–" is "-"
_NUMBER = re.compile(
    r"(?P<sign>[-−–+]?) ?"
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[. ])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:,(?P<fraction>[0-9]+))?"
)
_FOREIGN_GROUPS = re.compile(r"[-−–+]? ?([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_FOREIGN_POINT = re.compile(r"([-−–+]?) ?([0-9]+)\.([0-9]+)")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")

# Days since 30/12/1899, as spreadsheets count. A smaller number (2018) is a year or a slip, not a day.
_SERIAL_EPOCH = dt.date(1899, 12, 30)
_SERIAL_RANGE = range(10_000, 73_051)  # 18/05/1927 – 31/12/2099
_YEARS = range(1900, 2100)

_LONGEST = 40  # characters; nothing countable is longer, and reading a million digits takes minutes

NumberInput = str | int | float | Decimal | None


@overload
def parse_number(value: NumberInput, *, integer: Literal[True]) -> int | None: ...
@overload
def parse_number(value: NumberInput, *, integer: Literal[False] = False) -> Decimal | None: ...
def parse_number(value: NumberInput, *, integer: bool = False) -> Decimal | int | None:
    """Return the number a text or a cell means; None where nothing was reported.

    "1.234" is 1234, "1.234,5" and "5,6 %" have a decimal comma; a dot before other than three digits is refused
    rather than guessed. With `integer` a fraction is refused.
    """
    if value is None:
        return None
    exact = _read_text(value) if isinstance(value, str) else _read_cell(value)
    if exact is None or not integer:
        return exact
    if exact != exact.to_integral_value():
        raise ValueError(
            _("“%(text)s” không phải là số nguyên; hãy nhập số không có phần thập phân, ví dụ %(right)s.")
            % {"text": _quote(value), "right": number(exact, 0)}
        )
    return int(exact)


def parse_date(value: str | dt.date | dt.datetime | float | None) -> dt.date | None:
    """Return the day a text or a cell means, day first; None where nothing was reported."""
    if value is None or (isinstance(value, str) and fold(value) in _EMPTY):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day = _day_of_text(nfc(value)) if isinstance(value, str) else _day_of_serial(value)
    if day is None:
        raise ValueError(
            _("“%(text)s” không phải là ngày; hãy viết ngày/tháng/năm đủ bốn chữ số năm, ví dụ 02/01/2020.")
            % {"text": _quote(value) if isinstance(value, str) else f"{value:g}"}
        )
    return day


def _read_text(text: str) -> Decimal | None:
    if fold(text) in _EMPTY:
        return None
    bare = nfc(text).removesuffix("%").rstrip()
    match = _NUMBER.fullmatch(bare)
    if match is None or len(bare) > _LONGEST:
        raise ValueError(_explain(text, bare))
    digits = re.sub(r"[. ]", "", match["whole"])
    value = Decimal(f"{digits}.{match['fraction'] or '0'}") if match["fraction"] else Decimal(digits)
    return -value if match["sign"] in ("-", "−", "–") else value


def _read_cell(value: int | float | Decimal) -> Decimal:
    if isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(_("Ô không chứa một con số; hãy nhập số, ví dụ 1.234,5."))
    # 15 significant digits are what a spreadsheet keeps and shows; the rest is noise of the float.
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _explain(text: str, bare: str) -> str:
    """Say how a number that is written the English way should be written."""
    if match := _FOREIGN_GROUPS.fullmatch(bare):
        right = match[1].replace(",", ".") + (f",{match[2]}" if match[2] else "")
    elif match := _FOREIGN_POINT.fullmatch(bare):
        right = f"{match[1]}{match[2]},{match[3]}"
    else:
        return _("“%(text)s” không phải là số; hãy nhập số, ví dụ 1.234,5.") % {"text": _quote(text)}
    return _(
        "“%(text)s” viết sai dấu phân cách; hãy viết %(right)s "
        "(dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân)."
    ) % {"text": _quote(text), "right": right}


def _quote(value: NumberInput) -> str:
    """Return what was typed, short enough to stand in a message."""
    text = nfc(value) if isinstance(value, str) else number(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _day_of_text(text: str) -> dt.date | None:
    match = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None or int(match["year"]) not in _YEARS:
        return None
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _day_of_serial(value: float) -> dt.date | None:
    if isinstance(value, bool) or not math.isfinite(value) or int(value) not in _SERIAL_RANGE:
        return None
    return _SERIAL_EPOCH + dt.timedelta(days=int(value))

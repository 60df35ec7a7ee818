"""Numbers and dates as Vietnamese readers expect them, on screen and on paper.

Missing is never zero and never blank: every function answers None with `MISSING`.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import clock

MISSING = gettext_lazy("chưa có số liệu")

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
BILLION = 10**9
MILLION = 10**6

Number = int | float | Decimal


def number(value: Number | None, decimals: int | None = None) -> str:
    """Return "4.800" or "5,6": dot for thousands, comma for decimals, halves rounded away from zero.

    `decimals` fixes the number of decimals; None shows those the value has, without trailing zeros.
    Raise ValueError for NaN and infinity, which no figure of the portal may be.
    """
    if value is None:
        return str(MISSING)
    exact = _exact(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _point, fraction = f"{exact.copy_abs():,f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return MINUS + text if exact < 0 else text


def percent(value: Number | None, decimals: int | None = 1) -> str:
    """Return "5,6 %" of 5.6 (already in percent, not a fraction), held together by a no-break space."""
    if value is None:
        return str(MISSING)
    return f"{number(value, decimals)}{NO_BREAK_SPACE}%"


def money(dong: int | None) -> str:
    """Return "8.250.000.000 đồng"."""
    if dong is None:
        return str(MISSING)
    return _("%(amount)s đồng") % {"amount": number(dong)}


def money_short(dong: int | None) -> str:
    """Return "8,25 tỷ đồng", "350 triệu đồng" or "950.000 đồng": at most two decimals."""
    if dong is None:
        return str(MISSING)
    if _in_unit(abs(dong), MILLION) < 1:
        return money(dong)
    # Rounded first: 999.999.999 is "1 tỷ đồng", not "1.000 triệu đồng".
    if _in_unit(abs(dong), MILLION) >= 1000:
        return _("%(amount)s tỷ đồng") % {"amount": number(_in_unit(dong, BILLION))}
    return _("%(amount)s triệu đồng") % {"amount": number(_in_unit(dong, MILLION))}


def date(day: dt.date | None) -> str:
    """Return "02/01/2020". A moment counts as the day it is in Kon Tum."""
    if day is None:
        return str(MISSING)
    if isinstance(day, dt.datetime):
        day = clock.local(day).date()
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def date_time(moment: dt.datetime | None) -> str:
    """Return "14:05 ngày 02/01/2020" in Kon Tum's time."""
    if moment is None:
        return str(MISSING)
    return _("%(time)s ngày %(date)s") % {"time": f"{clock.local(moment):%H:%M}", "date": date(moment)}


def long_date(day: dt.date | None) -> str:
    """Return "ngày 02 tháng 01 năm 2020" as documents date themselves.

    Days below 10 and months below 3 take a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I), other months none.
    """
    if day is None:
        return str(MISSING)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return _("ngày %(day)s tháng %(month)s năm %(year)s") % {"day": f"{day.day:02}", "month": month, "year": day.year}


def join(words: Iterable[object]) -> str:
    """Return "a, b và c"."""
    *most, last = [str(word) for word in words] or [""]
    if not most:
        return last
    return _("%(most)s và %(last)s") % {"most": ", ".join(most), "last": last}


def _exact(value: Number) -> Decimal:
    """Return the value a person wrote: 15 significant digits, what a spreadsheet keeps of a float."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return exact


def _in_unit(dong: int, unit: int) -> Decimal:
    """Return an amount in millions or billions, rounded to two decimals."""
    return (Decimal(dong) / unit).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

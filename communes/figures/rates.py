"""Rates and their changes, made of sums over the places that reported both halves, or both years.

Values of two standards are never put together (DOMAIN, rules 2 and 3).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.readings import Reading, Readings
from communes.models import IndicatorPart
from kontum04.core import formats
from kontum04.core.figure import Figure

HUNDRED = Decimal(100)


def are_mixed(readings: Iterable[Reading]) -> bool:
    return len({reading.standard for reading in readings}) > 1


def mixed_note() -> str:
    return _("Các nơi dùng chuẩn khác nhau, không cộng chung.")


Pair = tuple[Reading, Reading]
"""What one commune reported of a rate: numerator and denominator."""


def _pair(readings: Readings, part: IndicatorPart, year: int, place: int, alike: Pair | None = None) -> Pair | None:
    """Both halves of a rate; with `alike` those measured as in that other year."""
    of_top, of_bottom = (alike[0], alike[1]) if alike else (None, None)
    top = readings.of_commune(named(part.numerator), place, year, alike=of_top)
    bottom = readings.of_commune(named(part.denominator), place, year, alike=of_bottom)
    return (top, bottom) if top and bottom else None


def _pairs(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> dict[int, Pair]:
    return {place: pair for place in places if (pair := _pair(readings, part, year, place))}


@dataclass(frozen=True)
class _Rate:
    """Σ numerators / Σ denominators in percent; None of nothing, and where standards are mixed."""

    top: Decimal
    bottom: Decimal
    is_mixed: bool

    @classmethod
    def over(cls, pairs: Collection[Pair]) -> "_Rate":
        return cls(
            sum((top.value for top, _bottom in pairs), Decimal(0)),
            sum((bottom.value for _top, bottom in pairs), Decimal(0)),
            are_mixed(top for top, _bottom in pairs) or are_mixed(bottom for _top, bottom in pairs),
        )

    @property
    def value(self) -> Decimal | None:
        return None if self.is_mixed or not self.bottom else self.top * HUNDRED / self.bottom  # 0/0 is no rate


def ratio(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    pairs = _pairs(readings, part, year, places)
    rate = _Rate.over(pairs.values())
    reported, expected = len(pairs), len(places)
    if rate.is_mixed or not pairs:
        note = mixed_note() if rate.is_mixed else ""
        return make(part, reported=reported, expected=expected, note=note)
    return make(part, rate.value, rate.top, rate.bottom, reported=reported, expected=expected)


def change(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    """How much the base rate fell since the year before (in points), over places that reported both years alike."""
    base = named(part.numerator)
    after = _pairs(readings, base, year, places)
    before = {place: pair for place in after if (pair := _pair(readings, base, year - 1, place, after[place]))}
    parted = sum(place not in before and _pair(readings, base, year - 1, place) is not None for place in after)
    old, new = _Rate.over(before.values()), _Rate.over([after[place] for place in before])
    fall = None if old.value is None or new.value is None else old.value - new.value
    note = mixed_note() if new.is_mixed else _parted_note(parted, len(before))
    return make(part, fall, reported=len(before), expected=len(places), note=note)


def _parted_note(parted: int, compared: int) -> str:
    """Why some places, or all, could not be compared with the year before."""
    if not parted:
        return ""
    if not compared:
        return _("Hai năm dùng hai chuẩn khác nhau, không so sánh.")
    return _("Không tính %(count)s xã có hai năm dùng hai chuẩn khác nhau.") % {"count": formats.number(parted)}


def named(part: IndicatorPart | None) -> IndicatorPart:
    """The part a formula names; IndicatorPart.clean asks for it, so its absence is a fault of the data."""
    if part is None:
        raise ValueError("an indicator's formula names no part")
    return part


def make(
    part: IndicatorPart,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    *,
    reported: int,
    expected: int,
    note: str = "",
) -> Figure:
    return Figure(
        part.code, part.label, part.unit, value, part.decimals, numerator, denominator, reported, expected, note
    )

"""From readings of many places to one figure, by each part's own rule.

Missing stays missing; a rate is made from sums over the places that reported both halves; a change is made over the
places that reported both years; values of two standards are never put together (DOMAIN, rules 1–3).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import Aggregation, PartKind
from communes.figures.readings import Reading, Readings
from communes.models import IndicatorPart
from kontum04.core import formats
from kontum04.core.figure import Figure

HUNDRED = Decimal(100)


def figure_of(readings: Readings, part: IndicatorPart, year: int, communes: Collection[int] | None = None) -> Figure:
    """The figure of one part over the communes (all that were read, unless a smaller set is named)."""
    places = readings.communes if communes is None else tuple(communes)
    if part.kind == PartKind.CHANGE:
        return _change(readings, part, year, places)
    if part.kind == PartKind.RATIO:
        return _ratio(readings, part, year, places)
    found, expected = _where_entered(readings, part, year, places)
    if _are_mixed(found.values()):
        return _figure(part, reported=len(found), expected=expected, note=_mixed_note())
    if part.aggregation == Aggregation.WEIGHTED_MEAN:
        return _weighted(readings, part, year, found, expected)
    return _combine(part, [reading.value for reading in found.values()], expected)


def level_counts(readings: Readings, part: IndicatorPart, year: int) -> list[tuple[str, int]]:
    """How many communes (or villages) stand at each level of a choice, in the order of the levels."""
    found, _expected = _where_entered(readings, part, year, readings.communes)
    values = [reading.value for reading in found.values()]
    return [(str(label), values.count(Decimal(level))) for level, label in part.choices]


def level_figures(readings: Readings, part: IndicatorPart, year: int) -> list[Figure]:
    """One figure a level of a choice: how many stand there, of how many that reported."""
    found, expected = _where_entered(readings, part, year, readings.communes)
    counts = level_counts(readings, part, year)
    return [
        Figure(
            f"{part.code}.{level}",
            f"{part.label}: {label}",
            counted_unit(part),
            Decimal(count) if found else None,
            numerator=Decimal(count) if found else None,
            denominator=Decimal(len(found)) if found else None,
            reported=len(found),
            expected=expected,
        )
        for (level, _label), (label, count) in zip(part.choices, counts, strict=True)
    ]


def counted_unit(part: IndicatorPart) -> str:
    """What is counted where something is met or not: villages or communes."""
    return _("thôn") if part.is_of_villages else _("xã")


def _where_entered(
    readings: Readings, part: IndicatorPart, year: int, places: Collection[int]
) -> tuple[dict[int, Reading], int]:
    """What was reported, by commune (by village, where only villages are asked), and of how many it was expected."""
    if not part.is_of_villages:
        found = {place: reading for place in places if (reading := readings.of_commune(part, place, year))}
        return found, len(places)
    villages = [village for place in places for village in readings.villages_of(place, year)]
    found = {village: reading for village in villages if (reading := readings.of_village(part, village, year))}
    return found, len(villages)


def _are_mixed(readings: Iterable[Reading]) -> bool:
    return len({reading.standard for reading in readings}) > 1


def _mixed_note() -> str:
    return _("Các nơi dùng chuẩn khác nhau, không cộng chung.")


def _combine(part: IndicatorPart, values: list[Decimal], expected: int) -> Figure:
    """One part's values by its own rule; with no value at all the figure is missing."""
    reported = len(values)
    if part.is_counted:
        top = Decimal(part.choices[-1][0]) if part.choices else Decimal(1)
        met, of = (Decimal(values.count(top)), Decimal(reported)) if values else (None, None)
        counted = _figure(part, met, met, of, reported=reported, expected=expected)
        return replace(counted, unit=counted_unit(part), decimals=0)
    if not values:
        return _figure(part, reported=0, expected=expected)
    total = sum(values, Decimal(0))
    if part.aggregation == Aggregation.MEAN:
        count = Decimal(reported)
        mean = _figure(part, total / count, total, count, reported=reported, expected=expected)
        return replace(mean, decimals=max(part.decimals, 1))
    return _figure(part, total, reported=reported, expected=expected)


def _weighted(readings: Readings, part: IndicatorPart, year: int, found: dict[int, Reading], expected: int) -> Figure:
    """Mean weighted by the part's denominator (population); places without a weight are left out."""
    weight_part = _named(part.denominator)
    weights = {place: readings.of_commune(weight_part, place, year) for place in found}
    counted = [(found[place].value, weight.value) for place, weight in weights.items() if weight]
    total = sum((weight for _v, weight in counted), Decimal(0))
    value = sum((value * weight for value, weight in counted), Decimal(0)) / total if total else None
    return _figure(part, value, reported=len(counted), expected=expected)


Pair = tuple[Reading, Reading]
"""What one commune reported of a rate: numerator and denominator."""


def _pair(readings: Readings, part: IndicatorPart, year: int, place: int, alike: Pair | None = None) -> Pair | None:
    """Both halves of a rate; with `alike` those measured as in that other year."""
    of_top, of_bottom = (alike[0], alike[1]) if alike else (None, None)
    top = readings.of_commune(_named(part.numerator), place, year, alike=of_top)
    bottom = readings.of_commune(_named(part.denominator), place, year, alike=of_bottom)
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
            _are_mixed(top for top, _bottom in pairs) or _are_mixed(bottom for _top, bottom in pairs),
        )

    @property
    def value(self) -> Decimal | None:
        return None if self.is_mixed or not self.bottom else self.top * HUNDRED / self.bottom  # 0/0 is no rate


def _ratio(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    pairs = _pairs(readings, part, year, places)
    rate = _Rate.over(pairs.values())
    reported, expected = len(pairs), len(places)
    if rate.is_mixed or not pairs:
        note = _mixed_note() if rate.is_mixed else ""
        return _figure(part, reported=reported, expected=expected, note=note)
    return _figure(part, rate.value, rate.top, rate.bottom, reported=reported, expected=expected)


def _change(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    """How much the base rate fell since the year before (in points), over places that reported both years alike."""
    base = _named(part.numerator)
    after = _pairs(readings, base, year, places)
    before = {place: pair for place in after if (pair := _pair(readings, base, year - 1, place, after[place]))}
    parted = sum(place not in before and _pair(readings, base, year - 1, place) is not None for place in after)
    old, new = _Rate.over(before.values()), _Rate.over([after[place] for place in before])
    fall = None if old.value is None or new.value is None else old.value - new.value
    note = _mixed_note() if new.is_mixed else _parted_note(parted, len(before))
    return _figure(part, fall, reported=len(before), expected=len(places), note=note)


def _parted_note(parted: int, compared: int) -> str:
    """Why some places, or all, could not be compared with the year before."""
    if not parted:
        return ""
    if not compared:
        return _("Hai năm dùng hai chuẩn khác nhau, không so sánh.")
    return _("Không tính %(count)s xã có hai năm dùng hai chuẩn khác nhau.") % {"count": formats.number(parted)}


def _named(part: IndicatorPart | None) -> IndicatorPart:
    """The part a formula names; IndicatorPart.clean asks for it, so its absence is a fault of the data."""
    if part is None:
        raise ValueError("an indicator's formula names no part")
    return part


def _figure(
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

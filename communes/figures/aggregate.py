"""From readings of many places to one figure, by each part's own rule.

Missing stays missing; a rate is made from sums over the places that reported both halves; a change is made over the
places that reported both years, and never across two standards (DOMAIN, rules 1–3).
"""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import Aggregation, PartKind
from communes.figures.readings import Reading, Readings
from communes.models import IndicatorPart
from kontum04.core.figure import Figure

HUNDRED = Decimal(100)


def figure_of(readings: Readings, part: IndicatorPart, year: int, communes: Collection[int] | None = None) -> Figure:
    """The figure of one part over the communes (all that were read, unless a smaller set is named)."""
    places = readings.communes if communes is None else tuple(communes)
    if part.kind == PartKind.CHANGE:
        return _change(readings, part, year, places)
    if part.kind == PartKind.RATIO:
        return _ratio(readings, part, year, places)
    if part.at_village and not part.at_commune:
        return _over_villages(readings, part, year, places)
    found = {place: reading for place in places if (reading := readings.of_commune(part, place, year))}
    if part.aggregation == Aggregation.WEIGHTED_MEAN:
        return _weighted(readings, part, year, found, len(places))
    return _combine(part, [reading.value for reading in found.values()], len(places))


def level_counts(readings: Readings, part: IndicatorPart, year: int) -> list[tuple[str, int]]:
    """How many communes (or villages) stand at each level of a choice, in the order of the levels."""
    values = _values_where_entered(readings, part, year, readings.communes)
    return [(str(label), sum(value == Decimal(str(level)) for value in values)) for level, label in part.choices]


def level_figures(readings: Readings, part: IndicatorPart, year: int) -> list[Figure]:
    """One figure a level of a choice: how many stand there, of how many that reported."""
    values = _values_where_entered(readings, part, year, readings.communes)
    return [
        Figure(
            f"{part.code}.{level}",
            f"{part.label}: {label}",
            counted_unit(part),
            Decimal(count) if values else None,
            numerator=Decimal(count) if values else None,
            denominator=Decimal(len(values)) if values else None,
            reported=len(values),
            expected=_expected(readings, part),
        )
        for (level, _label), (label, count) in zip(part.choices, level_counts(readings, part, year), strict=True)
    ]


def counted_unit(part: IndicatorPart) -> str:
    """What is counted where something is met or not: villages or communes."""
    return _("thôn") if part.at_village and not part.at_commune else _("xã")


def _expected(readings: Readings, part: IndicatorPart) -> int:
    if part.at_village and not part.at_commune:
        return sum(len(readings.villages_of(place)) for place in readings.communes)
    return len(readings.communes)


def _values_where_entered(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> list[Decimal]:
    if part.at_village and not part.at_commune:
        found = [
            readings.of_village(part, village, year) for place in places for village in readings.villages_of(place)
        ]
    else:
        found = [readings.of_commune(part, place, year) for place in places]
    return [reading.value for reading in found if reading]


def _over_villages(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    expected = sum(len(readings.villages_of(place)) for place in places)
    return _combine(part, _values_where_entered(readings, part, year, places), expected)


def _combine(part: IndicatorPart, values: list[Decimal], expected: int) -> Figure:
    """One part's values by its own rule; with no value at all the figure is missing."""
    total = sum(values, Decimal(0)) if values else None
    if part.aggregation in (Aggregation.COUNT_TRUE, Aggregation.DISTRIBUTION):
        top = Decimal(str(part.choices[-1][0])) if part.choices else Decimal(1)
        met = Decimal(sum(value == top for value in values)) if values else None
        counted = _figure(part, met, 0, met, Decimal(len(values)) if values else None, len(values), expected)
        return replace(counted, unit=counted_unit(part))
    if part.aggregation == Aggregation.MEAN and total is not None:
        count = Decimal(len(values))
        return _figure(part, total / count, max(part.decimals, 1), total, count, len(values), expected)
    return _figure(part, total, part.decimals, None, None, len(values), expected)


def _ratio(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    """Σ numerator / Σ denominator in percent, over the places that reported both."""
    pairs = _pairs(readings, part, year, places)
    top = sum((numerator.value for numerator, _d in pairs.values()), Decimal(0))
    bottom = sum((denominator.value for _n, denominator in pairs.values()), Decimal(0))
    if not pairs or len({numerator.standard for numerator, _d in pairs.values()}) > 1:
        note = _("Các xã dùng chuẩn khác nhau, không cộng chung.") if pairs else ""
        return _figure(part, None, part.decimals, None, None, len(pairs), len(places), note)
    value = top * HUNDRED / bottom if bottom else None  # 0/0 is no rate
    return _figure(part, value, part.decimals, top, bottom, len(pairs), len(places))


def _pairs(
    readings: Readings, part: IndicatorPart, year: int, places: Collection[int]
) -> dict[int, tuple[Reading, Reading]]:
    numerator, denominator = _named(part.numerator), _named(part.denominator)
    pairs = {}
    for place in places:
        top = readings.of_commune(numerator, place, year)
        bottom = readings.of_commune(denominator, place, year)
        if top and bottom:
            pairs[place] = (top, bottom)
    return pairs


def _change(readings: Readings, part: IndicatorPart, year: int, places: Collection[int]) -> Figure:
    """How much the base rate fell since the year before (in points), over places that reported both years alike."""
    base = _named(part.numerator)
    before, after = _pairs(readings, base, year - 1, places), _pairs(readings, base, year, places)
    both = [place for place in places if place in before and place in after]
    same = [place for place in both if before[place][0].standard == after[place][0].standard]
    if both and not same:
        note = _("Hai năm dùng hai chuẩn khác nhau, không so sánh.")
        return _figure(part, None, part.decimals, None, None, 0, len(places), note)
    old, new = _ratio(readings, base, year - 1, same), _ratio(readings, base, year, same)
    fall = None if old.value is None or new.value is None else old.value - new.value
    return _figure(part, fall, part.decimals, None, None, len(same), len(places))


def _named(part: IndicatorPart | None) -> IndicatorPart:
    """The part a formula names; IndicatorPart.clean asks for it, so its absence is a fault of the data."""
    if part is None:
        raise ValueError("an indicator's formula names no part")
    return part


def _weighted(readings: Readings, part: IndicatorPart, year: int, found: dict[int, Reading], expected: int) -> Figure:
    """Mean weighted by the part's denominator (population); places without a weight are left out."""
    weight_part = _named(part.denominator)
    weights = {place: readings.of_commune(weight_part, place, year) for place in found}
    counted = [(found[place].value, weight.value) for place, weight in weights.items() if weight]
    total = sum((weight for _v, weight in counted), Decimal(0))
    value = sum((value * weight for value, weight in counted), Decimal(0)) / total if total else None
    return _figure(part, value, part.decimals, None, None, len(counted), expected)


def _figure(
    part: IndicatorPart,
    value: Decimal | None,
    decimals: int,
    numerator: Decimal | None,
    denominator: Decimal | None,
    reported: int,
    expected: int,
    note: str = "",
) -> Figure:
    return Figure(part.code, part.label, part.unit, value, decimals, numerator, denominator, reported, expected, note)

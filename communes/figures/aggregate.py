"""From readings of many places to one figure, by each part's own rule. Missing stays missing (DOMAIN, rule 1)."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import Aggregation, PartKind
from communes.figures.rates import are_mixed, change, make, mixed_note, named, ratio
from communes.figures.readings import Reading, Readings
from communes.models import IndicatorPart
from kontum04.core.figure import Figure


def figure_of(readings: Readings, part: IndicatorPart, year: int, communes: Collection[int] | None = None) -> Figure:
    """The figure of one part over the communes (all that were read, unless a smaller set is named)."""
    places = readings.communes if communes is None else tuple(communes)
    if part.kind == PartKind.CHANGE:
        return change(readings, part, year, places)
    if part.kind == PartKind.RATIO:
        return ratio(readings, part, year, places)
    found, expected = _where_entered(readings, part, year, places)
    if are_mixed(found.values()):
        return make(part, reported=len(found), expected=expected, note=mixed_note())
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


def _combine(part: IndicatorPart, values: list[Decimal], expected: int) -> Figure:
    """One part's values by its own rule; with no value at all the figure is missing."""
    reported = len(values)
    if part.is_counted:
        top = Decimal(part.choices[-1][0]) if part.choices else Decimal(1)
        met, of = (Decimal(values.count(top)), Decimal(reported)) if values else (None, None)
        counted = make(part, met, met, of, reported=reported, expected=expected)
        return replace(counted, unit=counted_unit(part), decimals=0)
    if not values:
        return make(part, reported=0, expected=expected)
    total = sum(values, Decimal(0))
    if part.aggregation == Aggregation.MEAN:
        count = Decimal(reported)
        mean = make(part, total / count, total, count, reported=reported, expected=expected)
        return replace(mean, decimals=max(part.decimals, 1))
    return make(part, total, reported=reported, expected=expected)


def _weighted(readings: Readings, part: IndicatorPart, year: int, found: dict[int, Reading], expected: int) -> Figure:
    """Mean weighted by the part's denominator (population); places without a weight are left out."""
    weight_part = named(part.denominator)
    weights = {place: readings.of_commune(weight_part, place, year) for place in found}
    counted = [(found[place].value, weight.value) for place, weight in weights.items() if weight]
    total = sum((weight for _v, weight in counted), Decimal(0))
    value = sum((value * weight for value, weight in counted), Decimal(0)) / total if total else None
    return make(part, value, reported=len(counted), expected=expected)

"""The course of each goal over the last years, read from the rows: what `pace` reckons with.

Years are compared over the same communes, those that reported both, and under one standard."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import Aggregation
from communes.figures.aggregate import counted_unit, figure_of
from communes.figures.readings import Readings
from communes.models import IndicatorPart, Target
from kontum04.core import formats
from kontum04.core.figure import PERCENT, Figure
from reports.figures.pace import Course, Growth
from reports.figures.place_share import as_share

YEARS_BACK = 3
"""A forecast rests on the last changes, not on how a programme began."""

COUNTED = (Aggregation.COUNT_TRUE, Aggregation.DISTRIBUTION)


Results = list[tuple[int, Decimal | None]]
"""Result by year; a missing one is None, never zero."""


def of_measure(target: Target, year: int, known: Mapping[tuple[str, int], Figure]) -> Course:
    """Of a measure of the programme: every year since the list began is known."""
    results = [(each, known[target.measure, each].value) for each in range(year - YEARS_BACK, year + 1)]
    growth, why = _growth_between(results)
    return Course(year, known[target.measure, year], _("xã"), growth=growth, no_growth=why)


def of_part(target: Target, part: IndicatorPart, now: Figure, readings: Readings, year: int) -> Course:
    """Of an indicator part. `readings` hold the last years of the communes that `now` was made of."""
    measured = _standard_of(readings, part, year)
    due = readings.standard_in_force(part, target.due_year) if target.due_year else None
    breaks = due is not None and measured is not None and due.pk != measured
    alike = [each for each in range(year - YEARS_BACK, year + 1) if _standard_of(readings, part, each) == measured]
    growth, why = (_yearly_mean if target.every_year else _growth)(part, readings, _unbroken(alike, year))
    return Course(
        year,
        now,
        counted_unit(part) if part.aggregation in COUNTED and now.unit == PERCENT else "",
        due.name if breaks and due else "",
        growth,
        why,
    )


def _unbroken(years: Collection[int], year: int) -> list[int]:
    """Those that follow one another up to `year`."""
    found = [year]
    while found[0] - 1 in years:
        found.insert(0, found[0] - 1)
    return found


def _growth_between(results: Results) -> tuple[Growth | None, str]:
    """The average change a year from the earliest known year to the last."""
    known = [(year, value) for year, value in results if value is not None]
    if len(known) < 2:
        return None, _too_short([year for year, _value in known])
    (first, before), (last, after) = known[0], known[-1]
    return Growth((after - before) / (last - first), first, last), ""


def _growth(part: IndicatorPart, readings: Readings, years: list[int]) -> tuple[Growth | None, str]:
    """Between the last year and the earliest that has communes in common with it, over these communes alone."""
    *earlier, last = years
    for first in earlier:
        both = [place for place in readings.communes if _is_whole(part, readings, place, first, last)]
        if both:
            return _growth_between([(year, _figure(part, readings, year, both).value) for year in (first, last)])
    return None, _too_short([year for year in years if _figure(part, readings, year).value is not None])


def _yearly_mean(part: IndicatorPart, readings: Readings, years: list[int]) -> tuple[Growth | None, str]:
    """The mean of the yearly results that are known."""
    results = ((year, _figure(part, readings, year).value) for year in years)
    known = [(year, value) for year, value in results if value is not None]
    if len(known) < 2:
        return None, _too_short([year for year, _value in known])
    mean = sum((value for _year, value in known), Decimal(0)) / len(known)
    return Growth(mean, known[0][0], known[-1][0]), ""


def _too_short(years: list[int]) -> str:
    if not years:
        return _("Chưa có số liệu để dự báo.")
    names = {"years": formats.join(years)}
    if len(years) == 1:
        return _("Mới có số liệu một năm (%(years)s) theo chuẩn đang dùng; chưa dự báo.") % names
    return _("Các năm %(years)s không có xã nào báo đủ để so sánh; chưa dự báo.") % names


def _figure(part: IndicatorPart, readings: Readings, year: int, communes: Collection[int] | None = None) -> Figure:
    return as_share(figure_of(readings, part, year, communes), part)


def _is_whole(part: IndicatorPart, readings: Readings, place: int, *years: int) -> bool:
    """Whether the commune (all its villages, where these are asked) reported each of the years."""
    figures = [figure_of(readings, part, year, (place,)) for year in years]
    return all(figure.value is not None and not figure.is_partial for figure in figures)


def _standard_of(readings: Readings, part: IndicatorPart, year: int) -> int | None:
    """The standard the year was in fact measured by; the one in force where nothing was reported."""
    if not part.standard_family:
        return None
    entered = part
    while entered.is_computed and entered.numerator:
        entered = entered.numerator
    used = {
        reading.standard
        for place in readings.communes
        for reading in [readings.of_commune(entered, place, year)]
        if reading
    }
    if len(used) == 1:
        return used.pop()
    in_force = readings.standard_in_force(part, year)
    return in_force.pk if in_force else None

"""What the page of one commune tells: its time line, its indicators over the years, its villages."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.figures.aggregate import figure_of
from communes.figures.past import Stand, stands_for
from communes.figures.readings import Readings
from communes.figures.spark import Spark, spark_of
from communes.models import (
    Commune,
    IndicatorGroup,
    IndicatorPart,
    IndicatorValue,
    ProgrammeYear,
    Village,
)
from communes.timeline import Event, events_of
from communes.words import figure_at, figure_words, value_words
from kontum04.core import formats

YEARS_SHOWN = 6
KEY_PARTS = ("NG03", "NTM1", "TN01", "DB03")
"""Drawn as small charts at the top of the page."""


@dataclass(frozen=True)
class YearText:
    """One part in one year as it reads; `is_break` where another standard measured the year before."""

    year: int
    text: str
    note: str
    is_break: bool


@dataclass(frozen=True)
class Line:
    part: IndicatorPart
    years: list[YearText]


@dataclass(frozen=True)
class VillageRow:
    village: Village
    texts: list[tuple[IndicatorPart, str]]


@dataclass(frozen=True)
class Profile:
    """`notes` say which years are not the commune's own figures, and why."""

    events: list[Event]
    years: list[int]
    groups: list[tuple[IndicatorGroup, list[Line]]]
    charts: list[Spark]
    notes: list[tuple[int, str]]
    village_parts: list[IndicatorPart]
    villages: list[VillageRow]

    @property
    def has_breaks(self) -> bool:
        return any(year.is_break for _group, lines in self.groups for line in lines for year in line.years)


def profile_of(commune: Commune, programme_year: ProgrammeYear, reader) -> Profile:
    """The commune as of the programme year, with the years before beside it, as far as the reader may see."""
    year = programme_year.year
    stands = stands_for(commune, range(year - YEARS_SHOWN, year + 1), reader)
    everyone = {place for stand in stands.values() for place in stand.communes} | {commune.pk}
    readings = Readings(everyone, range(year - YEARS_SHOWN, year + 1))
    years = _years_with_data(everyone, year)
    parts = list(IndicatorPart.objects.reported())
    lines = [Line(part, [_year_text(readings, part, each, stands[each]) for each in years]) for part in parts]
    by_group = groupby(lines, key=lambda line: line.part.indicator.group)
    keys = {part.code: part for part in parts}
    village_parts = [part for part in parts if part.at_village and not part.is_computed]
    return Profile(
        events=events_of(commune, reader, programme_year),
        years=years,
        groups=[(group, list(of_group)) for group, of_group in by_group],
        charts=[_chart(readings, keys[code], years, stands) for code in KEY_PARTS if code in keys],
        notes=[(each, stands[each].note) for each in years if stands[each].note],
        village_parts=village_parts,
        villages=[_village_row(readings, village, village_parts, year) for village in _villages(commune, readings)],
    )


def _years_with_data(communes: set[int], year: int) -> list[int]:
    """The last years with any figure; this one and the one before always."""
    rows = IndicatorValue.objects.filter(commune__in=communes, year__gt=year - YEARS_SHOWN, year__lt=year - 1)
    return [*sorted(set(rows.order_by().values_list("year", flat=True).distinct())), year - 1, year]


def _year_text(readings: Readings, part: IndicatorPart, year: int, stand: Stand) -> YearText:
    is_break = readings.standard_in_force(part, year) != readings.standard_in_force(part, year - 1)
    if not stand.communes:
        return YearText(year, str(formats.MISSING), stand.note, is_break)
    figure = figure_of(readings, part, year, stand.communes)
    note = figure.note
    if len(stand.communes) > 1 and figure.is_partial and figure.value is not None:
        note = _("mới có %(coverage)s nơi") % {"coverage": figure.coverage}
    return YearText(year, figure_words(readings, part, year, stand.communes), note, is_break)


def _chart(readings: Readings, part: IndicatorPart, years: list[int], stands: dict[int, Stand]) -> Spark:
    standards = {year: readings.standard_in_force(part, year) for year in years}
    figures = {year: figure_at(readings, part, year, stands[year].communes) for year in years if stands[year].communes}
    return spark_of(part, years, figures, standards)


def _villages(commune: Commune, readings: Readings) -> QuerySet[Village]:
    return commune.villages.filter(pk__in=readings.villages_of(commune.pk)).order_by("sort_key")


def _village_row(readings: Readings, village: Village, parts: list[IndicatorPart], year: int) -> VillageRow:
    found = ((part, readings.of_village(part, village.pk, year)) for part in parts)
    return VillageRow(
        village, [(part, value_words(part, reading.value if reading else None)) for part, reading in found]
    )

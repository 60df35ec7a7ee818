"""One commune or village over the years: its indicators as figures, with the standards they were measured by."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.past import stands_for
from communes.figures.rates import HUNDRED
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, IndicatorValue, ProgrammeYear, Village
from communes.words import figure_at, figure_words, value_words
from kontum04.core import formats
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer

YEARS_SHOWN = 5


@dataclass
class PlaceYears:
    """Figures and their words by part code and year. `notes` say which years are not the place's own, and why."""

    year: int
    years: list[int]
    parts: dict[str, IndicatorPart]
    figures: dict[tuple[str, int], Figure] = field(default_factory=dict)
    words: dict[tuple[str, int], str] = field(default_factory=dict)
    standards: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def figure(self, code: str, year: int | None = None) -> Figure | None:
        """The figure of a part; None when staff have retired it."""
        return self.figures.get((code, year or self.year))

    def breaks(self) -> list[tuple[int, str]]:
        """The years from which another standard measured, each with its name, once a standard."""
        changes = (
            (after, self.standards[code, before], self.standards[code, after])
            for code in self.parts
            for before, after in pairwise(self.years)
        )
        return list(dict.fromkeys((year, new) for year, old, new in changes if old != new))

    def put(self, figure: Figure, year: int, words: str, standard: str) -> None:
        """Keep one figure; those of other years carry the year in their code, so that no two share a name."""
        code = figure.code
        named = figure if year == self.year else replace(figure, code=f"{code}:{year}")
        self.figures[code, year], self.words[code, year], self.standards[code, year] = named, words, standard


def commune_years(commune: Commune, programme_year: ProgrammeYear, viewer: Viewer, codes: Iterable[str]) -> PlaceYears:
    """The commune's figures of the last years that have any; before a merger those of its predecessors together."""
    parts = _parts(codes)
    stands = stands_for(commune, _span(programme_year), viewer)
    places = {place for stand in stands.values() for place in stand.communes} | {commune.pk}
    readings = Readings(places, _span(programme_year), parts.values())
    values = IndicatorValue.objects.filter(commune__in=places, part__in=_entered(parts))
    found = PlaceYears(programme_year.year, _years(values, programme_year), parts)
    for year in found.years:
        if stands[year].note:
            found.notes.append((year, stands[year].note))
        for part in parts.values():
            of_year = stands[year].communes
            figure, words = _nothing(part), str(formats.MISSING)
            if of_year:
                figure, words = figure_at(readings, part, year, of_year), figure_words(readings, part, year, of_year)
            found.put(figure, year, words, _standard(readings, part, year))
    return found


def village_years(village: Village, programme_year: ProgrammeYear, codes: Iterable[str]) -> PlaceYears:
    """The village's figures of the last years that have any."""
    parts = _village_parts(codes)
    readings = Readings([village.commune_id], _span(programme_year), parts.values())
    values = IndicatorValue.objects.filter(village=village, part__in=_entered(parts))
    return _of_village(village, readings, parts, _years(values, programme_year))


def villages_in_year(
    commune: Commune, programme_year: ProgrammeYear, codes: Iterable[str]
) -> list[tuple[Village, PlaceYears]]:
    """The villages the commune has at the year's end with their figures of that year alone."""
    parts, year = _village_parts(codes), programme_year.year
    readings = Readings([commune.pk], (year,), parts.values())
    villages = commune.villages.filter(pk__in=readings.villages_of(commune.pk, year)).order_by("sort_key")
    return [(village, _of_village(village, readings, parts, [year])) for village in villages]


def _of_village(village: Village, readings: Readings, parts: dict[str, IndicatorPart], years: list[int]) -> PlaceYears:
    found = PlaceYears(years[-1], years, parts)
    for year in years:
        for part in parts.values():
            figure = _village_figure(readings, part, village, year)
            words = figure.text if part.is_computed else value_words(part, figure.value)
            found.put(figure, year, words, _standard(readings, part, year))
    return found


def _village_parts(codes: Iterable[str]) -> dict[str, IndicatorPart]:
    return {code: part for code, part in _parts(codes).items() if part.at_village}


def _entered(parts: dict[str, IndicatorPart]) -> set[int]:
    """Ids of the parts people enter, behind these."""
    return {each.pk for part in parts.values() for each in (part, part.numerator, part.denominator) if each}


def _village_figure(readings: Readings, part: IndicatorPart, village: Village, year: int) -> Figure:
    if part.kind != PartKind.RATIO or part.numerator is None or part.denominator is None:
        reading = readings.of_village(part, village.pk, year)
        return Figure(part.code, part.label, part.unit, reading.value if reading else None, part.decimals)
    top = readings.of_village(part.numerator, village.pk, year)
    bottom = readings.of_village(part.denominator, village.pk, year)
    if top is None or bottom is None or not bottom.value:
        return _nothing(part)
    rate = top.value * HUNDRED / bottom.value
    return Figure(part.code, part.label, part.unit, rate, part.decimals, top.value, bottom.value)


def _parts(codes: Iterable[str]) -> dict[str, IndicatorPart]:
    in_use = {part.code: part for part in IndicatorPart.objects.reported().filter(code__in=list(codes))}
    return {code: in_use[code] for code in codes if code in in_use}


def _span(programme_year: ProgrammeYear) -> range:
    return range(programme_year.year - YEARS_SHOWN, programme_year.year + 1)


def _years(values: QuerySet[IndicatorValue], programme_year: ProgrammeYear) -> list[int]:
    """The last years with any figure; this one and the one before always."""
    year = programme_year.year
    earlier = values.filter(year__gt=year - YEARS_SHOWN, year__lt=year - 1)
    return [*sorted(set(earlier.order_by().values_list("year", flat=True))), year - 1, year]


def _nothing(part: IndicatorPart) -> Figure:
    return Figure(part.code, part.label, part.unit, None, part.decimals)


def _standard(readings: Readings, part: IndicatorPart, year: int) -> str:
    standard = readings.standard_in_force(part, year) if part.standard_family else None
    return standard.name if standard else ""


def standard_note(found: PlaceYears) -> list[str]:
    """Which standard measured from which year on, where it changed among the years shown."""
    return [
        _("Từ năm %(year)s áp dụng %(standard)s; không so sánh với các năm trước đó.")
        % {"year": year, "standard": name[:1].lower() + name[1:]}
        for year, name in found.breaks()
        if name
    ]

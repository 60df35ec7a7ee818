"""Several years of a programme side by side: what is stored of each, and what was published.

A year that was not opened, or has no data, is missing; sums over the years say how many of them they are made of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from communes.models import IndicatorPart, Programme, ProgrammeYear, PublishedFigure, Standard
from communes.standards import standard_for
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.figures.published import Stated, stated
from reports.figures.review import ReviewFigures, review_figures


@dataclass(frozen=True)
class SpanYear:
    """One year of the span; `figures` None: it was never opened. `standard` is that of poverty in the year."""

    year: int
    figures: ReviewFigures | None
    published: tuple[PublishedFigure, ...]
    standard: str

    def stated(self, code: str) -> Stated:
        """A figure of this year under a code that names the year: “2018:help.trips”."""
        told = self.figures.stated(code) if self.figures else stated(None, code, self.published)
        named = told.figure.code if told.source else f"{self.year}:{told.figure.code}"
        return replace(told, figure=replace(told.figure, code=named))


@dataclass(frozen=True)
class Span:
    """The years from `first` to `last` of one programme, in one reader's scope."""

    programme: Programme
    years: tuple[SpanYear, ...]

    @property
    def first(self) -> int:
        return self.years[0].year

    @property
    def last(self) -> int:
        return self.years[-1].year

    @property
    def name(self) -> str:
        """“2013–2016”."""
        return f"{self.first}–{self.last}"

    @property
    def opened(self) -> list[SpanYear]:
        """The years the portal holds rows of."""
        return [year for year in self.years if year.figures]

    @property
    def published(self) -> list[PublishedFigure]:
        return [row for year in self.years for row in year.published]

    @property
    def is_finished(self) -> bool:
        """Whether the span reaches the programme's last whole year: the last, or the one before its successor's."""
        ends = [year for year in (self.programme.last_year, self._before_successor()) if year]
        return bool(ends) and self.last >= min(ends)

    def _before_successor(self) -> int | None:
        began = [programme.first_year for programme in self.programme.successors.all()]
        return min(began) - 1 if began else None

    def known(self, code: str) -> list[tuple[SpanYear, Stated]]:
        """The years of which the figure is known, computed or published."""
        told = ((year, year.stated(code)) for year in self.years)
        return [(year, one) for year, one in told if one.figure.value is not None]

    def total(self, code: str) -> Figure:
        """The sum over the years that have data of their own; a published “more than” is never added."""
        computed = [one.figure for _year, one in self.known(code) if not one.source]
        like = computed[0] if computed else self.years[-1].stated(code).figure
        values = [figure.value for figure in computed if figure.value is not None]
        return replace(
            like,
            code=f"{self.first}-{self.last}:{code}",
            value=sum(values, Decimal(0)) if values else None,
            reported=len(values),
            expected=len(self.years),
        )

    def years_of(self, code: str) -> list[int]:
        """The years `total` is made of."""
        return [year.year for year, one in self.known(code) if not one.source]


def span_of(programme_year: ProgrammeYear, from_year: int, viewer: Viewer) -> Span:
    """The programme's years from `from_year` to that year. Its cost grows with the years, not with their rows."""
    programme = programme_year.programme
    wanted = range(from_year, programme_year.year + 1)
    opened = {row.year: row for row in programme.years.filter(year__in=wanted).select_related("programme")}
    published = list(programme.published.filter(year__in=wanted)) if getattr(viewer, "sees_everything", False) else []
    standards = _standards(wanted)
    years = [
        SpanYear(
            year,
            review_figures(opened[year], viewer) if year in opened else None,
            tuple(row for row in published if row.year == year),
            standards[year],
        )
        for year in wanted
    ]
    return Span(programme, tuple(years))


def _standards(years: Iterable[int]) -> dict[int, str]:
    """The poverty standard of each year by name; empty where none is recorded."""
    part = IndicatorPart.objects.filter(code="NG03").first()
    known = list(Standard.objects.all())
    found = {year: standard_for(part, year, known) if part else None for year in years}
    return {year: standard.name if standard else "" for year, standard in found.items()}

"""Poverty over the years as a table with bars: one block a standard, so that no bar is held against another's."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from communes.models import ProgrammeYear
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.figures.series import RateOfYear, poverty_series

RATE, CHANGE = "NG03", "NG04"


@dataclass(frozen=True)
class PovertyCell:
    """A rate; `href` leads to its rows, where this year's pages have them."""

    figure: Figure
    href: str
    share: Decimal | None


@dataclass(frozen=True)
class PovertyTable:
    """`blocks`: a standard with its years, each with a cell for every group."""

    groups: list[str]
    blocks: list[tuple[str, list[tuple[int, list[PovertyCell]]]]]

    @property
    def is_empty(self) -> bool:
        cells = [cell for _standard, years in self.blocks for _year, of_year in years for cell in of_year]
        return all(cell.figure.value is None for cell in cells)


def poverty_table(programme_year: ProgrammeYear, viewer: Viewer) -> PovertyTable:
    """The rates of the year's listed communes, and of the key ones among them, in the years that have data."""
    points = poverty_series(programme_year, viewer)
    groups = list(dict.fromkeys(point.group for point in points))
    keys = list(programme_year.programme.categories.filter(is_key=True).values_list("pk", flat=True))
    narrowed = ["", f"&category={keys[0]}" if len(keys) == 1 else None]
    blocks = []
    for standard, of_standard in groupby(points, key=lambda point: point.standard):
        years = groupby(of_standard, key=lambda point: point.year)
        rows = [(year, [_cell(p, groups, programme_year, narrowed) for p in of_year]) for year, of_year in years]
        blocks.append((standard, rows))
    return PovertyTable(groups, blocks)


def _cell(
    point: RateOfYear, groups: list[str], programme_year: ProgrammeYear, narrowed: list[str | None]
) -> PovertyCell:
    figure = Figure(f"{RATE}:{point.year}", point.group, PERCENT, point.rate, 1)
    return PovertyCell(figure, _href(point, narrowed[groups.index(point.group)], programme_year), point.rate)


def _href(point: RateOfYear, narrowed: str | None, programme_year: ProgrammeYear) -> str:
    """This year's rows, or those of the change, which have the year before beside them; older years have no page
    about this year's communes."""
    part = {programme_year.year: RATE, programme_year.year - 1: CHANGE}.get(point.year)
    if part is None or narrowed is None:
        return ""
    kwargs = {"programme": programme_year.programme.code, "year": programme_year.year}
    return f"{reverse('indicator-list', kwargs=kwargs)}?part={part}{narrowed}"

"""The entry sheet of one commune: groups of lines, entered numbers and computed rates in one order."""

from dataclasses import dataclass
from itertools import groupby

from communes.figures.aggregate import figure_of
from communes.forms.cell import Cell
from communes.forms.grid import ValueGrid
from communes.models import Commune, IndicatorGroup, IndicatorPart, Standard
from communes.words import figure_words
from kontum04.core.figure import Figure

EARLIER_YEARS = 3


@dataclass(frozen=True)
class Earlier:
    """What the commune said in an earlier year, and whether another standard measured it."""

    year: int
    text: str
    is_by_another: bool


@dataclass(frozen=True)
class Line:
    """One indicator part: a cell to fill in, or what is computed from the saved numbers."""

    part: IndicatorPart
    earlier: list[Earlier]
    cell: Cell | None
    computed: Figure | None
    standard: Standard | None

    @property
    def cells(self) -> list[Cell]:
        return [self.cell] if self.cell else []


@dataclass(frozen=True)
class Group:
    """Lines of one group of indicators."""

    group: IndicatorGroup
    lines: list[Line]

    @property
    def standards(self) -> list[str]:
        """What the group's numbers are measured by this year, each standard once."""
        return list(dict.fromkeys(str(line.standard) for line in self.lines if line.standard))


@dataclass(frozen=True)
class Sheet:
    """`years` are the earlier years shown, the oldest first: last year always, others where there is anything."""

    years: list[int]
    groups: list[Group]

    @property
    def has_other_standards(self) -> bool:
        return any(year.is_by_another for group in self.groups for line in group.lines for year in line.earlier)


def commune_sheet(grid: ValueGrid, commune: Commune) -> Sheet:
    """Every entered part with its cell, every computed one with its figure."""
    cells = {cell.part.pk: cell for cell in grid.cells}
    asked = IndicatorPart.objects.reported().at_commune()
    parts = [part for part in asked if part.pk in cells or part.is_computed]
    years = _years_shown(grid, commune, parts)
    lines = [
        Line(
            part,
            [_earlier(grid, part, commune, year) for year in years],
            cells.get(part.pk),
            figure_of(grid.readings, part, grid.year) if part.is_computed else None,
            grid.readings.standard_in_force(part, grid.year),
        )
        for part in parts
    ]
    grouped = groupby(lines, key=lambda line: line.part.indicator.group)
    return Sheet(years, [Group(group, list(of_group)) for group, of_group in grouped])


def _years_shown(grid: ValueGrid, commune: Commune, parts: list[IndicatorPart]) -> list[int]:
    earlier = range(grid.year - EARLIER_YEARS, grid.year - 1)
    told = [year for year in earlier if any(grid.readings.of_commune(part, commune.pk, year) for part in parts)]
    return [*told, grid.year - 1]


def _earlier(grid: ValueGrid, part: IndicatorPart, commune: Commune, year: int) -> Earlier:
    now, then = grid.readings.standard_in_force(part, grid.year), grid.readings.standard_in_force(part, year)
    return Earlier(year, figure_words(grid.readings, part, year, (commune.pk,)), now != then)

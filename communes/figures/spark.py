"""A small chart of one figure over the years: a line for each standard, a gap where nothing was reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from communes.models import IndicatorPart, Standard
from kontum04.core.figure import Figure

WIDTH, HEIGHT = 200, 48
MARGIN = 5


@dataclass(frozen=True)
class Dot:
    year: int
    text: str
    x: str
    y: str


@dataclass(frozen=True)
class Spark:
    """`lines` are SVG point lists, none across a missing year or two standards; `breaks` the x of a new standard.

    `standard` names what the last year is measured by."""

    part: IndicatorPart
    figure: Figure | None
    dots: list[Dot]
    lines: list[str]
    breaks: list[str]
    standard: Standard | None

    @property
    def spoken(self) -> str:
        """The chart in words: “2017: 42,4 %; 2018: 35,2 %”."""
        return "; ".join(f"{dot.year}: {dot.text}" for dot in self.dots)


def spark_of(
    part: IndicatorPart,
    years: Sequence[int],
    figures: Mapping[int, Figure],
    standards: Mapping[int, Standard | None],
) -> Spark:
    """The chart of `years`; a year without a figure, or with a missing one, is a gap."""
    values = {year: figure.value for year, figure in figures.items() if figure.value is not None}
    low, high = min(values.values(), default=Decimal(0)), max(values.values(), default=Decimal(0))
    points = {year: (_x(years, year), _y(value, low, high)) for year, value in values.items()}
    return Spark(
        part=part,
        figure=figures.get(years[-1]),
        dots=[Dot(year, figures[year].text_with_unit, *points[year]) for year in years if year in points],
        lines=_lines(years, points, standards),
        breaks=[
            _number((float(_x(years, before)) + float(_x(years, after))) / 2)
            for before, after in pairwise(years)
            if standards[before] != standards[after]
        ],
        standard=standards[years[-1]],
    )


def _lines(
    years: Sequence[int], points: Mapping[int, tuple[str, str]], standards: Mapping[int, Standard | None]
) -> list[str]:
    runs: list[list[int]] = []
    for year in years:
        if year not in points:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and year == last + 1 and standards[year] == standards[last]:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [" ".join(",".join(points[year]) for year in run) for run in runs if len(run) > 1]


def _x(years: Sequence[int], year: int) -> str:
    share = (year - years[0]) / ((years[-1] - years[0]) or 1)
    return _number(MARGIN + share * (WIDTH - 2 * MARGIN))


def _y(value: Decimal, low: Decimal, high: Decimal) -> str:
    """A flat line stands in the middle."""
    share = float((value - low) / (high - low)) if high > low else 0.5
    return _number(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN))


def _number(position: float) -> str:
    """As SVG writes it, whatever the language of the page."""
    return f"{position:.1f}"

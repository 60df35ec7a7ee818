"""The year's state on one screen: every number with the address of exactly the rows it was made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.board_poverty import PovertyTable, poverty_table
from reports.figures.attention import attention_figures
from reports.figures.commune_map import CommuneMap, commune_map
from reports.figures.headline import headline
from reports.figures.review import ReviewFigures
from reports.figures.targets import TargetResult
from reports.links import rows_behind
from twinning.choices import MONEY_MEASURES, PeriodKind
from twinning.figures.timeliness import ObligationRow
from twinning.figures.weakness import WeakUnit

MOST_NAMED = 6
"""Late and weak units named; the lists have them all."""

WAITING = ("filing.late_units", "filing.weak_units", "requests.overdue")
PERIOD_COUNTS = ("on_time", "late", "missing")
LATE = frozenset({*WAITING, "inspections.overdue"})
"""Numbers that are bad news unless they are zero."""


@dataclass(frozen=True)
class Line:
    """A number with its rows. `share` is the length of its bar, 0 to 100."""

    figure: Figure
    href: str
    share: Decimal | None = None

    @property
    def is_late(self) -> bool:
        return self.figure.code in LATE and bool(self.figure.value)


@dataclass(frozen=True)
class PeriodLine:
    """One period: filed in time, filed late, not filed; `rate` is the share in time."""

    label: str
    due_on: date
    counts: tuple[Line, ...]
    rate: Line


@dataclass(frozen=True)
class Board:
    """What the dashboard and the home of those who read print."""

    tiles: list[Line]
    targets: list[tuple[TargetResult, str]]
    waiting: list[Line]
    works: list[Line]
    periods: list[PeriodLine]
    poverty: PovertyTable
    sources: list[Line]
    money: Line
    late: list[ObligationRow]
    late_count: int
    weak: list[WeakUnit]
    weak_count: int
    map: CommuneMap | None

    @property
    def met(self) -> int:
        return sum(target.is_met is True for target, _href in self.targets)


def board_of(programme_year: ProgrammeYear, viewer: Viewer, figures: ReviewFigures) -> Board:
    """The board of a year from its figures, within the viewer's scope."""
    asked = attention_figures(programme_year, viewer)
    known = {figure.code: figure for figure in (*figures.all(), *asked)}

    def line(code: str, share: Decimal | None = None) -> Line:
        return Line(known[code], rows_behind(code, figures, programme_year), share)

    return Board(
        tiles=[line(figure.code) for figure in headline(figures)],
        targets=[(target, rows_behind(target.result.code, figures, programme_year)) for target in figures.targets],
        waiting=[line(code) for code in (*WAITING, *(figure.code for figure in asked)) if code in known],
        works=[line("help.works_completed"), line("help.works_registered")],
        periods=_periods(figures, line),
        poverty=poverty_table(programme_year, viewer),
        sources=_sources(known, line),
        money=line("help.money_total"),
        late=figures.late[:MOST_NAMED],
        late_count=len(figures.late),
        weak=list(figures.weak[:MOST_NAMED]),
        weak_count=len(figures.weak),
        map=commune_map(programme_year, viewer, small=True),
    )


def _periods(figures: ReviewFigures, line: Callable[[str], Line]) -> list[PeriodLine]:
    """Periods in which anybody owes anything, in the order of their due dates."""
    return [
        PeriodLine(
            str(PeriodKind(period.kind).label),
            period.due_on,
            tuple(line(f"filing.{period.kind}.{name}") for name in PERIOD_COUNTS),
            line(f"timeliness.{period.kind}.on_time_rate"),
        )
        for period in figures.timeliness
        if period.owed
    ]


def _sources(known: dict[str, Figure], line: Callable[[str, Decimal | None], Line]) -> list[Line]:
    """The four sources of money, each bar beside the longest."""
    codes = [f"help.{measure}" for measure in MONEY_MEASURES]
    most = max((known[code].value or Decimal(0) for code in codes), default=Decimal(0))
    lines = [line(code, share_of(known[code].value, most)) for code in codes]
    return [replace(each, figure=replace(each.figure, label=_plain(each.figure.label))) for each in lines]


def _plain(label: str) -> str:
    """Without the unit, which stands beside the number."""
    return label.removesuffix(_(" (đồng)"))


def share_of(value: Decimal | None, most: Decimal) -> Decimal | None:
    """The length of a bar, 0 to 100; none for what is missing."""
    return None if value is None or not most else value * 100 / most

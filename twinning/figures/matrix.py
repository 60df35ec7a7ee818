"""The year at a glance: one line per unit, one cell per period."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from twinning.choices import FILED, ObligationState
from twinning.models import ReportingPeriod, Unit


@dataclass(frozen=True)
class Cell:
    """One obligation, with state and timeliness. `is_match`: it fits the filter; the rest of its line is context."""

    row: Any
    is_match: bool

    @property
    def state(self) -> str:
        return self.row.state

    @property
    def label(self) -> str:
        return str(ObligationState(self.row.state).label)

    @property
    def days_late(self) -> int:
        return self.row.days_late.days

    @property
    def is_extended(self) -> bool:
        return self.row.effective_due_on != self.row.period.due_on

    @property
    def report_id(self) -> int | None:
        report = getattr(self.row, "report", None)
        return report.pk if report else None


@dataclass(frozen=True)
class Line:
    """A unit with its cell of each period, in their order; None where it owes nothing."""

    unit: Unit
    cells: list[tuple[ReportingPeriod, Cell | None]]

    @property
    def owes_late(self) -> bool:
        """Whether something is past its day and still not filed."""
        return any(cell is not None and cell.days_late and cell.state not in FILED for _period, cell in self.cells)

    @property
    def is_late(self) -> bool:
        return any(cell is not None and cell.days_late for _period, cell in self.cells)


def matrix_lines(periods: list[ReportingPeriod], obligations: Iterable[Any], matching: set[int]) -> list[Line]:
    """Lines of the units with a matching obligation, in the order of `obligations` (with state and timeliness)."""
    by_unit: dict[Unit, dict[int, Cell]] = {}
    for row in obligations:
        by_unit.setdefault(row.unit, {})[row.period_id] = Cell(row, row.pk in matching)
    return [
        Line(unit, [(period, cells.get(period.pk)) for period in periods])
        for unit, cells in by_unit.items()
        if any(cell.is_match for cell in cells.values())
    ]

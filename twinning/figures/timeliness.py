"""Who filed, when, and how late: from obligations, each counted once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communes.models import ProgrammeYear
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from twinning.choices import FILED, ObligationState, PeriodKind
from twinning.models import Obligation


@dataclass(frozen=True)
class ObligationRow:
    """One obligation as lists and documents print it. `days_late` is 0 when in time or waived."""

    pk: int
    unit_id: int
    unit_name: str
    kind: str
    due_on: date
    effective_due_on: date
    filed_on: date | None
    state: str
    days_late: int
    year: int
    unit_kind: str
    unit_district_id: int | None

    @property
    def kind_label(self) -> str:
        return str(PeriodKind(self.kind).label)

    @property
    def is_filed(self) -> bool:
        return self.state in FILED

    @property
    def is_waived(self) -> bool:
        return self.state == ObligationState.WAIVED

    @property
    def is_extended(self) -> bool:
        return self.effective_due_on != self.due_on

    @property
    def standing(self) -> str:
        """“waived”, “missing”, “late” or “on_time”. What was sent back or is only a draft is missing."""
        if self.is_waived:
            return "waived"
        if not self.is_filed:
            return "missing"
        return "late" if self.days_late else "on_time"


@dataclass(frozen=True)
class PeriodTimeliness:
    """How one period stands. `owed` leaves out the waived, so no rate can pass 100 %."""

    kind: str
    due_on: date
    owed: int
    waived: int
    on_time: int
    filed_late: int
    missing: int

    @property
    def filed(self) -> int:
        return self.on_time + self.filed_late

    def on_time_rate(self) -> Figure:
        """Share filed in time; without obligations there is no rate."""
        value = Decimal(self.on_time) * 100 / self.owed if self.owed else None
        return Figure(
            f"timeliness.{self.kind}.on_time_rate",
            str(PeriodKind(self.kind).label),
            PERCENT,
            value,
            1,
            Decimal(self.on_time),
            Decimal(self.owed),
        )


def obligation_rows(programme_year: ProgrammeYear, viewer: Viewer, since: int | None = None) -> list[ObligationRow]:
    """Every obligation in scope of the year, or of the years from `since` to it, in the order of units (one query)."""
    last = programme_year.year
    obligations = (
        Obligation.objects.visible_to(viewer)
        .in_years(programme_year.programme, since or last, last)
        .with_state()
        .with_timeliness()
        .select_related("unit", "period__programme_year")
        .order_by("unit__sort_key", "unit_id", "period__due_on")
    )
    return [
        ObligationRow(
            pk=row.pk,
            unit_id=row.unit_id,
            unit_name=row.unit.name,
            kind=row.period.kind,
            due_on=row.period.due_on,
            effective_due_on=row.effective_due_on,
            filed_on=row.filed_on,
            state=row.state,
            days_late=row.days_late.days,
            year=row.period.programme_year.year,
            unit_kind=row.unit.kind,
            unit_district_id=row.unit.district_id,
        )
        for row in obligations
    ]


def timeliness(rows: list[ObligationRow]) -> list[PeriodTimeliness]:
    """The rows summed by period, in the order of due dates."""
    due_dates = {row.kind: row.due_on for row in rows}
    summed = []
    for kind, due_on in sorted(due_dates.items(), key=lambda item: item[1]):
        counts = Counter(row.standing for row in rows if row.kind == kind)
        owed = counts["on_time"] + counts["late"] + counts["missing"]
        summed.append(
            PeriodTimeliness(kind, due_on, owed, counts["waived"], counts["on_time"], counts["late"], counts["missing"])
        )
    return summed

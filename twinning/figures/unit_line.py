"""One unit over the years: its assignments, its filings, what it gave. Only what the reader may see."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from twinning.choices import FILED, MEASURES, MONEY_MEASURES, ItemKind, ObligationState, PeriodKind
from twinning.figures.unit_events import Event, filing_events, steering_events, twinning_events
from twinning.models import Contribution, Obligation, PlanItem, Twinning, Unit, WorkResult
from twinning.timeline import with_endings

SHOWN = ("trips", "workdays", "in_kind", "models_new", "party_members", "households_visited")


@dataclass(frozen=True)
class Filing:
    """One obligation of the unit: where it stands, how late, and its report if it was begun."""

    label: str
    state: str
    state_label: str
    days_late: int
    report_id: int | None


@dataclass(frozen=True)
class YearLine:
    """One year of one programme. A sum is None when nothing was reported."""

    year: ProgrammeYear
    filings: list[Filing]
    sums: dict[str, Decimal | None]
    registered: int
    completed: int

    @property
    def owes_late(self) -> bool:
        """Whether something is past its day and still not filed."""
        return any(filing.days_late and filing.state not in FILED for filing in self.filings)


@dataclass(frozen=True)
class UnitLine:
    """Everything the page of a unit tells, newest first."""

    years: list[YearLine]
    events: list[Event]
    twinnings: list[Twinning]


def unit_line(unit: Unit, viewer: User) -> UnitLine:
    """The unit's past within the reader's scope (the same number of queries, whatever its length)."""
    obligations = list(
        Obligation.objects.visible_to(viewer)
        .filter(unit=unit)
        .with_state()
        .with_timeliness()
        .select_related("period__programme_year__programme", "report")
        .order_by("-period__programme_year__year", "period__due_on")
    )
    twinnings = list(
        with_endings(Twinning.objects.visible_to(viewer))
        .filter(unit=unit)
        .select_related("programme", "commune__district", "village", "decision")
        .order_by("-starts_on", "commune__sort_key")
    )
    told = chain(twinning_events(twinnings), filing_events(obligations), steering_events(unit, viewer))
    events = sorted(told, key=lambda event: event.day, reverse=True)
    return UnitLine(_year_lines(unit, viewer, obligations), events, twinnings)


def _year_lines(unit: Unit, viewer: User, obligations: list[Obligation]) -> list[YearLine]:
    filings: dict[ProgrammeYear, list[Filing]] = defaultdict(list)
    for row in obligations:
        filings[row.period.programme_year].append(_filing(row))
    gave = _by_year(_filed(Contribution, unit, viewer, PeriodKind.ANNUAL), **{name: Sum(name) for name in MEASURES})
    registered = _by_year(_filed(PlanItem, unit, viewer, PeriodKind.PLAN).filter(kind=ItemKind.WORK), works=Count("pk"))
    done = _filed(WorkResult, unit, viewer, PeriodKind.ANNUAL).filter(
        kind=ItemKind.WORK, is_completed=True, joint_lead__isnull=True
    )
    completed = _by_year(done, works=Count("pk"))
    return [
        YearLine(
            year,
            rows,
            _shown(gave.get(year.pk, {})),
            registered.get(year.pk, {}).get("works", 0),
            completed.get(year.pk, {}).get("works", 0),
        )
        for year, rows in filings.items()
    ]


def _filed(model: Any, unit: Unit, viewer: User, kind: str) -> QuerySet:
    """Rows of the unit's filed reports of one kind. Half-year numbers are inside the annual ones."""
    return model.objects.visible_to(viewer).filed().of_kind(kind).filter(report__obligation__unit=unit)


def _by_year(rows: QuerySet, **sums: Any) -> dict[int, dict]:
    year = F("report__obligation__period__programme_year")
    return {row["of_year"]: row for row in rows.order_by().values(of_year=year).annotate(**sums)}


def _shown(sums: dict) -> dict[str, Decimal | None]:
    money = [sums[name] for name in MONEY_MEASURES if sums.get(name) is not None]
    return {name: sums.get(name) for name in SHOWN} | {"money_total": sum(money) if money else None}


def _filing(row: Any) -> Filing:
    report = getattr(row, "report", None)
    label = str(PeriodKind(row.period.kind).label)
    state_label = str(ObligationState(row.state).label)
    return Filing(label, row.state, state_label, row.days_late.days, report.pk if report else None)

"""A unit's years as its page shows them: what was owed and filed, what was given. Also of its predecessors together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import formats
from twinning.choices import FILED, MEASURES, MONEY_MEASURES, ItemKind, ObligationState, PeriodKind
from twinning.models import Contribution, Obligation, PlanItem, Unit, WorkResult

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
    """One year of one programme. A sum is None when nothing was reported. `forebears` names the predecessors whose
    filings and sums these are; empty for the unit's own."""

    year: ProgrammeYear
    filings: list[Filing]
    sums: dict[str, Decimal | None]
    registered: int
    completed: int
    forebears: str = ""

    @property
    def owes_late(self) -> bool:
        """Whether something is past its day and still not filed."""
        return any(filing.days_late and filing.state not in FILED for filing in self.filings)


def year_lines(
    units: Sequence[Unit], viewer: User, obligations: list[Obligation], *, past: bool = False
) -> list[YearLine]:
    """A line a year of these units together; none without units."""
    if not units:
        return []
    named = {unit.pk: unit.label for unit in units}
    filings: dict[ProgrammeYear, list[Filing]] = defaultdict(list)
    helpers: dict[ProgrammeYear, dict[str, None]] = defaultdict(dict)
    for row in obligations:
        if row.unit_id in named:
            filings[row.period.programme_year].append(_filing(row, named[row.unit_id] if len(named) > 1 else ""))
            helpers[row.period.programme_year][named[row.unit_id]] = None
    gave = _by_year(_filed(Contribution, units, viewer, PeriodKind.ANNUAL), **{name: Sum(name) for name in MEASURES})
    plans = _filed(PlanItem, units, viewer, PeriodKind.PLAN).filter(kind=ItemKind.WORK)
    registered = _by_year(plans, works=Count("pk"))
    done = _filed(WorkResult, units, viewer, PeriodKind.ANNUAL).filter(
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
            formats.join(helpers[year]) if past else "",
        )
        for year, rows in filings.items()
    ]


def _filed(model: Any, units: Sequence[Unit], viewer: User, kind: str) -> QuerySet:
    """Rows of the units' filed reports of one kind. Half-year numbers are inside the annual ones."""
    return model.objects.visible_to(viewer).filed().of_kind(kind).filter(report__obligation__unit__in=units)


def _by_year(rows: QuerySet, **sums: Any) -> dict[int, dict]:
    year = F("report__obligation__period__programme_year")
    return {row["of_year"]: row for row in rows.order_by().values(of_year=year).annotate(**sums)}


def _shown(sums: dict) -> dict[str, Decimal | None]:
    money = [sums[name] for name in MONEY_MEASURES if sums.get(name) is not None]
    return {name: sums.get(name) for name in SHOWN} | {"money_total": sum(money) if money else None}


def _filing(row: Any, of: str) -> Filing:
    report = getattr(row, "report", None)
    kind = str(PeriodKind(row.period.kind).label)
    label = f"{of}, {kind[:1].lower()}{kind[1:]}" if of else kind
    state_label = str(ObligationState(row.state).label)
    return Filing(label, row.state, state_label, row.days_late.days, report.pk if report else None)

"""Communes on the year's list for which no filed plan registers anything, and what their units owe."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from communes.models import Commune, ProgrammeYear, designated_communes
from kontum04.core.scoping import Viewer
from twinning.choices import FILED, GapCause, ObligationState, PeriodKind
from twinning.figures.delivery import registered_items
from twinning.models import Obligation, Twinning, Unit


@dataclass(frozen=True)
class UnitOwing:
    """One unit of the commune and its plan. `state` is empty where the reader does not see its papers or it owes none;
    `days_late` counts to the year's day."""

    unit: Unit
    state: str
    days_late: int

    @property
    def has_filed(self) -> bool:
        return self.state in FILED

    @property
    def label(self) -> str:
        return str(ObligationState(self.state).label) if self.state else ""


@dataclass(frozen=True)
class PlanGap:
    """A commune without a plan: why, and whose plan is missing."""

    commune: Commune
    cause: GapCause
    units: list[UnitOwing]


def communes_without_plan(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[Commune]:
    """Communes of the list for which no filed plan registers anything."""
    planned = registered_items(programme_year, viewer).order_by().values("commune")
    listed = designated_communes(programme_year.programme, programme_year.year).visible_to(viewer)
    return listed.exclude(pk__in=planned)


def plan_gaps(programme_year: ProgrammeYear, viewer: Viewer) -> list[PlanGap]:
    """The communes in scope, in the order of districts (four queries)."""
    communes = communes_without_plan(programme_year, viewer).select_related("district")
    communes = communes.order_by("district__sort_key", "sort_key", "code")
    helped = set(_twinnings(programme_year).values_list("commune", flat=True))
    units = _units(programme_year, viewer)
    return [_gap(commune, units[commune.pk], commune.pk in helped) for commune in communes]


def _gap(commune: Commune, units: list[UnitOwing], is_helped: bool) -> PlanGap:
    if not is_helped:
        return PlanGap(commune, GapCause.NO_UNIT, units)
    unfiled = [owing for owing in units if not owing.has_filed]
    if units and not unfiled:
        return PlanGap(commune, GapCause.NOTHING_FOR_IT, units)
    return PlanGap(commune, GapCause.ONLY_UNIT_UNFILED if len(units) == 1 else GapCause.UNFILED, units)


def _twinnings(programme_year: ProgrammeYear) -> Any:
    return Twinning.objects.in_year(programme_year.programme, programme_year.year).order_by()


def _units(programme_year: ProgrammeYear, viewer: Viewer) -> dict[int, list[UnitOwing]]:
    """The communes' units that the reader sees, each once, with the state of their plans."""
    owed = Obligation.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    plans = {row.unit_id: row for row in owed.filter(period__kind=PeriodKind.PLAN).with_state().with_timeliness()}
    rows = _twinnings(programme_year).visible_to(viewer).select_related("unit").order_by("unit__sort_key")
    found: dict[int, dict[int, UnitOwing]] = defaultdict(dict)
    for row in rows:
        plan = plans.get(row.unit_id)
        found[row.commune_id][row.unit_id] = UnitOwing(
            row.unit, plan.state if plan else "", plan.days_late.days if plan else 0
        )
    return defaultdict(list, {commune: list(units.values()) for commune, units in found.items()})

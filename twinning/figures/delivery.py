"""Registered things followed through the year: what was planned, what its unit last reported, and how it stands.

What was last reported is the row of the latest filed report that speaks of the item: the annual one before the
half-year one. The state follows from that word and the item's own dates on a day; it is never stored.
"""

import datetime as dt

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import DeliveryState
from twinning.models import PlanItem, WorkResult

TOLD = {
    "told_progress": "progress",
    "told_completed": "is_completed",
    "told_cost": "cost",
    "told_lead": "joint_lead",
    "told_lead_name": "joint_lead__name",
    "told_kind": "report__obligation__period__kind",
}
"""The names under which an item carries what was last reported of it, and where that stands."""


def registered_items(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[PlanItem]:
    """What filed plans of the year register, within the reader's scope."""
    return PlanItem.objects.visible_to(viewer).filed().in_year(programme_year.programme, programme_year.year)


def followed_items(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[PlanItem]:
    """The registered items with what was reported of them and their state as of the year's day."""
    return followed(registered_items(programme_year, viewer), viewer, programme_year.as_of)


def followed(items: QuerySet[PlanItem], viewer: Viewer, on: dt.date) -> QuerySet[PlanItem]:
    """Adds the names of `TOLD`, `is_led_elsewhere` and `state` on the day."""
    said = WorkResult.objects.visible_to(viewer).filed().filter(plan_item=OuterRef("pk"))
    latest = said.order_by("-report__obligation__period__due_on", "-pk")
    told = {name: Subquery(latest.values(field)[:1]) for name, field in TOLD.items()}
    return items.annotate(**told).annotate(is_led_elsewhere=led_elsewhere(), state=_state(on))


def led_elsewhere() -> Case:
    """Whether another unit leads the item: it counts there, once."""
    other = Q(told_lead__isnull=False) & ~Q(told_lead=F("report__obligation__unit"))
    return Case(When(other, then=Value(True)), default=Value(False), output_field=BooleanField())


def _state(on: dt.date) -> Case:
    """The first that fits. A day is over at its end: what ends on the day itself is not overdue yet.

    Nobody said anything: past its end, or without a date to begin, the item is “not reported”, for silence is neither
    a delay nor a result."""
    is_told = Q(told_progress__isnull=False) | Q(told_completed__isnull=False)
    begun = Q(told_progress__gt=0) | Q(told_progress__isnull=True, starts_on__lte=on)
    return Case(
        When(told_completed=True, then=Value(DeliveryState.DONE)),
        When(is_told & Q(ends_on__lt=on), then=Value(DeliveryState.OVERDUE)),
        When(Q(ends_on__lt=on), then=Value(DeliveryState.NOT_REPORTED)),
        When(begun, then=Value(DeliveryState.RUNNING)),
        When(is_told | Q(starts_on__gt=on), then=Value(DeliveryState.NOT_BEGUN)),
        default=Value(DeliveryState.NOT_REPORTED),
        output_field=CharField(),
    )


def done_beyond_plans(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[WorkResult]:
    """Things finished though no plan registers them, led by their own unit, each from its unit's latest report."""
    rows = WorkResult.objects.visible_to(viewer).filed().in_year(programme_year.programme, programme_year.year)
    later = rows.filter(
        report__obligation__unit=OuterRef("report__obligation__unit"),
        report__obligation__period__due_on__gt=OuterRef("report__obligation__period__due_on"),
    )
    return rows.filter(plan_item__isnull=True, is_completed=True, joint_lead__isnull=True).exclude(Exists(later))

"""What this floor shows on the page of a commune: the things registered for it, and how they stand."""

from dataclasses import dataclass
from typing import Any

from communes.models import Commune, ProgrammeYear
from communes.panels import adds_panel
from twinning.choices import DeliveryState
from twinning.figures.delivery import followed_items
from twinning.models import PlanItem


@dataclass(frozen=True)
class FollowedOfCommune:
    """`items` carry their state and what was reported; `counts` leave out what another unit leads."""

    commune: Commune
    items: list[PlanItem]
    counts: list[tuple[DeliveryState, int]]


@adds_panel("twinning/_followed_items.html")
def registered_things(commune: Commune, reader: Any, programme_year: ProgrammeYear) -> FollowedOfCommune:
    """Everything filed plans of the year register for the commune."""
    rows = followed_items(programme_year, reader).filter(commune=commune)
    ordered = rows.order_by("report__obligation__unit__sort_key", "report", "order", "pk")
    items = list(ordered.select_related("report__obligation__unit", "village"))
    states = [item.state for item in items if not item.is_led_elsewhere]
    counts = [(state, states.count(state)) for state in DeliveryState if state in states]
    for item in items:
        item.state_label = DeliveryState(item.state).label
    return FollowedOfCommune(commune, items, counts)

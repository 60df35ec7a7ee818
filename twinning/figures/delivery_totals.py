"""The followed things summed: by unit, by commune and overall, from the same rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import DeliveryState, ItemKind
from twinning.figures.delivery import done_beyond_plans, followed_items

COLUMNS = (
    "report__obligation__unit", "commune", "kind", "cost", "told_cost", "state", "is_led_elsewhere",
)  # fmt: skip


@dataclass
class Delivery:
    """What was registered and what became of it. A joint thing counts where its lead unit has it, so sums by unit, by
    commune and overall agree. Costs in đồng; None where nobody gave one: a blank is not zero."""

    registered: int = 0
    led_elsewhere: int = 0
    by_state: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    done_by_kind: Counter[str] = field(default_factory=Counter)
    beyond: int = 0
    planned_cost: int | None = None
    told_cost: int | None = None

    @property
    def counted(self) -> int:
        """Registered, without what another unit leads."""
        return self.registered - self.led_elsewhere

    def add(self, kind: str, cost: int | None, told_cost: int | None, state: str, is_led_elsewhere: bool) -> None:
        self.registered += 1
        if is_led_elsewhere:
            self.led_elsewhere += 1
            return
        self.by_state[state] += 1
        self.by_kind[kind] += 1
        self.done_by_kind[kind] += state == DeliveryState.DONE
        self.planned_cost = _plus(self.planned_cost, cost)
        self.told_cost = _plus(self.told_cost, told_cost)

    def state(self, state: DeliveryState) -> int:
        return self.by_state[state]

    @property
    def done(self) -> int:
        return self.by_state[DeliveryState.DONE]

    @property
    def not_begun(self) -> int:
        return self.by_state[DeliveryState.NOT_BEGUN]

    @property
    def running(self) -> int:
        return self.by_state[DeliveryState.RUNNING]

    @property
    def overdue(self) -> int:
        return self.by_state[DeliveryState.OVERDUE]

    @property
    def not_reported(self) -> int:
        return self.by_state[DeliveryState.NOT_REPORTED]

    @property
    def works(self) -> int:
        return self.by_kind[ItemKind.WORK]

    @property
    def works_done(self) -> int:
        return self.done_by_kind[ItemKind.WORK]

    @property
    def models(self) -> int:
        return self.by_kind[ItemKind.MODEL]

    @property
    def models_done(self) -> int:
        return self.done_by_kind[ItemKind.MODEL]


def _plus(total: int | None, more: int | None) -> int | None:
    return total if more is None else (total or 0) + more


@dataclass(frozen=True)
class DeliveryLine:
    """A unit or commune beside its sums; None where nobody registered anything: then nothing is known, not zero."""

    place: Any
    found: Delivery | None

    @property
    def delivery(self) -> Delivery | None:
        return self.found if self.found and self.found.registered else None

    @property
    def beyond(self) -> int | None:
        return self.found.beyond if self.found else None


@dataclass(frozen=True)
class Deliveries:
    """One year three ways. A unit or commune that registered nothing is absent, not zero."""

    total: Delivery
    by_unit: dict[int, Delivery]
    by_commune: dict[int, Delivery]

    def of(self, unit: int, commune: int) -> Iterator[Delivery]:
        yield self.total
        yield self.by_unit.setdefault(unit, Delivery())
        yield self.by_commune.setdefault(commune, Delivery())


def deliveries(programme_year: ProgrammeYear, viewer: Viewer) -> Deliveries:
    """What the reader may see of the year's registered things (two queries)."""
    found = Deliveries(Delivery(), {}, {})
    for unit, commune, *facts in followed_items(programme_year, viewer).order_by().values_list(*COLUMNS):
        for delivery in found.of(unit, commune):
            delivery.add(*facts)
    beyond = done_beyond_plans(programme_year, viewer).order_by()
    for unit, commune in beyond.values_list("report__obligation__unit", "commune"):
        for delivery in found.of(unit, commune):
            delivery.beyond += 1
    return found

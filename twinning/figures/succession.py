"""What a rearrangement of units would do, before anybody does it. The page shows it and the service carries it out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from twinning.choices import ASSIGNMENT_STANDING, EDITABLE
from twinning.models import AssignmentProposal, Membership, Obligation, Request, Twinning, Unit


@dataclass(frozen=True)
class Rearrangement:
    """What becomes of which units from a day on. Heirs are counted from 0: those on record, then the new names."""

    kind: str
    predecessors: tuple[Unit, ...]
    successors: tuple[Unit, ...] = ()
    new_names: tuple[str, ...] = ()
    effective_on: dt.date | None = None
    note: str = ""

    @property
    def heirs(self) -> tuple[str, ...]:
        """The names of the successors."""
        return (*(unit.name for unit in self.successors), *self.new_names)


@dataclass(frozen=True)
class Ending:
    """An assignment that ends, and which heirs help the same place anyway."""

    twinning: Twinning
    helped_by: frozenset[int]


@dataclass(frozen=True)
class Consequences:
    """`moved`: not filed and due from that day on, so waived and owed by the heirs. `staying`: not filed and due
    before, so still the old unit's. `requests` wait for an answer, `proposals` of assignments for a decision."""

    endings: tuple[Ending, ...]
    moved: tuple[Obligation, ...]
    staying: tuple[Obligation, ...]
    people: tuple[Membership, ...]
    requests: tuple[Request, ...]
    proposals: tuple[AssignmentProposal, ...]


def consequences(change: Rearrangement) -> Consequences:
    """What follows (the same number of queries whatever the units did). The day must be given."""
    day = change.effective_on
    if day is None:
        raise ValueError("a rearrangement without a day has no consequences yet")
    units = [unit.pk for unit in change.predecessors]
    open_rows = list(_open_obligations(units))
    moved = [row for row in open_rows if not row.period.is_closed and row.effective_due_on >= day]
    waiting = Request.objects.filter(to_unit__in=units, answered_on__isnull=True).select_related("commune__district")
    proposed = AssignmentProposal.objects.filter(unit__in=units, status__in=ASSIGNMENT_STANDING)
    people = Membership.objects.filter(unit__in=units).select_related("user", "unit")
    return Consequences(
        tuple(_endings(change, day, units)),
        tuple(moved),
        tuple(row for row in open_rows if row not in moved),
        tuple(people.order_by("unit__sort_key", "user__username")),
        tuple(waiting.order_by("filed_on", "pk")),
        tuple(proposed.select_related("unit", "commune__district")),
    )


def standing(day: dt.date) -> QuerySet[Twinning]:
    """Assignments in force on that day or later."""
    rows = Twinning.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return rows.select_related("programme", "unit", "commune__district", "village").order_by(
        "commune__sort_key", "village__sort_key", "unit__sort_key", "starts_on", "pk"
    )


def _open_obligations(units: Iterable[int]) -> QuerySet[Obligation]:
    """Neither waived nor filed; a report sent back is not filed."""
    not_filed = Q(report__isnull=True) | Q(report__status__in=EDITABLE)
    rows = Obligation.objects.with_timeliness().filter(not_filed, unit__in=units, waived_on__isnull=True)
    rows = rows.select_related("unit", "period__programme_year__programme", "report")
    return rows.order_by("period__due_on", "unit__sort_key")


def _endings(change: Rearrangement, day: dt.date, units: list[int]) -> Iterable[Ending]:
    order = {unit.pk: number for number, unit in enumerate(change.successors)}
    helped: dict[tuple, set[int]] = {}
    for row in standing(day).filter(unit__in=order):
        helped.setdefault(place_of(row), set()).add(order[row.unit_id])
    for row in standing(day).filter(unit__in=units):
        yield Ending(row, frozenset(helped.get(place_of(row), ())))


def place_of(row: Twinning) -> tuple[int, int, int | None]:
    """What the unit is assigned to."""
    return row.programme_id, row.commune_id, row.village_id

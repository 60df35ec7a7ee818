"""One unit over the years: its assignments, its filings, what it gave. Only what the reader may see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from twinning.figures.pedigree import Origin, Pedigree
from twinning.figures.unit_events import (
    Event,
    filing_events,
    further_events,
    rating_events,
    steering_events,
    succession_events,
    twinning_events,
    work_events,
)
from twinning.figures.unit_years import YearLine, year_lines
from twinning.models import Obligation, Twinning, Unit, UnitSuccession
from twinning.timeline import with_endings


@dataclass(frozen=True)
class UnitLine:
    """Everything the page of a unit tells, newest first; `origin` says how its predecessors' past is shown, `open`
    which units of `successions` the reader may open (by id)."""

    years: list[YearLine]
    events: list[Event]
    twinnings: list[Twinning]
    origin: Origin
    successions: list[UnitSuccession]
    open: frozenset[int]


def unit_line(unit: Unit, viewer: User) -> UnitLine:
    """The unit's past and its predecessors', marked, within the reader's scope (the same number of queries, whatever
    its length)."""
    pedigree = Pedigree(viewer)
    lines = pedigree.back(unit.pk)
    forebears = {row.predecessor_id: row.predecessor for row in lines if row.predecessor_id in pedigree.visible}
    units = [unit.pk, *forebears]
    obligations, twinnings = _obligations(units, viewer), _twinnings(units, viewer)
    told = chain(
        twinning_events(twinnings),
        filing_events(obligations),
        work_events(units, viewer),
        steering_events(units, viewer),
        rating_events(units, viewer),
        further_events(units, viewer),
    )
    marked = (_marked(event, forebears) for event in chain(told, succession_events(pedigree, unit)))
    events = sorted(marked, key=lambda event: event.day, reverse=True)
    origin = pedigree.origin(unit.pk)
    own = [row for row in twinnings if row.unit_id == unit.pk]
    years = year_lines([unit], viewer, obligations)
    years += year_lines([forebears[pk] for pk in origin.units], viewer, obligations, past=True)
    years.sort(key=lambda row: (-row.year.year, row.year.programme.pk, row.forebears))
    return UnitLine(years, events, own, origin, [*lines, *pedigree.onward(unit.pk)], frozenset(pedigree.visible))


def _obligations(units: Collection[int], viewer: User) -> list[Obligation]:
    rows = Obligation.objects.visible_to(viewer).filter(unit__in=units).with_state().with_timeliness()
    rows = rows.select_related("unit", "period__programme_year__programme", "report")
    return list(rows.order_by("-period__programme_year__year", "period__due_on", "unit__sort_key"))


def _twinnings(units: Collection[int], viewer: User) -> list[Twinning]:
    rows = with_endings(Twinning.objects.visible_to(viewer)).filter(unit__in=units)
    rows = rows.select_related("programme", "commune__district", "village", "decision")
    return list(rows.order_by("-starts_on", "commune__sort_key"))


def _marked(event: Event, forebears: Mapping[int, Unit]) -> Event:
    """What happened to a predecessor says so."""
    if event.of is None or event.of not in forebears:
        return event
    words = {"unit": forebears[event.of], "text": event.text}
    return replace(event, text=_("%(unit)s (tiền thân): %(text)s") % words)

"""The one time line of a commune: what happened to it, told by every floor. Upper floors add their own tellers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import Commune, Designation, Inspection, ProgrammeYear, Remark
from kontum04.core import clock
from kontum04.core.text import shortened


@dataclass(frozen=True)
class Event:
    """Something that began or happened on a day. `basis` is the act it rests on, `url` the page of what it names."""

    on: date
    kind: str
    text: str
    basis: str = ""
    url: str = ""


class Told(Protocol):
    """Anything on a time line."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class KindOfEvents:
    """One kind of what happened, as a filter of a time line; `label` "" stands for all."""

    label: str
    count: int
    is_shown: bool

    @property
    def query(self) -> str:
        return urlencode({"kind": self.label}) if self.label else ""


def kinds_of(events: Sequence[Told], asked: str) -> list[KindOfEvents]:
    """All, then each kind in the order of its first event; the one asked for is shown, else all are."""
    counts = Counter(event.kind for event in events)
    shown = asked if asked in counts else ""
    return [KindOfEvents("", len(events), not shown), *(KindOfEvents(k, n, k == shown) for k, n in counts.items())]


T = TypeVar("T", bound=Told)


def of_kind(events: Sequence[T], asked: str) -> list[T]:
    """The events of the kind asked for; all of them where there is no such kind."""
    found = [event for event in events if event.kind == asked]
    return found or list(events)


Teller = Callable[[Commune, object, ProgrammeYear], Iterable[Event]]
"""Tells the events of a commune that a reader may know; links lead to pages of the programme year."""

_tellers: list[Teller] = []


def tells_events(teller: Teller) -> Teller:
    """Register a teller; upper floors do so when they start."""
    _tellers.append(teller)
    return teller


def events_of(commune: Commune, reader, programme_year: ProgrammeYear) -> list[Event]:
    """All events, the earliest first."""
    told = [event for teller in _tellers for event in teller(commune, reader, programme_year)]
    return sorted(told, key=lambda event: event.on)


@tells_events
def designations(commune: Commune, _reader, _programme_year: ProgrammeYear) -> Iterator[Event]:
    """On the list and off it: public decisions."""
    rows = commune.designations.select_related("programme", "category", "start_decision", "end_decision")
    for row in rows.order_by("starts_on", "category__order", "pk"):
        name = {"category": row.category.name, "programme": row.programme.short_name}
        began = _("vào danh sách %(programme)s: %(category)s") % name
        yield Event(row.starts_on, _("Diện"), began, _basis(row, "start_decision"))
        if row.ends_on:
            ended = _("ra khỏi danh sách %(programme)s: %(category)s") % name
            yield Event(row.ends_on, _("Thoát diện"), ended, _basis(row, "end_decision"))


def _basis(row: Designation, field: str) -> str:
    decision = getattr(row, field)
    return str(decision) if decision else ""


@tells_events
def successions(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """What it was formed from and what became of it. The law is public; the page of the other commune may not be."""
    before = commune.formed_from.select_related("predecessor__district", "decision")
    after = commune.succeeded_by.select_related("successor__district", "decision")
    told = [(row, row.predecessor, _("từ %(name)s: %(how)s")) for row in before]
    told += [(row, row.successor, _("thành %(name)s: %(how)s")) for row in after]
    others = [other.pk for _row, other, _text in told]
    visible = set(Commune.objects.visible_to(reader).filter(pk__in=others).values_list("pk", flat=True))
    for row, other, text in told:
        words = {"name": other.full_name_in_text, "how": row.get_kind_display().lower()}
        basis = ", ".join(part for part in (str(row.decision), row.article) if part)
        url = _page(other, programme_year) if other.pk in visible else ""
        yield Event(row.effective_on, _("Sắp xếp"), text % words, basis, url)


def _page(commune: Commune, programme_year: ProgrammeYear) -> str:
    year = {"programme": programme_year.programme.code, "year": programme_year.year}
    return reverse("commune-detail", kwargs=year | {"pk": commune.pk})


@tells_events
def inspections(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """What members of the committee found on the spot."""
    pages = YearPages(programme_year)
    for row in Inspection.objects.visible_to(reader).filter(commune=commune, programme=programme_year.programme):
        url = pages.url("inspection-detail", row.visited_on.year, row.pk)
        yield Event(row.visited_on, _("Kiểm tra"), shortened(row.found), url=url)


@tells_events
def remarks(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """What the committee remarked and has not taken back."""
    pages = YearPages(programme_year)
    rows = Remark.objects.visible_to(reader).filter(commune=commune, programme=programme_year.programme)
    for row in rows.filter(withdrawn_at__isnull=True):
        url = pages.url("remark-detail", row.year, row.pk)
        yield Event(clock.local(row.written_at).date(), _("Ý kiến"), shortened(row.text), url=url)


class YearPages:
    """Pages of rows that stand each in the year of its own day; none where that year was never opened."""

    def __init__(self, programme_year: ProgrammeYear) -> None:
        self.programme = programme_year.programme
        self.opened = set(self.programme.years.values_list("year", flat=True))

    def url(self, name: str, year: int, pk: int) -> str:
        if year not in self.opened:
            return ""
        return reverse(name, kwargs={"programme": self.programme.code, "year": year, "pk": pk})

"""Similar things that several units or programmes register at one commune in one year: a question, not a fault.

Two works or models of different plans are similar when they stand in the same village, or when most of the words that
tell what they are agree. Things that are alike through a third one make one group.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from communes.models import Commune, ProgrammeYear
from kontum04.core.scoping import Viewer
from kontum04.core.text import fold
from twinning.choices import ItemKind
from twinning.models import OverlapNote, PlanItem, SignalRule

KINDS = (ItemKind.WORK, ItemKind.MODEL)
"""Kinds that are built once and can be paid twice; visits and meetings are no waste."""


@dataclass(frozen=True)
class Overlap:
    """Similar things of one kind at one commune. `note`: what was agreed about all of them, if it was."""

    commune: Commune
    kind: str
    items: list[PlanItem]
    note: OverlapNote | None

    @property
    def is_settled(self) -> bool:
        return self.note is not None

    @property
    def kind_label(self) -> str:
        return str(ItemKind(self.kind).label)

    @property
    def programmes(self) -> list[str]:
        return list(dict.fromkeys(str(_year(item).programme.short_name) for item in self.items))

    @property
    def villages(self) -> list[str]:
        return list(dict.fromkeys(str(item.village) for item in self.items if item.village))

    @property
    def planned_cost(self) -> int | None:
        costs = [item.cost for item in self.items if item.cost is not None]
        return sum(costs) if costs else None


def overlaps(programme_year: ProgrammeYear, viewer: Viewer) -> list[Overlap]:
    """Groups in the reader's scope that hold something of this programme, commune by commune (four queries)."""
    rule = SignalRule.of(programme_year.programme)
    agreed = [(note, {item.pk for item in note.items.all()}) for note in _notes(programme_year, viewer)]
    found = []
    for (_commune, kind), items in groupby(_items(programme_year, viewer), key=lambda row: (row.commune_id, row.kind)):
        for group in _groups(list(items), rule):
            if any(_year(item).programme_id == programme_year.programme_id for item in group):
                keys = {item.pk for item in group}
                note = next((note for note, of_note in agreed if keys <= of_note), None)
                found.append(Overlap(group[0].commune, kind, group, note))
    return found


def _items(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[PlanItem]:
    """Of every programme that runs in the year."""
    rows = PlanItem.objects.visible_to(viewer).filed().filter(kind__in=KINDS)
    rows = rows.filter(report__obligation__period__programme_year__year=programme_year.year)
    related = ("commune__district", "village", "report__obligation__unit")
    ordered = rows.order_by("commune__district__sort_key", "commune__sort_key", "commune", "-kind", "pk")
    return ordered.select_related(*related, "report__obligation__period__programme_year__programme")


def _notes(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[OverlapNote]:
    rows = OverlapNote.objects.visible_to(viewer).filter(year=programme_year.year)
    return rows.select_related("recorded_by").prefetch_related("items")


def _groups(items: list[PlanItem], rule: SignalRule) -> Iterator[list[PlanItem]]:
    """Items that are alike, directly or through others; each item in one group, single ones in none."""
    groups: list[_Group] = []
    for item in items:
        alike = [group for group in groups if any(are_alike(item, other, rule) for other in group.items)]
        joined = _Group([*(other for group in alike for other in group.items), item])
        groups = [group for group in groups if group not in alike] + [joined]
    yield from (group.items for group in groups if len(group.items) > 1)


@dataclass(eq=False)
class _Group:
    items: list[PlanItem] = field(default_factory=list)


def are_alike(one: PlanItem, other: PlanItem, rule: SignalRule) -> bool:
    """Whether two things of one kind at one commune may be the same: never two lines of one plan."""
    if one.report_id == other.report_id:
        return False
    if one.village_id and other.village_id:
        return one.village_id == other.village_id
    return likeness(one.content, other.content, rule.common_words) >= rule.works_alike


def likeness(one: str, other: str, common: str = "") -> float:
    """Percent of telling words both contents have; contents of `common` words alone compare all their words."""
    words = [_words(text, common) for text in (one, other)]
    either = words[0] | words[1]
    return 100 * len(words[0] & words[1]) / len(either) if either else 0.0


def _words(text: str, common: str) -> frozenset[str]:
    everything = frozenset("".join(c if c.isalnum() else " " for c in fold(text)).split())
    return everything - frozenset(fold(common).split()) or everything


def _year(item: PlanItem) -> ProgrammeYear:
    return item.report.obligation.period.programme_year

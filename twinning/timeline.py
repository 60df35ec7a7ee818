"""What this floor tells on the time line of a commune: who was assigned to it, what it asked for."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from communes.timeline import Event, YearPages, tells_events
from kontum04.core.text import shortened
from twinning.choices import AssignmentChange, AssignmentStatus
from twinning.models import AssignmentProposal, Request, Twinning


@tells_events
def twinnings(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """Units assigned and withdrawn, over all programmes."""
    rows = Twinning.objects.visible_to(reader).filter(commune=commune).select_related("unit", "village", "decision")
    pages = YearPages(programme_year)
    for row in with_endings(rows):
        names = {"unit": row.unit.name, "place": row.village or commune.name_in_text}
        basis = str(row.decision) if row.decision else ""
        url = pages.url("unit-detail", programme_year.year, row.unit_id)
        yield Event(row.starts_on, _("Kết nghĩa"), _("%(unit)s được phân công giúp %(place)s") % names, basis, url)
        if row.ends_on:
            yield Event(row.ends_on, _("Kết nghĩa"), _("%(unit)s thôi giúp %(place)s") % names, ended_by(row), url)


@tells_events
def requests(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """What the commune asked for, and when it was answered."""
    rows = Request.objects.visible_to(reader).filter(commune=commune, programme=programme_year.programme)
    pages = YearPages(programme_year)
    for row in rows.select_related("to_unit"):
        url = pages.url("request-detail", row.filed_on.year, row.pk)
        yield Event(row.filed_on, _("Kiến nghị"), shortened(row.text), row.addressee, url)
        if row.answered_on:
            yield Event(row.answered_on, _("Trả lời"), shortened(row.answer), row.addressee, url)


def with_endings(rows: QuerySet[Twinning]) -> QuerySet[Twinning]:
    """With the decisions that ended them, where an applied proposal did."""
    endings = AssignmentProposal.objects.filter(change=AssignmentChange.END, status=AssignmentStatus.APPLIED)
    return rows.prefetch_related(Prefetch("proposals", endings.select_related("decision"), to_attr="endings"))


def ended_by(row: Any) -> str:
    """The decision that ended an assignment read by `with_endings`; empty where it is not on record."""
    return str(row.endings[0].decision) if row.endings else ""

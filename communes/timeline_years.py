"""What a commune's years left on its time line: figures reported, steps on the way off the list."""

from collections.abc import Iterator

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from communes.choices import ExitStage
from communes.models import Commune, Decision, ExitProposal, IndicatorValue, ProgrammeYear
from communes.timeline import Event, YearPages, tells_events
from kontum04.accounts.choices import Role
from kontum04.core import clock, formats


@tells_events
def figures(commune: Commune, _reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """The figures of each year, on the day they were last touched."""
    rows = IndicatorValue.objects.filter(commune=commune).order_by().values("year")
    pages = YearPages(programme_year)
    for row in rows.annotate(count=Count("pk"), last=Max("updated_at")):
        words = {"count": formats.number(row["count"]), "year": row["year"]}
        text = _("%(count)s số liệu của năm %(year)s, ngày nhập, sửa gần nhất") % words
        url = pages.url("commune-history", row["year"], commune.pk)
        yield Event(clock.local(row["last"]).date(), _("Số liệu"), text, url=url)


@tells_events
def exits(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """Each step of each proposal, on the day it was taken; a recognition on the day of its decision."""
    rows = ExitProposal.objects.visible_to(reader).filter(commune=commune, programme=programme_year.programme)
    proposals = {row.pk: row for row in rows.select_related("decision")}
    pages = YearPages(programme_year)
    told: dict[int, str] = {}
    for past in ExitProposal.history.filter(id__in=list(proposals)).order_by("history_date", "history_id"):
        row, stage = proposals[past.id], ExitStage(past.stage)
        if told.get(past.id) == stage or (reader.role == Role.UNIT and stage != ExitStage.RECOGNISED):
            continue
        told[past.id] = stage
        decision: Decision | None = row.decision if stage == ExitStage.RECOGNISED else None
        day = decision.issued_on if decision else clock.local(past.history_date).date()
        text = _("xét năm %(year)s: %(stage)s") % {"year": row.year, "stage": stage.label.lower()}
        yield Event(day, _("Xét thoát diện"), text, str(decision or ""), pages.url("exit-detail", row.year, row.pk))

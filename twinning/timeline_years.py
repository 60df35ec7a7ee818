"""What units reported of a commune, year by year, for its time line."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from communes.timeline import Event, YearPages, tells_events
from kontum04.core import clock, formats
from kontum04.core.access import may
from kontum04.core.text import shortened
from twinning.choices import ItemKind, PeriodKind
from twinning.models import Contribution, WorkResult
from twinning.views.access import OBLIGATION_READERS

OF_REPORT = ("report__obligation__unit", "report__obligation__period__programme_year")


@tells_events
def reports(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """Help that units reported for the commune, on the day they filed."""
    rows = Contribution.objects.visible_to(reader).filed().filter(commune=commune).select_related(*OF_REPORT)
    pages, opens = YearPages(programme_year), may(reader, OBLIGATION_READERS)
    for row in _of_programme(rows, programme_year):
        told = [_("%(count)s lượt người") % {"count": formats.number(row.trips)}] if row.trips else []
        told += [formats.money_short(row.money_total)] if row.money_total else []
        period = row.report.obligation.period
        words = {"unit": row.report.obligation.unit.name, "period": str(period).lower(), "what": formats.join(told)}
        text = _("%(unit)s nộp %(period)s: %(what)s") if told else _("%(unit)s nộp %(period)s")
        url = pages.url("report-detail", period.programme_year.year, row.report_id) if opens else ""
        yield Event(clock.local(row.report.submitted_at).date(), _("Báo cáo"), text % words, url=url)


@tells_events
def works(commune: Commune, reader, programme_year: ProgrammeYear) -> Iterator[Event]:
    """Works finished for the commune by annual reports, each once, on the day its report was filed."""
    rows = WorkResult.objects.visible_to(reader).filed().of_kind(PeriodKind.ANNUAL).filter(commune=commune)
    done = rows.filter(kind=ItemKind.WORK, is_completed=True, joint_lead__isnull=True).select_related(*OF_REPORT)
    for row in _of_programme(done, programme_year):
        text = _("hoàn thành: %(what)s") % {"what": shortened(row.content)}
        unit = row.report.obligation.unit.name
        yield Event(clock.local(row.report.submitted_at).date(), _("Công trình"), text, unit)


def _of_programme(rows: Any, programme_year: ProgrammeYear) -> Any:
    return rows.filter(report__obligation__period__programme_year__programme=programme_year.programme)

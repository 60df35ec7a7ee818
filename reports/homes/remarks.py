"""Remarks on communes that wait for an answer: for the office all of them, for a commune those sent to it."""

from django.utils.translation import gettext as _

from communes.choices import RemarkState
from communes.models import ProgrammeYear, Remark
from kontum04.core import formats
from kontum04.core.text import shortened
from reports.homes.tasks import Task, TaskList, year_url

SHOWN = 8
TITLE = 90
"""Characters of a remark on its line."""


def remarks_to_answer(programme_year: ProgrammeYear, user, title: str) -> TaskList:
    """The longest waiting first."""
    rows = Remark.objects.visible_to(user).in_year(programme_year.programme, programme_year.year).waiting()
    oldest = rows.order_by("written_at", "pk").select_related("commune__district", "written_by")
    tasks = tuple(
        Task(
            title=f"{row.commune.full_name}: {shortened(row.text, TITLE)}",
            url=year_url(programme_year, "remark-detail", pk=row.pk),
            detail=f"{row.written_by}, {formats.date(row.written_at)}",
            code=RemarkState.WAITING,
            label=str(RemarkState.WAITING.label),
        )
        for row in oldest[:SHOWN]
    )
    url, more = year_url(programme_year, "remark-list"), _("Xem các ý kiến")
    return TaskList(title, tasks, _("Không có ý kiến nào chờ trả lời."), url, more, rows.count())

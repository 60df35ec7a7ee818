"""Reminders on the home page: what I was told and have not read."""

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from reports.homes.tasks import Task, TaskList, year_url
from twinning.models import Notice

SHOWN = 5


def unread_notices(programme_year: ProgrammeYear, user) -> TaskList:
    """The newest unread ones; the page of all marks them as read."""
    rows = Notice.objects.visible_to(user).unread().filter(obligation__period__programme_year=programme_year)
    everything = year_url(programme_year, "notice-list")
    tasks = tuple(
        Task(title=notice.text, url=everything, detail=_("nhắc lúc %(at)s") % {"at": formats.date_time(notice.made_at)})
        for notice in rows[:SHOWN]
    )
    return TaskList(
        _("Lời nhắc"), tasks, _("Không có lời nhắc nào chưa đọc."), everything, _("Mọi lời nhắc"), rows.count()
    )

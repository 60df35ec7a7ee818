"""Questions about signs of formality on a home page: a unit's own ones, and how many wait for the office."""

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.text import shortened
from reports.homes.tasks import Task, TaskList, year_url
from twinning.choices import SignalState
from twinning.figures.signals.asked import asked, counted

SHOWN = 8
TITLE = 120
"""Characters of a question on its line."""


def questions_to_close(programme_year: ProgrammeYear, user) -> TaskList:
    """The office: first what was answered and waits for a conclusion, then what waits for its unit."""
    states = counted(asked(programme_year, user))
    lines = (
        (SignalState.ANSWERED, _("%(count)s câu hỏi đơn vị đã trả lời, chờ kết luận")),
        (SignalState.OPEN, _("%(count)s câu hỏi chờ đơn vị trả lời")),
    )
    tasks = tuple(
        Task(
            title=words % {"count": formats.number(states[state])},
            url=year_url(programme_year, "signal-list", f"?state={state}"),
            code="waiting",
            label=str(state.label),
        )
        for state, words in lines
        if states[state]
    )
    total = states[SignalState.ANSWERED] + states[SignalState.OPEN]
    url, more = year_url(programme_year, "signal-list"), _("Xem các câu hỏi")
    return TaskList(_("Câu hỏi gửi đơn vị"), tasks, _("Không có câu hỏi nào đang chờ."), url, more, total)


def questions_to_answer(programme_year: ProgrammeYear, user) -> TaskList:
    """A unit: what it is asked and has not answered."""
    waiting = [row for row in asked(programme_year, user) if row.state == SignalState.OPEN]
    tasks = tuple(
        Task(
            title=shortened(row.signal.question, TITLE),
            url=year_url(programme_year, "signal-answer", pk=row.unit.pk, code=row.signal.code),
            detail=row.kind_label,
            code=row.state,
            label=str(row.state.label),
        )
        for row in waiting[:SHOWN]
    )
    url, more = year_url(programme_year, "signal-list"), _("Xem các câu hỏi")
    empty = _("Cơ quan thường trực không hỏi gì thêm.")
    return TaskList(_("Câu hỏi làm rõ, chờ trả lời"), tasks, empty, url, more, len(waiting))

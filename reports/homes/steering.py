"""What waits on a home page of what communes asked for, what was found at them, and what was proposed."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.choices import InspectionState
from communes.models import Inspection, ProgrammeYear
from kontum04.core.text import shortened
from reports.homes.tasks import Task, TaskList, year_url
from twinning.choices import AssignmentStatus, RequestState
from twinning.models import AssignmentProposal, Request

SHOWN = 8
TITLE = 90
"""Characters of a request on its line."""


def requests_to_handle(programme_year: ProgrammeYear, user) -> TaskList:
    """The office: what nobody has been asked yet, then what is overdue."""
    rows = _requests(programme_year, user).unanswered()
    on = programme_year.as_of
    waiting = [*rows.unaddressed(), *rows.overdue(on).order_by("due_on", "pk")]
    return _list(programme_year, waiting, _("Kiến nghị chờ chuyển, quá hạn"), _("Không có kiến nghị nào chờ xử lý."))


def requests_to_answer(programme_year: ProgrammeYear, user) -> TaskList:
    """A unit: what it was asked and has not answered, the most urgent first."""
    waiting = list(_requests(programme_year, user).unanswered().order_by("due_on", "pk"))
    return _list(programme_year, waiting, _("Kiến nghị của xã chờ trả lời"), _("Không có kiến nghị nào chờ trả lời."))


def requests_of_commune(programme_year: ProgrammeYear, user) -> TaskList:
    """A commune: answers to rate, then what is still to come."""
    rows = _requests(programme_year, user)
    waiting = [*rows.answered().filter(rating__isnull=True), *rows.unanswered().order_by("due_on", "pk")]
    return _list(programme_year, waiting, _("Kiến nghị của xã"), _("Xã chưa có kiến nghị nào đang chờ."))


def inspections_to_follow(programme_year: ProgrammeYear, user) -> TaskList:
    """A member: what was agreed at his communes and is not done yet."""
    on = programme_year.as_of
    rows = Inspection.objects.visible_to(user).in_year(programme_year.programme, programme_year.year)
    open_ones = rows.exclude(agreed="").filter(done_on__isnull=True).select_related("commune__district")
    found = list(open_ones.order_by("due_on", "pk"))
    tasks = tuple(
        Task(
            title=f"{row.commune.full_name}: {shortened(row.agreed, TITLE)}",
            url=year_url(programme_year, "inspection-detail", pk=row.pk),
            code=row.state_on(on),
            label=str(row.state_on(on).label),
            days_late=(on - row.due_on).days if row.state_on(on) == InspectionState.OVERDUE and row.due_on else 0,
            due=row.due_on if row.state_on(on) == InspectionState.OPEN else None,
        )
        for row in found[:SHOWN]
    )
    url, more = year_url(programme_year, "inspection-list"), _("Xem các lần kiểm tra")
    return TaskList(_("Việc đã hẹn khi kiểm tra"), tasks, _("Không có việc nào đang hẹn."), url, more, len(found))


def assignments_to_decide(programme_year: ProgrammeYear, user) -> TaskList:
    """The office: proposals that a head has approved and that no decision carries out yet."""
    rows = AssignmentProposal.objects.visible_to(user).in_year(programme_year.programme, programme_year.year)
    approved = list(rows.filter(status=AssignmentStatus.APPROVED).select_related("unit", "commune"))
    tasks = tuple(
        Task(
            title=str(row),
            url=year_url(programme_year, "assignment-detail", pk=row.pk),
            code="waiting",
            label=str(row.get_status_display()),
        )
        for row in approved[:SHOWN]
    )
    url, more = year_url(programme_year, "assignment-list"), _("Xem các đề xuất")
    return TaskList(_("Phân công chờ quyết định"), tasks, _("Không có đề xuất nào chờ."), url, more, len(approved))


def _requests(programme_year: ProgrammeYear, user) -> QuerySet[Request]:
    rows = Request.objects.visible_to(user).in_year(programme_year.programme, programme_year.year)
    return rows.select_related("commune__district", "to_unit")


def _list(programme_year: ProgrammeYear, rows: list[Request], title: str, empty: str) -> TaskList:
    tasks = tuple(_task(programme_year, row) for row in rows[:SHOWN])
    url, more = year_url(programme_year, "request-list"), _("Xem các kiến nghị")
    return TaskList(title, tasks, empty, url, more, len(rows))


def _task(programme_year: ProgrammeYear, row: Request) -> Task:
    on = programme_year.as_of
    state = row.state_on(on)
    rating_waits = state == RequestState.ANSWERED and row.rating is None
    return Task(
        title=shortened(row.text, TITLE),
        url=year_url(programme_year, "request-detail", pk=row.pk),
        detail=f"{row.commune.full_name} → {row.addressee or _('chưa chuyển')}",
        code="waiting" if rating_waits else state,
        label=_("chờ xã đánh giá") if rating_waits else str(state.label),
        days_late=row.days_late_on(on) if state == RequestState.OVERDUE else 0,
        due=row.due_on if state == RequestState.OPEN else None,
        days_left=(row.due_on - on).days if state == RequestState.OPEN and row.due_on else None,
    )

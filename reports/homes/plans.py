"""What waits on a home page of plans: communes nobody registers anything for, things overdue, partners to answer."""

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.text import shortened
from reports.homes.tasks import Task, TaskList, year_url
from twinning.choices import DeliveryState
from twinning.figures.delivery import followed_items
from twinning.figures.plan_gaps import communes_without_plan
from twinning.models import PlanPartner

SHOWN = 8


def plan_lines(programme_year: ProgrammeYear, user) -> list[tuple[int, str, str]]:
    """How many, in what words, where: each joint thing once, with its lead."""
    own = followed_items(programme_year, user).filter(is_led_elsewhere=False).order_by()
    overdue = own.filter(state=DeliveryState.OVERDUE).count()
    return [
        (
            communes_without_plan(programme_year, user).count(),
            _("%(count)s xã chưa có kế hoạch giúp đỡ"),
            year_url(programme_year, "plan-gap-list"),
        ),
        (
            overdue,
            _("%(count)s việc đăng ký quá hạn hoàn thành"),
            year_url(programme_year, "plan-follow-up", f"?state={DeliveryState.OVERDUE}&own=on"),
        ),
    ]


def partners_to_answer(programme_year: ProgrammeYear, user) -> TaskList:
    """A unit: things for which others name it as partner, and that wait for its word."""
    rows = PlanPartner.objects.visible_to(user).filed().in_year(programme_year.programme, programme_year.year)
    waiting = rows.to_answer_by(user).order_by("item__ends_on", "pk")
    found = list(waiting.select_related("item__commune", "item__report__obligation__unit")[:SHOWN])
    tasks = tuple(
        Task(
            title=f"{row.item.report.obligation.unit.name}: {shortened(row.item.content, 90)}",
            url=year_url(programme_year, "plan-partner-detail", pk=row.pk),
            detail=_("%(commune)s, hạn hoàn thành %(day)s")
            % {"commune": row.item.commune, "day": formats.date(row.item.ends_on)}
            if row.item.ends_on
            else str(row.item.commune),
            code=row.word,
            label=str(row.get_word_display()),
        )
        for row in found
    )
    return TaskList(
        _("Được ghi tên phối hợp, chờ trả lời"),
        tasks,
        _("Không có việc nào chờ đơn vị nhận phối hợp."),
        year_url(programme_year, "plan-partner-list", "?mine=on&word=waiting"),
        _("Xem tất cả"),
        waiting.count(),
    )

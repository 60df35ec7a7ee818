"""A member of the committee: each commune assigned to him with what is due there, and drafts that wait for comments."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from communes.choices import InspectionState
from communes.models import Inspection, ProgrammeYear, Remark, designated_communes
from kontum04.core import formats
from reports.choices import CompositionStatus
from reports.homes.local import place_home
from reports.homes.tasks import Task, TaskList, is_open, owed, year_url
from reports.models import Composition
from twinning.models import Request, Twinning


def member_home(programme_year: ProgrammeYear, user) -> list[TaskList]:
    """Commune by commune first, then the lists across them."""
    lists = place_home(programme_year, user, entry_page="commune-detail")
    return [assigned_communes(programme_year, user), *lists, drafts_to_comment(programme_year, user)]


def assigned_communes(programme_year: ProgrammeYear, user) -> TaskList:
    """Every commune of the list that is assigned to the person, with what is late there and what was answered."""
    communes = designated_communes(programme_year.programme, programme_year.year).visible_to(user)
    due = list(_due(programme_year, user))
    tasks = []
    for commune in communes.select_related("district").order_by("sort_key", "code"):
        notes = [words % {"count": formats.number(of[commune.pk])} for _late, words, of in due if of[commune.pk]]
        is_late = any(of[commune.pk] for late, _words, of in due if late)
        tasks.append(
            Task(
                title=commune.full_name,
                url=year_url(programme_year, "commune-detail", pk=commune.pk),
                detail="; ".join(notes),
                code="overdue" if is_late else "done",
                label=_("có việc trễ") if is_late else _("không có việc trễ"),
            )
        )
    return TaskList(
        _("Xã được giao theo dõi"),
        tuple(tasks),
        _("Chưa có xã nào được giao theo dõi."),
        year_url(programme_year, "remark-list"),
        _("Ý kiến đã ghi về các xã"),
    )


def drafts_to_comment(programme_year: ProgrammeYear, user) -> TaskList:
    """Documents the office has sent round, of this year."""
    rows = Composition.objects.visible_to(user).in_year(programme_year.programme, programme_year.year)
    tasks = tuple(
        Task(
            title=row.summary,
            url=year_url(programme_year, "composition-detail", pk=row.pk),
            code="open",
            label=_("đang lấy ý kiến"),
            due=row.comments_until,
        )
        for row in rows.filter(status=CompositionStatus.COMMENTED)
    )
    url, more = year_url(programme_year, "composition-list"), _("Xem các dự thảo")
    return TaskList(_("Dự thảo chờ góp ý"), tasks, _("Không có dự thảo nào chờ góp ý."), url, more)


def _due(programme_year: ProgrammeYear, user) -> Iterator[tuple[bool, str, Counter[int]]]:
    """Whether it is late, how a count of it reads, and the counts by commune id."""
    programme, year, on = programme_year.programme, programme_year.year, programme_year.as_of
    visits = Inspection.objects.visible_to(user).in_year(programme, year)
    asked = Request.objects.visible_to(user).in_year(programme, year)
    remarked = Remark.objects.visible_to(user).in_year(programme, year).filter(written_by=user)
    yield True, _("%(count)s báo cáo trễ của đơn vị kết nghĩa"), _late_papers(programme_year, user)
    yield True, _("%(count)s việc quá hẹn sau kiểm tra"), _by_commune(visits.in_state(InspectionState.OVERDUE, on))
    yield False, _("%(count)s việc đang hẹn"), _by_commune(visits.in_state(InspectionState.OPEN, on))
    yield True, _("%(count)s kiến nghị quá hạn trả lời"), _by_commune(asked.overdue(on))
    yield False, _("%(count)s ý kiến của tôi đã được trả lời"), _by_commune(remarked.filter(answered_at__isnull=False))


def _late_papers(programme_year: ProgrammeYear, user) -> Counter[int]:
    """Plans and reports that are overdue and not filed, by commune: a unit's count at each commune it helps."""
    late = Counter(row.unit_id for row in owed(programme_year, user) if row.days_late.days and is_open(row))
    pairs = Twinning.objects.in_year(programme_year.programme, programme_year.year).filter(unit__in=late)
    counted: Counter[int] = Counter()
    for commune, unit in set(pairs.order_by().values_list("commune", "unit")):
        counted[commune] += late[unit]
    return counted


def _by_commune(rows: Iterable) -> Counter[int]:
    return Counter(row.commune_id for row in rows)

"""The office: what is late, what waits for review, what is missing before the review can be written."""

from django.utils.translation import gettext as _

from communes.figures.completeness import commune_completeness
from communes.models import Commune, ProgrammeYear, designated_communes
from kontum04.core import formats
from reports.homes.notices import unread_notices
from reports.homes.plans import plan_lines
from reports.homes.questions import questions_to_close
from reports.homes.remarks import remarks_to_answer
from reports.homes.steering import assignments_to_decide, requests_to_handle
from reports.homes.tasks import Task, TaskList, is_open, obligation_task, owed, year_url
from twinning.choices import ClaimState, PeriodKind, ReportStatus
from twinning.figures.claims import with_word
from twinning.models import Contribution, Obligation

SHOWN = 8


def office_home(programme_year: ProgrammeYear, user) -> list[TaskList]:
    """Lists of what waits; each line opens the work itself."""
    obligations = owed(programme_year, user)
    return [
        _waiting(programme_year, obligations),
        _late(programme_year, obligations),
        requests_to_handle(programme_year, user),
        remarks_to_answer(programme_year, user, _("Ý kiến thành viên chờ trả lời")),
        questions_to_close(programme_year, user),
        assignments_to_decide(programme_year, user),
        _missing(programme_year, user, obligations),
        unread_notices(programme_year, user),
    ]


def _title(obligation: Obligation) -> str:
    return f"{obligation.unit.name} – {obligation.period.get_kind_display()}"


def _waiting(programme_year: ProgrammeYear, obligations: list[Obligation]) -> TaskList:
    waiting = sorted(
        (row for row in obligations if row.state == ReportStatus.SUBMITTED), key=lambda row: row.report.submitted_at
    )
    tasks = tuple(
        obligation_task(
            row,
            programme_year,
            title=_title(row),
            detail=_("nộp ngày %(day)s") % {"day": formats.date(row.filed_on)},
        )
        for row in waiting[:SHOWN]
    )
    return TaskList(
        _("Chờ duyệt"),
        tasks,
        _("Không có báo cáo nào chờ duyệt."),
        year_url(programme_year, "review-queue"),
        _("Duyệt lần lượt"),
        len(waiting),
    )


def _late(programme_year: ProgrammeYear, obligations: list[Obligation]) -> TaskList:
    late = [row for row in obligations if row.days_late.days and is_open(row)]
    tasks = tuple(obligation_task(row, programme_year, title=_title(row)) for row in late[:SHOWN])
    return TaskList(
        _("Quá hạn, chưa nộp"),
        tasks,
        _("Không có đơn vị nào quá hạn."),
        year_url(programme_year, "obligation-list", "?late=on"),
        _("Xem tất cả việc trễ"),
        len(late),
    )


def _missing(programme_year: ProgrammeYear, user, obligations: list[Obligation]) -> TaskList:
    communes = designated_communes(programme_year.programme, programme_year.year).visible_to(user)
    gaps = commune_completeness(list(communes.values_list("pk", flat=True)), programme_year.year)
    incomplete = [gap for gap in gaps.values() if not gap.is_complete]
    unfiled = sum(row.period.kind == PeriodKind.ANNUAL and is_open(row) for row in obligations)
    claims = Contribution.objects.visible_to(user).filed().in_year(programme_year.programme, programme_year.year)
    disputed = with_word(claims).filter(word=ClaimState.DISPUTED).count()
    lines = (
        *plan_lines(programme_year, user),
        (
            unfiled,
            _("%(count)s đơn vị chưa nộp báo cáo năm"),
            year_url(programme_year, "obligation-list", "?period=annual&open=on"),
        ),
        (
            len(incomplete),
            _("%(count)s xã còn thiếu số liệu chỉ tiêu"),
            year_url(programme_year, "year-grid"),
        ),
        (
            disputed,
            _("%(count)s dòng kết quả xã không đồng ý"),
            year_url(programme_year, "claim-list", "?verdict=disputed"),
        ),
    )
    tasks = tuple(
        Task(title=words % {"count": formats.number(count)}, url=url, code="overdue", label=_("còn thiếu"))
        for count, words, url in lines
        if count
    )
    return TaskList(
        _("Còn thiếu trước khi viết báo cáo"),
        tasks,
        _("Đã đủ để viết báo cáo tổng kết."),
        year_url(programme_year, "document-list"),
        _("Mở dự thảo báo cáo"),
    )


def communes_with_gaps(programme_year: ProgrammeYear, communes: list[Commune], name: str) -> tuple[Task, ...]:
    """Communes whose figures are incomplete, the emptiest first; each line opens page `name` of the commune."""
    gaps = commune_completeness([commune.pk for commune in communes], programme_year.year)
    emptiest = sorted((commune for commune in communes if gaps[commune.pk].missing), key=lambda c: -gaps[c.pk].missing)
    return tuple(
        Task(
            title=commune.full_name,
            url=year_url(programme_year, name, pk=commune.pk),
            detail=_("đã có %(text)s số liệu") % {"text": gaps[commune.pk].text},
            code="overdue",
            label=_("còn thiếu"),
        )
        for commune in emptiest
    )

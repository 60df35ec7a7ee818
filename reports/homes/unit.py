"""A twinned unit: what it owes, until when, what came back and why, and which communes it helps."""

from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from kontum04.core import formats
from reports.homes.notices import unread_notices
from reports.homes.plans import partners_to_answer
from reports.homes.questions import questions_to_answer
from reports.homes.steering import requests_to_answer
from reports.homes.tasks import Task, TaskList, is_open, obligation_task, owed, year_url
from twinning.choices import ObligationState, ReportStatus, ReviewOutcome
from twinning.figures.scoring.ratings import ratings
from twinning.models import Obligation, ReportVersion, Twinning


def unit_home(programme_year: ProgrammeYear, user) -> list[TaskList]:
    """Obligations in the order of the year, requests to answer, how it is ranked, then the communes."""
    obligations = sorted(owed(programme_year, user), key=lambda row: (not is_open(row), row.effective_due_on))
    reasons = _return_reasons(obligations)
    due = tuple(_task(row, programme_year, reasons.get(row.pk, "")) for row in obligations)
    return [
        TaskList(
            _("Việc phải nộp"),
            due,
            _("Năm này đơn vị chưa có việc phải nộp. Nếu chưa đúng, hãy báo cơ quan thường trực."),
        ),
        unread_notices(programme_year, user),
        requests_to_answer(programme_year, user),
        questions_to_answer(programme_year, user),
        partners_to_answer(programme_year, user),
        TaskList(
            _("Xếp loại"),
            tuple(_ratings(programme_year, user)),
            _("Chưa có kết quả xếp loại."),
        ),
        TaskList(
            _("Xã kết nghĩa"),
            tuple(_communes(programme_year, user)),
            _("Đơn vị chưa được phân công xã nào trong năm này."),
        ),
    ]


def _return_reasons(obligations: list[Obligation]) -> dict[int, str]:
    """Why the latest round came back, by obligation."""
    returned = [row.pk for row in obligations if row.state == ReportStatus.RETURNED]
    versions = ReportVersion.objects.filter(
        report__obligation__in=returned, outcome__in=[ReviewOutcome.RETURNED, ReviewOutcome.REOPENED]
    ).order_by("number")
    return dict(versions.values_list("report__obligation", "reason"))


def _task(row: Obligation, programme_year: ProgrammeYear, reason: str) -> Task:
    task = obligation_task(row, programme_year, title=row.period.get_kind_display(), detail="")
    notes = [_due_words(row)]
    if reason:
        notes.append(_("Bị trả lại: %(reason)s") % {"reason": reason})
    changes: dict = {"detail": " ".join(notes)}
    if row.state == ObligationState.NOT_BEGUN:
        changes |= {
            "url": "",
            "post_url": year_url(programme_year, "obligation-begin", pk=row.pk),
            "post_label": _("Bắt đầu"),
        }
    elif is_open(row):
        changes["url"] = year_url(programme_year, "report-edit", pk=row.report.pk)
    return Task(**(vars(task) | changes))


def _due_words(row: Obligation) -> str:
    """The due date; after an extension both, the original first."""
    original = formats.date(row.period.due_on)
    if row.effective_due_on == row.period.due_on:
        return _("Hạn %(day)s.") % {"day": original}
    return _("Hạn %(day)s, gia hạn đến %(new)s.") % {"day": original, "new": formats.date(row.effective_due_on)}


def _ratings(programme_year: ProgrammeYear, user) -> list[Task]:
    """How the unit stands by the rules so far, leading to its reasons."""
    return [
        Task(
            title=rating.rank or _("Chưa xếp loại"),
            url=year_url(programme_year, "rating-detail", pk=rating.unit_id),
            detail=_("%(points)s điểm") % {"points": rating.score.text} if rating.score else "",
        )
        for rating in ratings(programme_year, user)
    ]


def _communes(programme_year: ProgrammeYear, user) -> list[Task]:
    twinnings = Twinning.objects.visible_to(user).in_year(programme_year.programme, programme_year.year)
    communes = Commune.objects.filter(pk__in=twinnings.values("commune")).select_related("district")
    return [
        Task(title=commune.full_name, url=year_url(programme_year, "commune-detail", pk=commune.pk))
        for commune in communes
    ]

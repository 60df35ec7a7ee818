"""The office's word on a filed report: accept it, send it back, open it again after it was accepted.

Each decision locks the report, so that of two at the same time one is refused and told why; it is written both to the
filed round it answers (ReportVersion) and to the history.
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.access import may
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from twinning.choices import ReportStatus, ReviewOutcome
from twinning.models import Report, ReportVersion
from twinning.workflow import Transition, transition

OUTCOMES = {
    "accept": ReviewOutcome.ACCEPTED,
    "return": ReviewOutcome.RETURNED,
    "reopen": ReviewOutcome.REOPENED,
}
"""What an action writes on the filed round."""

SectionReason = tuple[str, str]
"""A section's title and what is wrong with it."""


def accept(*, report: Report, by: User, revision: int) -> Report:
    """Accept what was filed. `revision` is the report's when the person read it."""
    return _decide("accept", report=report, by=by, revision=revision, reason="")


def return_report(
    *, report: Report, by: User, revision: int, reason: str = "", sections: Sequence[SectionReason] = ()
) -> Report:
    """Send the report back; without a reason, for the whole or for a section, it is refused."""
    return _decide("return", report=report, by=by, revision=revision, reason=fold_reasons(reason, sections))


def reopen(*, report: Report, by: User, revision: int, reason: str) -> Report:
    """Open an accepted report again, for the unit to correct."""
    return _decide("reopen", report=report, by=by, revision=revision, reason=fold_reasons(reason))


def fold_reasons(reason: str, sections: Sequence[SectionReason] = ()) -> str:
    """One text: the general reason, then a line for each section that has one."""
    lines = [nfc_lines(reason).strip()]
    lines += [f"– {title}: {nfc_lines(text).strip()}" for title, text in sections if text.strip()]
    return "\n".join(line for line in lines if line)


@transaction.atomic
def _decide(action: str, *, report: Report, by: User, revision: int, reason: str) -> Report:
    step = transition(action)
    row = Report.objects.select_for_update().get(pk=report.pk)
    _check(step, row, by=by, revision=revision, reason=reason)
    row.status = step.target
    row.revision += 1
    row.updated_by = by
    sign(row, by=by, why=reason or step.label)
    row.save()
    _answer_round(row, OUTCOMES[action], by=by, reason=reason)
    return row


def _check(step: Transition, row: Report, *, by: User, revision: int, reason: str) -> None:
    """Refuse a wrong role (PermissionDenied), a wrong state, a page read before the last change, a missing reason."""
    if not may(by, step.roles):
        raise PermissionDenied
    if row.status not in step.sources:
        raise refuse(_wrong_state(row), where=step.label)
    if row.revision != revision:
        message = _("báo cáo đã thay đổi sau khi bạn mở trang này. Hãy tải lại trang, xem lại rồi quyết định.")
        raise refuse(message, where=step.label)
    if step.needs_reason and not reason:
        raise Problems([Problem(_("Lý do"), _("phải ghi lý do, chung hoặc cho từng mục."), field="id_reason")])


def _wrong_state(row: Report) -> str:
    """Say where the report stands and who brought it there: most often a colleague was quicker."""
    last = row.versions.exclude(outcome=ReviewOutcome.PENDING).select_related("reviewed_by").last()
    words = {"state": ReportStatus(row.status).label, "who": last.reviewed_by if last else ""}
    if last and row.status in (ReportStatus.ACCEPTED, ReportStatus.RETURNED):
        return _("không làm được nữa, báo cáo đang ở trạng thái “%(state)s” (%(who)s đã xử lý).") % words
    return _("không làm được, báo cáo đang ở trạng thái “%(state)s”.") % words


def _answer_round(row: Report, outcome: ReviewOutcome, *, by: User, reason: str) -> ReportVersion:
    version = row.versions.select_for_update().last()
    if version is None:
        raise refuse(_("báo cáo chưa có lần nộp nào được lưu."), where=_("Các lần nộp"))
    version.outcome = outcome
    version.reason = reason
    version.reviewed_at = clock.now()
    version.reviewed_by = by
    version.save()
    return version

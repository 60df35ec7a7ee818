"""The way of a filing on the unit's side: begun once, saved as a draft, filed as a version that stays as it was.

Each service takes the lock of its row first, so that two requests cannot make two reports, two versions, or lose
one another's text.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from twinning.choices import ReportStatus, ReviewOutcome
from twinning.models import Obligation, Report, ReportVersion
from twinning.services.checks import submission_problems
from twinning.services.drafts import Difference, Draft, Places, differences, store
from twinning.services.partners import name_partners
from twinning.services.snapshot import snapshot


class Stale(Exception):
    """Somebody else saved since the page was opened, and says something else. Nothing was stored."""

    def __init__(self, report: Report, found: list[Difference]) -> None:
        self.report, self.differences = report, found
        super().__init__(f"revision {report.revision}: {[each.name for each in found]}")

    @property
    def who(self) -> str:
        return str(self.report.updated_by or _("người khác"))

    @property
    def at(self) -> str:
        return formats.date_time(self.report.updated_at)


class Locked(Problems):
    """The report may not be changed now, by nobody: it is filed, waived, or its period is closed."""


@dataclass(frozen=True)
class Saved:
    """The draft as it stands now, and what of the page could not be stored."""

    report: Report
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def start_report(*, obligation: Obligation, by: User) -> Report:
    """The report of an obligation, begun if it was not. Raises Problems when the obligation is waived or closed."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    report = Report.objects.filter(obligation=obligation).first()
    if report is not None:
        return report
    if obligation.waived_on:
        raise refuse(_waived())
    if obligation.period.is_closed:
        raise refuse(_closed(obligation))
    report = Report(obligation=obligation, updated_by=by)
    sign(report, by=by, why=_("Bắt đầu soạn"))
    report.save()
    return report


@transaction.atomic
def save_draft(*, report: Report, by: User, revision: int | None, draft: Draft) -> Saved:
    """Store what can be stored of a page opened at `revision`.

    Raises Stale when somebody else saved meanwhile and the texts differ; Problems when the report cannot be edited."""
    report = _lock(report)
    require_editable(report)
    if revision != report.revision:
        if found := differences(report, draft):
            raise Stale(report, found)
        return Saved(report, list(draft.unread))  # sent again after a lost answer
    changed, _places, problems = store(report, draft, by=by, reason=_("Lưu bản soạn"))
    if changed:
        touch(report, by)
    return Saved(report, [*draft.unread, *problems])


@transaction.atomic
def submit_report(
    *, report: Report, by: User, draft: Draft | None = None, revision: int | None = None, no_classified: bool
) -> ReportVersion:
    """File the report, with the page's content if a draft is given. The same filing sent twice makes one version.

    Raises Problems with everything wrong, or Stale; nothing is stored then. A filing on paper, entered by the office,
    counts as filed at the end of the day the paper was received, but never in the future."""
    report = _lock(report)
    if _is_retry(report, by, draft):
        return report.versions.latest("number")
    require_editable(report)
    places: Places = {}
    problems: list[Problem] = []
    if draft is not None:
        if revision != report.revision and (found := differences(report, draft)):
            raise Stale(report, found)
        _changed, places, unstored = store(report, draft, by=by, reason=_("Nộp"))
        problems = [*draft.unread, *unstored]
    if not by.is_office:
        report.paper_signer, report.paper_received_on = "", None
    problems += submission_problems(report, places, by=by, no_classified=no_classified)
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise Problems(errors)
    return _file(report, by)


def require_editable(report: Report) -> None:
    """Raise Locked, with every reason, when the report may not be changed now."""
    obligation = report.obligation
    reasons = []
    if not report.is_editable:
        reasons.append(_filed(report))
    if obligation.waived_on:
        reasons.append(_waived())
    if obligation.period.is_closed:
        reasons.append(_closed(obligation))
    if reasons:
        raise Locked([Problem("", reason) for reason in reasons])


def touch(report: Report, by: User) -> None:
    """Count a saving. It is no change of status, so the history does not repeat it."""
    report.revision += 1
    report.updated_by, report.updated_at = by, clock.now()
    Report.objects.filter(pk=report.pk).update(
        revision=report.revision,
        updated_by=by,
        updated_at=report.updated_at,
        paper_signer=report.paper_signer,
        paper_received_on=report.paper_received_on,
    )


def filed_moment(received_on: dt.date | None) -> dt.datetime:
    """The moment from which lateness counts: of a paper the end of the day it came, never a moment to come."""
    return min(clock.end_of_day(received_on), clock.now()) if received_on else clock.now()


def _lock(report: Report) -> Report:
    return Report.objects.select_for_update().get(pk=report.pk)


def _is_retry(report: Report, by: User, draft: Draft | None) -> bool:
    """Whether the same person sends again what is already filed, word for word."""
    same_person = report.is_filed and report.submitted_by_id == by.pk
    return same_person and (draft is None or not (draft.unread or differences(report, draft)))


def _file(report: Report, by: User) -> ReportVersion:
    last = report.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    report.status = ReportStatus.SUBMITTED
    report.submitted_at = filed_moment(report.paper_received_on)
    report.submitted_by = report.updated_by = by
    report.revision += 1
    sign(report, by=by, why=_("Nộp lần %(number)s") % {"number": number})
    report.save()
    name_partners(report=report, by=by)
    return ReportVersion.objects.create(
        report=report,
        number=number,
        content=snapshot(report),
        submitted_at=report.submitted_at,
        submitted_by=by,
        paper_signer=report.paper_signer,
        outcome=ReviewOutcome.PENDING,
    )


def _filed(report: Report) -> str:
    facts = {"who": report.submitted_by, "when": formats.date_time(report.submitted_at)}
    if report.status == ReportStatus.ACCEPTED:
        message = _("Đã được duyệt (%(who)s nộp lúc %(when)s) nên không sửa được. Muốn sửa, đề nghị văn phòng mở lại.")
    else:
        message = _(
            "Đã nộp (%(who)s nộp lúc %(when)s), đang chờ duyệt nên không sửa được. Muốn sửa, đề nghị văn phòng trả lại."
        )
    return message % facts


def _waived() -> str:
    return _("Đơn vị được miễn kỳ này, không phải nộp.")


def _closed(obligation: Obligation) -> str:
    message = _("%(period)s đã đóng biểu nên không nhập được nữa. Xin liên hệ cơ quan thường trực để mở lại.")
    return message % {"period": obligation.period}

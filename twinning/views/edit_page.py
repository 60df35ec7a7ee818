"""What stands on the page where a plan or report is written; shared by opening, saving, filing and uploading."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kontum04.core import clock
from kontum04.core.problems import Problem
from twinning.choices import ReviewOutcome
from twinning.forms.evidence import EvidenceForm
from twinning.forms.plan import PlanSheet
from twinning.forms.report import ReportSheet
from twinning.forms.rows import put_beside
from twinning.models import Obligation, Report
from twinning.services.checks import warnings
from twinning.services.filing import Stale
from twinning.services.plan_copy import last_plan_items

Sheet = PlanSheet | ReportSheet


def get_report(request: HttpRequest, programme: str, year: int, pk: int) -> Report:
    """The report of that year if the person may see it, else 404."""
    period = "obligation__period__programme_year"
    reports = Report.objects.visible_to(request.user).filter(
        **{f"{period}__programme__code": programme, f"{period}__year": year}
    )
    related = ("obligation__unit", f"{period}__programme", "submitted_by", "updated_by")
    return get_object_or_404(reports.select_related(*related), pk=pk)


def report_url(name: str, report: Report, **kwargs: Any) -> str:
    """Address of a page of the report."""
    year = report.obligation.period.programme_year
    return reverse(name, kwargs={"programme": year.programme.code, "year": year.year, "pk": report.pk, **kwargs})


def sheet_of(report: Report, *, by, data: Any = None) -> Sheet:
    """The forms of the report, filled from what is stored or from what was sent."""
    kind = PlanSheet if report.obligation.period.is_plan else ReportSheet
    return kind(report, by=by, data=data)


def posted_revision(request: HttpRequest) -> int | None:
    """The revision the page was opened at; None when it was not sent or is no number."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def edit_page(
    request: HttpRequest,
    report: Report,
    sheet: Sheet,
    *,
    problems: list[Problem] = (),
    stale: Stale | None = None,
    evidence_form: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the person's own text whether it was stored or not."""
    put_beside(sheet.row_forms(), problems)
    obligation = obligation_with_dates(report)
    context = {
        "report": report,
        "obligation": obligation,
        "programme_year": report.obligation.period.programme_year,
        "days_left": days_left(obligation),
        "sheet": sheet,
        "revision": stale.report.revision if stale else report.revision,
        "problems": [problem for problem in problems if problem.severity == "error"],
        "warnings": warnings(report, {}, by=request.user),
        "stale": stale,
        "returned": last_return(report),
        "evidence": evidence_rows(report, may_delete=True),
        "evidence_form": evidence_form or EvidenceForm(communes=sheet.communes),
        "may_copy": may_copy(report),
        "no_classified": "no_classified" in request.POST,
        "unsaved": bool(problems or stale),
    }
    return render(request, sheet.template_name, context, status=status)


def obligation_with_dates(report: Report) -> Obligation:
    """The report's obligation with its due date in force and how late it is."""
    return Obligation.objects.with_state().with_timeliness().get(pk=report.obligation_id)


def days_left(obligation: Obligation) -> int:
    """Days until the due date in force; negative when late, counted no further than the year's cut-off."""
    return -obligation.days_late.days or max((obligation.effective_due_on - clock.today()).days, 0)


def last_return(report: Report):
    """The round that was sent back and now waits for correction; None when nothing was."""
    last = report.versions.select_related("reviewed_by").last()
    sent_back = last is not None and last.outcome in (ReviewOutcome.RETURNED, ReviewOutcome.REOPENED)
    return last if sent_back and report.is_editable else None


def may_copy(report: Report) -> bool:
    """Whether last year's plan can fill this empty one."""
    return report.obligation.period.is_plan and not report.items.exists() and bool(last_plan_items(report))


def evidence_rows(report: Report, *, may_delete: bool) -> list[dict[str, Any]]:
    """The files of the report for components/file_list.html."""
    rows = []
    for file in report.evidence.select_related("commune"):
        note = " · ".join(str(part) for part in (file.title, file.commune) if part)
        row = {"name": file.original_name, "size": file.size, "note": note}
        row["url"] = report_url("evidence-download", report, pk=file.pk)
        if may_delete:
            row["delete_url"] = report_url("evidence-delete", report, pk=file.pk)
        rows.append(row)
    return rows

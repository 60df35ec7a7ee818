"""The buttons of a review: accept, send back, open again. From the review they lead on to the next report."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum04.core.access import roles_required
from kontum04.core.problems import Problem, Problems
from twinning import workflow
from twinning.choices import ReportStatus
from twinning.figures.beside import form_sections
from twinning.models import Report
from twinning.services import review

from .edit_page import get_report, report_url
from .review import review_context, waiting


def _decision(action: str, decide: Callable[[HttpRequest, Report, int], Report]) -> Callable[..., HttpResponse]:
    """A button of the panel. Refused, the page shows the report as it is by now, with what was typed."""

    @require_POST
    @roles_required(workflow.transition(action).roles)
    def view(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        report = get_report(request, programme, year, pk)
        try:
            decided = decide(request, report, _revision(request))
        except Problems as refusal:
            return refused(request, report, refusal.problems)
        words = {"report": report, "state": ReportStatus(decided.status).label}
        messages.success(request, _("%(report)s: %(state)s.") % words)
        return after_decision(request, decided)

    return view


def refused(request: HttpRequest, report: Report, problems: list[Problem]) -> HttpResponse:
    report = get_report(request, **request.resolver_match.kwargs)  # as it stands by now
    context = review_context(request, report) | {"problems": problems}
    return render(request, "twinning/review.html", context, status=422)


def after_decision(request: HttpRequest, report: Report) -> HttpResponse:
    """From the review on to the next report, from the report's own page back to it."""
    if request.POST.get("then") != "next":
        return redirect(report_url("report-detail", report))
    year = report.obligation.period.programme_year
    queue = waiting(year.programme, year.year, request.user)
    reports = queue.values_list("report", flat=True)
    following = reports.filter(report__submitted_at__gte=report.submitted_at).first() or reports.first()
    if following is None:
        return redirect("review-queue", programme=year.programme.code, year=year.year)
    return redirect(report_url("review-report", report, pk=following))


def _revision(request: HttpRequest) -> int:
    """The revision the person read; one that cannot be read counts as stale."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _accept(request: HttpRequest, report: Report, revision: int) -> Report:
    return review.accept(report=report, by=request.user, revision=revision)


def _return(request: HttpRequest, report: Report, revision: int) -> Report:
    sections = [(str(section), request.POST.get(f"section-{section.pk}", "")) for section in form_sections(report)]
    reason = request.POST.get("reason", "")
    return review.return_report(report=report, by=request.user, revision=revision, reason=reason, sections=sections)


def _reopen(request: HttpRequest, report: Report, revision: int) -> Report:
    return review.reopen(report=report, by=request.user, revision=revision, reason=request.POST.get("reason", ""))


urls = [
    path("reports/<int:pk>/accept", _decision("accept", _accept), name="report-accept"),
    path("reports/<int:pk>/return", _decision("return", _return), name="report-return"),
    path("reports/<int:pk>/reopen", _decision("reopen", _reopen), name="report-reopen"),
]

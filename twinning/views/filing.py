"""Writing and filing a plan or report: begin, edit, save as it is typed, copy last year's plan, file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, roles_required
from kontum04.core.problems import Problem, Problems
from kontum04.core.refusals import say
from twinning.models import Obligation, Report
from twinning.services.checks import warnings
from twinning.services.filing import Locked, Stale, require_editable, save_draft, start_report, submit_report
from twinning.services.plan_copy import copy_last_plan

from .edit_page import edit_page, get_report, posted_revision, report_url, sheet_of

WRITERS = OFFICE_STAFF | {Role.UNIT}
"""Who writes a unit's papers: the unit, and the office for a unit that sent paper."""


@require_POST
@roles_required(WRITERS)
def begin(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    """Begin the report of an obligation, or go on with the one that was begun."""
    owed = Obligation.objects.visible_to(request.user).filter(
        period__programme_year__programme__code=programme, period__programme_year__year=year
    )
    obligation = get_object_or_404(owed, pk=pk)
    try:
        report = start_report(obligation=obligation, by=request.user)
    except Problems as refusal:
        say(request, refusal)
        return redirect(reverse("obligation-list", kwargs={"programme": programme, "year": year}))
    return redirect(report_url("report-edit", report))


class EditReport(RoleRequiredMixin, View):
    """The page of the draft. Its own POST saves without scripts; with them the page saves itself (`save`)."""

    roles = WRITERS

    def get(self, request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        report = get_report(request, programme, year, pk)
        try:
            require_editable(report)
        except Locked as refusal:
            return locked_page(request, report, refusal)
        return edit_page(request, report, sheet_of(report, by=request.user))

    def post(self, request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        report = get_report(request, programme, year, pk)
        sheet = sheet_of(report, by=request.user, data=request.POST)
        try:
            saved = save_draft(report=report, by=request.user, revision=posted_revision(request), draft=sheet.draft())
        except Stale as stale:
            return edit_page(request, report, sheet, stale=stale, status=409)
        except Locked as refusal:
            return edit_page(request, report, sheet, problems=refusal.problems, status=409)
        if saved.problems:
            messages.warning(request, _("Đã lưu bản soạn, trừ những chỗ dưới đây."))
            return edit_page(request, saved.report, sheet, problems=saved.problems)
        messages.success(
            request, _("Đã lưu bản soạn lúc %(time)s.") % {"time": formats.date_time(saved.report.updated_at)}
        )
        return redirect(report_url("report-edit", report))


@require_POST
@roles_required(WRITERS)
def save(request: HttpRequest, programme: str, year: int, pk: int) -> JsonResponse:
    """Save the page as it is being typed. `problems` could not be stored, `doubts` are worth a second look; see
    static/js/autosave.js and filing.js for how the answer is read."""
    report = get_report(request, programme, year, pk)
    draft = sheet_of(report, by=request.user, data=request.POST).draft()
    try:
        saved = save_draft(report=report, by=request.user, revision=posted_revision(request), draft=draft)
    except Stale as stale:
        return JsonResponse(conflict(stale), status=409)
    except Locked as refusal:
        return JsonResponse({"problems": [as_json(problem) for problem in refusal.problems]}, status=422)
    return JsonResponse(
        {
            "revision": saved.report.revision,
            "saved_at": formats.date_time(saved.report.updated_at),
            "problems": [as_json(problem) for problem in saved.problems],
            "doubts": [as_json(problem) for problem in warnings(saved.report, {}, by=request.user)],
        }
    )


@require_POST
@roles_required(WRITERS)
def submit(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    """File the page. Everything wrong is told at once and nothing is stored; the text stays on the page."""
    report = get_report(request, programme, year, pk)
    sheet = sheet_of(report, by=request.user, data=request.POST)
    try:
        version = submit_report(
            report=report,
            by=request.user,
            draft=sheet.draft(),
            revision=posted_revision(request),
            no_classified="no_classified" in request.POST,
        )
    except Stale as stale:
        return edit_page(request, report, sheet, stale=stale, status=409)
    except Locked as refusal:
        return edit_page(request, report, sheet, problems=refusal.problems, status=409)
    except Problems as refusal:
        return edit_page(request, report, sheet, problems=refusal.problems, status=422)
    facts = {"period": report.obligation.period, "number": version.number}
    messages.success(request, _("Đã nộp %(period)s, lần %(number)s.") % facts)
    return redirect(report_url("report-detail", report))


@require_POST
@roles_required(WRITERS)
def copy_plan(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    """Fill an empty plan with last year's items."""
    report = get_report(request, programme, year, pk)
    try:
        copied = copy_last_plan(report=report, by=request.user)
    except Problems as refusal:
        say(request, refusal)
        return redirect(report_url("report-detail" if isinstance(refusal, Locked) else "report-edit", report))
    messages.success(request, _("Đã chép %(count)s việc từ kế hoạch năm trước.") % {"count": copied.count})
    if copied.left_behind:
        message = _("Bỏ lại %(count)s việc của xã không còn kết nghĩa.")
        messages.warning(request, message % {"count": copied.left_behind})
    return redirect(report_url("report-edit", report))


def locked_page(request: HttpRequest, report: Report, refusal: Locked) -> HttpResponse:
    """Why the report cannot be edited now, and where to read it."""
    context = {
        "report": report,
        "programme_year": report.obligation.period.programme_year,
        "problems": refusal.problems,
        "detail_url": report_url("report-detail", report),
    }
    return render(request, "twinning/report_locked.html", context, status=409)


def as_json(problem: Problem) -> dict[str, str]:
    """A problem as autosave.js lists it."""
    return {
        "label": problem.label,
        "message": problem.message,
        "href": problem.href,
        "field": problem.field,
        "severity": problem.severity,
    }


def conflict(stale: Stale) -> dict[str, object]:
    """Who saved meanwhile, when, and what differs."""
    fields = {each.name: {"label": each.label, "theirs": each.theirs} for each in stale.differences}
    return {"who": stale.who, "at": stale.at, "revision": stale.report.revision, "fields": fields}


urls = [
    path("obligations/<int:pk>/begin", begin, name="obligation-begin"),
    path("reports/<int:pk>/edit/", EditReport.as_view(), name="report-edit"),
    path("reports/<int:pk>/save", save, name="report-save"),
    path("reports/<int:pk>/submit", submit, name="report-submit"),
    path("reports/<int:pk>/copy", copy_plan, name="plan-copy"),
]

"""Files of a report: sent up with the draft, read by whoever may see the report, taken off while it can be edited."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET, require_POST

from kontum04.core.access import EVERYONE, RoleRequiredMixin, roles_required
from kontum04.core.problems import Problem, Problems
from kontum04.core.refusals import say
from twinning.forms.evidence import EvidenceForm
from twinning.models import Evidence
from twinning.services.evidence import add_evidence, remove_evidence
from twinning.services.filing import Locked, Stale, save_draft

from .edit_page import edit_page, get_report, posted_revision, report_url, sheet_of
from .filing import WRITERS


@require_POST
@roles_required(WRITERS)
def upload(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
    """Keep the draft and the file. A refused file is told; the text that came with it is kept all the same."""
    report = get_report(request, programme, year, pk)
    sheet = sheet_of(report, by=request.user, data=request.POST)
    form = EvidenceForm(request.POST, request.FILES, communes=sheet.communes)
    try:
        saved = save_draft(report=report, by=request.user, revision=posted_revision(request), draft=sheet.draft())
        problems = [*saved.problems, *_store(form, saved.report, request)]
    except Stale as stale:
        return edit_page(request, report, sheet, stale=stale, evidence_form=form, status=409)
    except Locked as refusal:
        return edit_page(request, report, sheet, problems=refusal.problems, evidence_form=form, status=409)
    if problems:
        return edit_page(request, saved.report, sheet, problems=problems, evidence_form=form, status=422)
    messages.success(request, _("Đã tải tệp lên."))
    return redirect(report_url("report-edit", report) + "#evidence")


def _store(form: EvidenceForm, report, request: HttpRequest) -> list[Problem]:
    """Keep the file; what is wrong with it otherwise."""
    if not form.is_valid():
        return [
            Problem(_("Tệp minh chứng"), message, form[name].auto_id)
            for name, errors in form.errors.items()
            for message in errors
        ]
    values = form.cleaned_data
    try:
        add_evidence(
            report=report,
            by=request.user,
            file=values["file"],
            checked=form.checked,
            title=values["title"],
            commune=values["commune"],
        )
    except Locked:
        raise
    except Problems as refusal:
        return refusal.problems
    return []


def get_evidence(request: HttpRequest, programme: str, year: int, pk: int) -> Evidence:
    """The file of that year if the person may see it, else 404."""
    period = "report__obligation__period__programme_year"
    visible = Evidence.objects.visible_to(request.user).filter(
        **{f"{period}__programme__code": programme, f"{period}__year": year}
    )
    return get_object_or_404(visible.select_related("report"), pk=pk)


@require_GET
@roles_required(EVERYONE)
def download(request: HttpRequest, programme: str, year: int, pk: int) -> FileResponse:
    """The file itself, always as a download and never guessed at: what people upload is not run in our pages."""
    evidence = get_evidence(request, programme, year, pk)
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.original_name,
        content_type=evidence.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class DeleteEvidence(RoleRequiredMixin, View):
    """Asks, then takes the file off."""

    roles = WRITERS

    def get(self, request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        evidence = get_evidence(request, programme, year, pk)
        context = {
            "title": _("Gỡ tệp này khỏi báo cáo?"),
            "text": _("Các lần đã nộp vẫn ghi là có tệp này."),
            "facts": [
                {"label": _("Tệp"), "value": evidence.original_name},
                {"label": _("Nội dung"), "value": evidence.title or "–"},
            ],
            "submit_label": _("Gỡ tệp"),
            "cancel_url": report_url("report-edit", evidence.report) + "#evidence",
        }
        return render(request, "generic/confirm.html", context)

    def post(self, request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        evidence = get_evidence(request, programme, year, pk)
        report = evidence.report
        try:
            remove_evidence(evidence=evidence, by=request.user)
        except Locked as refusal:
            say(request, refusal)
            return redirect(report_url("report-detail", report))
        messages.success(request, _("Đã gỡ tệp."))
        return redirect(report_url("report-edit", report) + "#evidence")


urls = [
    path("reports/<int:pk>/evidence/", upload, name="evidence-upload"),
    path("evidence/<int:pk>/", download, name="evidence-download"),
    path("evidence/<int:pk>/delete", DeleteEvidence.as_view(), name="evidence-delete"),
]

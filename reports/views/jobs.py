"""Documents made in the background: asking for them, watching them, fetching the file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from communes.models import ProgrammeYear
from communes.yearly import get_programme_year
from kontum04.core import formats
from kontum04.core.access import EVERYONE, may, roles_required
from reports import jobs
from reports.choices import Bundle
from reports.documents.library import KINDS
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.output import FORMATS
from reports.jobs.batches import orders_for_all, subject_of
from reports.jobs.names import ascii_name, document_title
from reports.jobs.start import start_again
from reports.models import DocumentJob
from reports.services.reading import log_draft
from reports.views.ordering import asked_order

KEPT_ON_PAGE = 5
STOP_ASKING = 286
"""What ends the questions of htmx: it shows the answer and asks no more."""


@require_POST
@roles_required(EVERYONE)
def job_start(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Make one document, or one for everybody it may be about, as posted: kind, file_format, bundle, subject."""
    programme_year = get_programme_year(programme, year)
    kind = KINDS.get(request.POST.get("kind", ""))
    file_format, bundle = request.POST.get("file_format", "pdf"), request.POST.get("bundle", Bundle.ZIP)
    if kind is None or file_format not in FORMATS or bundle not in Bundle.values:
        raise Http404
    if bundle == Bundle.PDF and file_format != "pdf":
        raise Http404
    if not may(request.user, kind.roles):
        raise PermissionDenied
    orders = _orders(request, kind, programme_year)
    if not orders:
        messages.info(request, _("Không có văn bản nào cần làm: %(kind)s.") % {"kind": kind.title})
        return redirect("document-list", programme=programme, year=year)
    title = _title(kind, orders)
    job = jobs.start(orders, title=title, file_format=file_format, by=request.user, bundle=bundle)
    return _to_page(job)


def _orders(request: HttpRequest, kind: DocumentKind, programme_year: ProgrammeYear) -> list[DocumentOrder]:
    """The order for the subject that was named; where the kind needs one and none was, those for all in scope."""
    subject = subject_of(kind)
    if subject and subject not in request.POST:
        return orders_for_all(kind, programme_year, request.user)
    return [asked_order(kind, programme_year, request.POST, request.user)]


def _title(kind: DocumentKind, orders: list[DocumentOrder]) -> str:
    year = orders[0].programme_year.year
    if len(orders) == 1:
        return _("%(document)s (năm %(year)s)") % {"document": document_title(orders[0]), "year": year}
    return _("%(kind)s (%(count)s văn bản, năm %(year)s)") % {
        "kind": kind.title,
        "count": formats.number(len(orders)),
        "year": year,
    }


@never_cache
@require_GET
@roles_required(EVERYONE)
def job_detail(request: HttpRequest, programme: str, year: int, key: str) -> HttpResponse:
    """How far a job is. The page asks again by itself until it has ended; without scripts it loads itself anew."""
    job = _own(request, programme, year, key)
    context = {"job": job, "programme_year": job.programme_year}
    if not request.htmx:
        return render(request, "reports/job_detail.html", context)
    return render(request, "reports/_job.html", context, status=200 if job.is_open else STOP_ASKING)


@never_cache
@require_GET
@roles_required(EVERYONE)
def job_file(request: HttpRequest, programme: str, year: int, key: str) -> FileResponse:
    """What the job made; 404 as long as there is nothing, and after it was cleaned away."""
    job = _own(request, programme, year, key)
    if not job.result or not job.result.storage.exists(job.result.name):
        raise Http404
    name = f"{ascii_name(job.title)}.{job.result.name.rpartition('.')[2]}"
    response = FileResponse(job.result.open(), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    log_draft(job.title, by=request.user, file_format=job.result.name.rpartition(".")[2])
    return response


@require_POST
@roles_required(EVERYONE)
def job_again(request: HttpRequest, programme: str, year: int, key: str) -> HttpResponse:
    """Make a failed job anew."""
    job = _own(request, programme, year, key)
    start_again(job)
    return _to_page(job)


def own_jobs(request: HttpRequest, programme_year: ProgrammeYear) -> list[DocumentJob]:
    """The newest jobs of the person, for the list of documents."""
    jobs_of_year = DocumentJob.objects.visible_to(request.user).filter(programme_year=programme_year)
    return list(jobs_of_year.defer("orders")[:KEPT_ON_PAGE])


def _own(request: HttpRequest, programme: str, year: int, key: str) -> DocumentJob:
    found = DocumentJob.objects.visible_to(request.user).select_related("programme_year__programme")
    return get_object_or_404(found, key=key, programme_year__programme__code=programme, programme_year__year=year)


def _to_page(job: DocumentJob) -> HttpResponse:
    programme_year = job.programme_year
    return redirect("job-detail", programme=programme_year.programme.code, year=programme_year.year, key=job.key)


urls = [
    path("documents/jobs/start", job_start, name="job-start"),
    path("documents/jobs/<uuid:key>/", job_detail, name="job-detail"),
    path("documents/jobs/<uuid:key>/file", job_file, name="job-file"),
    path("documents/jobs/<uuid:key>/again", job_again, name="job-again"),
]

"""One issued document: its page, its files, and the way to the one that replaces it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import formats
from kontum04.core.access import EVERYONE, may, roles_required
from kontum04.core.downloads import file_response
from kontum04.core.problems import Problems
from kontum04.core.refusals import say
from kontum04.core.text import fold
from reports.choices import ReadKind
from reports.documents.output import FORMATS
from reports.documents.verification import spelled
from reports.issued_tables import ReadTable, kind_title
from reports.models import IssuedDocument, IssuedFile
from reports.services.archive import DamagedFileError, issued_bytes
from reports.services.composing import begin_correction
from reports.services.issuing import ISSUERS
from reports.services.papers import SNAPSHOT
from reports.services.reading import log_read
from reports.views.compositions import composition_url
from reports.views.ordering import NUMBERS

CONTENT_TYPES = {name: each.content_type for name, each in FORMATS.items()} | {SNAPSHOT: "application/json"}
ORDER = ("pdf", "docx", "xlsx", SNAPSHOT)
LATEST_READS = 20
NAMING = ("document__reference", "document__title", "document__dated_on")


def get_issued(request: HttpRequest, pk: int) -> IssuedDocument:
    """An issued document the person may read; 404 for every other."""
    related = ("programme_year__programme", "series", "issued_by", "corrects", "corrected_by", "composition")
    rows = IssuedDocument.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows.defer("snapshot", "corrects__snapshot", "corrected_by__snapshot"), pk=pk)


def get_file(request: HttpRequest, pk: int, file_format: str) -> IssuedFile:
    """One file of such a document, by one narrow query: a download reads nothing of it but what it prints."""
    readable = IssuedDocument.objects.visible_to(request.user).filter(pk=pk)
    rows = IssuedFile.objects.filter(document__in=readable, file_format=file_format).select_related("document")
    return get_object_or_404(rows.only("content", "sha256", "file_format", *NAMING))


@require_GET
@roles_required(EVERYONE)
def issued_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One issued document: what it is, its files with their hashes, what replaced it."""
    document = get_issued(request, pk)
    is_office = may(request.user, OFFICE_STAFF)
    later = getattr(document, "corrected_by", None)
    reads = document.reads.select_related("user")[:LATEST_READS] if is_office else None
    context = {
        "title": document.reference,
        "document": document,
        "programme_year": document.programme_year,
        "facts": _facts(document),
        "rows": sorted(document.files.all(), key=lambda file: ORDER.index(file.file_format)),
        "later": later,
        "can_correct": is_office and later is None,
        "correct_url": _correct_url(document),
        "reads": ReadTable(reads, exclude=("subject",), orderable=False) if is_office else None,
    }
    response = render(request, "reports/issued_detail.html", context)
    log_read(document, by=request.user, kind=ReadKind.READ)
    return response


def _facts(document: IssuedDocument) -> list[dict]:
    unsigned = _("Không ký số (cổng chưa có chứng thư số lúc ban hành)")
    facts = [
        {"label": _("Ngày văn bản"), "value": formats.date(document.dated_on)},
        {"label": _("Loại"), "value": kind_title(document.kind)},
        {"label": _("Chương trình, năm"), "value": str(document.programme_year)},
        {"label": _("Cơ quan ban hành"), "value": document.series.issuer},
        {"label": _("Sổ số"), "value": str(document.series)},
        {"label": _("Bản"), "value": formats.number(document.version)},
        {"label": _("Người ban hành"), "value": f"{document.issued_by}, {formats.date_time(document.issued_at)}"},
        {"label": _("Chữ ký số"), "value": document.signature or unsigned},
        {"label": _("Mã kiểm tra"), "value": spelled(document.code),
         "href": reverse("verify-code", kwargs={"code": document.code})},
    ]  # fmt: skip
    if document.corrects:
        older = {"label": _("Thay, đính chính"), "value": str(document.corrects)}
        facts.append(older | {"href": reverse("issued-detail", kwargs={"pk": document.corrects.pk})})
    return facts


def _correct_url(document: IssuedDocument) -> str:
    """Where a document that needed no composing is issued anew, about the same subject."""
    year = document.programme_year
    kwargs = {"programme": year.programme.code, "year": year.year, "kind": document.kind}
    asked = {name: given for name, given in document.params.items() if name in NUMBERS}
    return reverse("document-issue", kwargs=kwargs) + "?" + urlencode(asked | {"corrects": document.pk})


@require_POST
@roles_required(ISSUERS)
def issued_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the document that replaces a composed one."""
    document = get_issued(request, pk)
    try:
        composition = begin_correction(issued=document, by=request.user)
    except Problems as refusal:
        say(request, refusal)
        return redirect("issued-detail", pk=pk)
    return redirect(composition_url("composition-detail", composition))


@require_GET
@roles_required(EVERYONE)
def issued_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The bytes that were issued; the reading is logged."""
    file = get_file(request, pk, file_format)
    try:
        content = issued_bytes(file)
    except DamagedFileError as damage:
        context = {"title": _("Không mở được tệp"), "message": str(damage)}
        return render(request, "reports/issued_damaged.html", context, status=500)
    log_read(file.document, by=request.user, kind=ReadKind.DOWNLOADED, file_format=file_format)
    response = file_response(content, filename=filename_of(file), content_type=CONTENT_TYPES[file_format])
    response["ETag"] = etag = f'"{file.sha256}"'
    return get_conditional_response(request, etag=etag, response=response)


def filename_of(file: IssuedFile) -> str:
    """“05-bc-bcd-2019-01-02.pdf”."""
    document = file.document
    return f"{slugify(fold(document.reference.replace('/', '-')))}-{document.dated_on.isoformat()}.{file.file_format}"


urls = [
    path("issued/<int:pk>/", issued_detail, name="issued-detail"),
    path("issued/<int:pk>/correct", issued_correct, name="issued-correct"),
    path("issued/<int:pk>.<slug:file_format>", issued_file, name="issued-file"),
]

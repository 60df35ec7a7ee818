"""The archive: what was issued, each document with its files, and who read what."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import formats
from kontum04.core.access import EVERYONE, may, roles_required
from kontum04.core.downloads import file_response
from kontum04.core.text import fold
from kontum04.core.views import ListPage
from reports.choices import ReadKind
from reports.documents.output import FORMATS
from reports.documents.verification import spelled
from reports.issued_tables import IssuedFilter, IssuedTable, ReadFilter, ReadTable, kind_title
from reports.models import DocumentRead, IssuedDocument, IssuedFile
from reports.services.archive import DamagedFileError, issued_bytes
from reports.services.papers import SNAPSHOT
from reports.services.reading import log_read

CONTENT_TYPES = {name: each.content_type for name, each in FORMATS.items()} | {SNAPSHOT: "application/json"}
LATEST_READS = 20


class IssuedList(ListPage):
    """What was issued, of all years, the newest first: the leadership's archive."""

    model = IssuedDocument
    table_class = IssuedTable
    filterset_class = IssuedFilter
    roles = EVERYONE
    heading = gettext_lazy("Văn bản đã ban hành")
    count_label = gettext_lazy("{count} văn bản")
    empty_title = gettext_lazy("Chưa có văn bản nào được ban hành cho bạn xem")

    def get_queryset(self):
        related = ("programme_year", "corrected_by")
        return super().get_queryset().select_related(*related).defer("snapshot", "corrected_by__snapshot")

    def get_main_action(self) -> dict | None:
        if not may(self.request.user, OFFICE_STAFF):
            return None
        return {"label": _("Lượt xem, tải"), "url": reverse("document-reads"), "icon": "eye"}


class ReadList(ListPage):
    """Who read, downloaded or verified what, and when; for the office."""

    model = DocumentRead
    table_class = ReadTable
    filterset_class = ReadFilter
    roles = OFFICE_STAFF
    heading = gettext_lazy("Lượt xem, tải văn bản")
    count_label = gettext_lazy("{count} lượt")
    empty_title = gettext_lazy("Chưa có lượt xem nào")

    def get_queryset(self):
        return super().get_queryset().select_related("user")


def get_issued(request: HttpRequest, pk: int) -> IssuedDocument:
    """An issued document the person may read; 404 for every other."""
    related = ("programme_year__programme", "series", "issued_by", "corrects", "corrected_by", "composition")
    rows = IssuedDocument.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows.defer("snapshot", "corrects__snapshot", "corrected_by__snapshot"), pk=pk)


@require_GET
@roles_required(EVERYONE)
def issued_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One issued document: what it is, its files with their hashes, what replaced it."""
    document = get_issued(request, pk)
    is_office = may(request.user, OFFICE_STAFF)
    reads = document.reads.select_related("user")[:LATEST_READS] if is_office else None
    context = {
        "title": document.reference,
        "document": document,
        "programme_year": document.programme_year,
        "facts": _facts(document),
        "rows": document.files.order_by("-file_format"),
        "later": getattr(document, "corrected_by", None),
        "is_office": is_office,
        "reads": ReadTable(reads, exclude=("subject",), orderable=False) if is_office else None,
    }
    response = render(request, "reports/issued_detail.html", context)
    log_read(document, by=request.user, kind=ReadKind.READ)
    return response


def _facts(document: IssuedDocument) -> list[dict]:
    unsigned = _("Không ký số (cổng chưa có chứng thư số lúc ban hành)")
    facts = [
        {"label": _("Tên văn bản"), "value": document.title},
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


@require_GET
@roles_required(EVERYONE)
def issued_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The bytes that were issued; the reading is logged."""
    document = get_issued(request, pk)
    file = document.files.filter(file_format=file_format).first()
    if file is None or file_format not in CONTENT_TYPES:
        raise Http404
    try:
        content = issued_bytes(file)
    except DamagedFileError as damage:
        context = {"title": _("Không mở được tệp"), "message": str(damage)}
        return render(request, "reports/issued_damaged.html", context, status=500)
    log_read(document, by=request.user, kind=ReadKind.DOWNLOADED, file_format=file_format)
    response = file_response(content, filename=filename_of(file), content_type=CONTENT_TYPES[file_format])
    response["ETag"] = etag = f'"{file.sha256}"'
    return get_conditional_response(request, etag=etag, response=response)


def filename_of(file: IssuedFile) -> str:
    """“05-bc-bcd-2019-01-02.pdf”."""
    document = file.document
    return f"{slugify(fold(document.reference.replace('/', '-')))}-{document.dated_on.isoformat()}.{file.file_format}"


urls = [
    path("issued/", IssuedList.as_view(), name="issued-list"),
    path("issued/reads/", ReadList.as_view(), name="document-reads"),
    path("issued/<int:pk>/", issued_detail, name="issued-detail"),
    path("issued/<int:pk>.<slug:file_format>", issued_file, name="issued-file"),
]

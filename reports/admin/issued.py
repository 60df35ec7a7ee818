"""Issued documents and the log of readings, only to be read; terms and the openings of series, to be kept by staff."""

from django.contrib import admin
from django.http import HttpRequest

from kontum04.core.admin import PortalAdmin, ReadOnlyAdmin, ReadOnlyInline, TrackedAdmin
from reports.models import DocumentRead, IssuedDocument, IssuedFile, NumberSeries, PartyTerm


@admin.register(PartyTerm)
class PartyTermAdmin(TrackedAdmin):
    list_display = ["name", "programme", "starts_on", "ends_on"]
    list_filter = ["programme"]
    list_select_related = ["programme"]


@admin.register(NumberSeries)
class NumberSeriesAdmin(PortalAdmin):
    """A series may be opened at the last number given on paper; from then on only issuing moves it."""

    list_display = ["issuer", "doc_type", "term", "last_number"]
    list_filter = ["doc_type", "term"]

    def has_change_permission(self, request: HttpRequest, obj: NumberSeries | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: NumberSeries | None = None) -> bool:
        return False


class IssuedFileInline(ReadOnlyInline):
    model = IssuedFile
    fields = ["file_format", "sha256", "size"]


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyAdmin):
    list_display = ["reference", "dated_on", "title", "version", "issued_by", "issued_at"]
    list_filter = ["programme_year__programme", "programme_year__year", "kind"]
    list_select_related = ["issued_by"]
    search_fields = ["search_key"]
    exclude = ["snapshot", "params"]
    inlines = [IssuedFileInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).defer("snapshot")


@admin.register(DocumentRead)
class DocumentReadAdmin(ReadOnlyAdmin):
    list_display = ["at", "user", "kind", "subject", "file_format"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["search_key"]

"""A document of a year as a file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from communes.yearly import get_programme_year
from kontum04.core.access import may
from kontum04.core.downloads import file_response
from reports.documents.library import KINDS, render_document
from reports.documents.orders import NothingToSayError
from reports.documents.output import FORMATS
from reports.services.reading import log_order
from reports.views.ordering import NUMBERS, asked_order


@require_GET
def document_file(request: HttpRequest, programme: str, year: int, kind: str, file_format: str) -> HttpResponse:
    """The document as a file, within the reader's scope. What it is about stands in the query: `?commune=12`.

    A long one is made by a background job, which only a post may start: the answer is a page with the button. Where
    there is nothing to write, a page says why (404)."""
    programme_year = get_programme_year(programme, year)
    if kind not in KINDS or file_format not in FORMATS:
        raise Http404
    asked = KINDS[kind]
    if not may(request.user, asked.roles):
        raise PermissionDenied
    order = asked_order(asked, programme_year, request.GET, request.user)
    if asked.is_long:
        given = {name: request.GET[name] for name in NUMBERS if name in request.GET}
        context = {"kind": asked, "file_format": file_format, "given": given, "programme_year": programme_year}
        return render(request, "reports/document_start.html", context)
    try:
        content = render_document(order, request.user, file_format)
    except NothingToSayError as nothing:
        context = {"kind": asked, "reason": str(nothing), "programme_year": programme_year}
        return render(request, "reports/document_nothing.html", context, status=404)
    log_order(order, by=request.user, file_format=file_format)
    filename = f"{kind}-{programme}-{year}.{file_format}"
    return file_response(content, filename=filename, content_type=FORMATS[file_format].content_type)

"""Documents of a year: what there is, and the PDF itself."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from communes.yearly import YearMixin, get_programme_year
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.downloads import file_response
from reports.access import READERS
from reports.documents.library import KINDS, render_document
from reports.documents.output import FORMATS
from reports.views.jobs import own_jobs
from reports.views.ordering import NUMBERS, asked_order


class DocumentList(YearMixin, RoleRequiredMixin, TemplateView):
    """What can be downloaded for the year."""

    roles = READERS
    template_name = "reports/document_list.html"

    def get_context_data(self, **kwargs) -> dict:
        shelf = [
            (self.year_url("document-file", kind=kind.code, file_format="pdf"), kind.title, kind.about)
            for kind in KINDS.values()
            if may(self.request.user, kind.roles) and not kind.needs
        ]
        return super().get_context_data(**kwargs) | {
            "shelf": shelf,
            "jobs": own_jobs(self.request, self.programme_year),
        }


@require_GET
def document_file(request: HttpRequest, programme: str, year: int, kind: str, file_format: str) -> HttpResponse:
    """The document as a file, within the reader's scope. What it is about stands in the query: `?commune=12`.

    A long one is made by a background job, which only a post may start: the answer is a page with the button."""
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
    content = render_document(order, request.user, file_format)
    filename = f"{kind}-{programme}-{year}.{file_format}"
    return file_response(content, filename=filename, content_type=FORMATS[file_format].content_type)

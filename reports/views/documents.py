"""Documents of a year: what there is, and the PDF itself."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from communes.yearly import YearMixin, get_programme_year
from kontum04.core.access import RoleRequiredMixin, roles_required
from kontum04.core.downloads import file_response
from reports.documents.library import render_document
from reports.views.access import READERS

SHELF = (
    (
        "summary-pdf",
        _("Tóm tắt 2 trang cho lãnh đạo"),
        _("Số liệu chính, biểu đồ, mục tiêu, đơn vị chậm và yếu."),
    ),
    (
        "review-pdf",
        _("Báo cáo tổng kết năm"),
        _("Dự thảo đầy đủ với Biểu 1 (đơn vị), Biểu 2 (xã) và biểu tổng hợp số liệu."),
    ),
)


class DocumentList(YearMixin, RoleRequiredMixin, TemplateView):
    """What can be downloaded for the year."""

    roles = READERS
    template_name = "reports/document_list.html"

    def get_context_data(self, **kwargs) -> dict:
        shelf = [(self.year_url(name), title, text) for name, title, text in SHELF]
        return super().get_context_data(**kwargs) | {"shelf": shelf}


@require_GET
@roles_required(READERS)
def document_pdf(request: HttpRequest, programme: str, year: int, kind: str) -> HttpResponse:
    """The PDF, within the reader's scope."""
    programme_year = get_programme_year(programme, year)
    content = render_document(kind, programme_year, request.user)
    return file_response(content, filename=f"{kind}-{programme}-{year}.pdf", content_type="application/pdf")

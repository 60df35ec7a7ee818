"""The annual review: sections composed from the year's figures, in the order of the committee's form.

Every number comes from a Figure; a missing one is said to be missing. The text is a draft the office finishes.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.annexes import annexes_of
from reports.documents.context_types import DocumentContext, Section
from reports.documents.letterhead import letterhead_of
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.parts import judgement, results, situation
from reports.documents.parts.outcomes import outcomes
from reports.documents.parts.published import published_section
from reports.documents.parts.ranked import ranking
from reports.documents.parts.weak import weak
from reports.figures.review import ReviewFigures, review_figures


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The annual review with its annexes, in the reader's scope."""
    figures = review_figures(order.programme_year, viewer)
    summary = _("tổng kết việc thực hiện %(programme)s năm %(year)s và nhiệm vụ năm %(next)s") % {
        "programme": order.programme_year.programme.short_name,
        "year": figures.year,
        "next": figures.year + 1,
    }
    return DocumentContext(
        letterhead=letterhead_of(order, doc_type="BC", summary=summary),
        sections=review_sections(figures, order.programme_year, viewer),
        annexes=annexes_of(figures, order.programme_year, viewer),
    )


def review_sections(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> tuple[Section, ...]:
    """The body of the annual review."""
    return (
        situation.opening(figures),
        situation.situation(figures),
        Section(_("KẾT QUẢ THỰC HIỆN"), 1, key="results"),
        results.steering(figures),
        results.economy(figures),
        results.welfare(figures),
        results.security(),
        situation.political_system(figures),
        results.resources(figures),
        results.cooperation(figures),
        results.requests(figures),
        judgement.targets(figures),
        Section(_("XẾP LOẠI, HẠN CHẾ, ĐƠN VỊ CÒN YẾU"), 1, key="limits"),
        *ranking(figures),
        judgement.late(figures),
        weak(figures),
        *outcomes(figures, programme_year, viewer),
        *published_section(figures.published),
        judgement.next_year(figures),
    )


KIND = DocumentKind(
    code="review",
    title=gettext_lazy("Báo cáo tổng kết năm"),
    about=gettext_lazy(
        "Dự thảo đầy đủ với Biểu 1–6 (đơn vị, xã, thôn, công trình, kiến nghị, khen thưởng và đơn vị yếu) và biểu "
        "tổng hợp số liệu."
    ),
    make=make,
    is_long=True,
)

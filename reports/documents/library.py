"""The documents a programme year can print, each composed from the same figures."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.annexes import annexes_of
from reports.documents.context_types import DocumentContext, Letterhead
from reports.documents.letterhead import letterhead_of
from reports.documents.pictures import year_charts
from reports.documents.render import document_pdf
from reports.documents.review import review_sections
from reports.documents.summary import highlights, summary_sections
from reports.figures.review import ReviewFigures, review_figures


def review_context(programme_year: ProgrammeYear, figures: ReviewFigures, _viewer: Viewer) -> DocumentContext:
    """The annual review with its annexes."""
    summary = _("tổng kết việc thực hiện %(programme)s năm %(year)s và nhiệm vụ năm %(next)s")
    return DocumentContext(
        letterhead=_letterhead(programme_year, summary),
        sections=review_sections(figures),
        annexes=annexes_of(figures),
    )


def summary_context(programme_year: ProgrammeYear, figures: ReviewFigures, viewer: Viewer) -> DocumentContext:
    """The two-page summary with charts."""
    summary = _("tóm tắt kết quả thực hiện %(programme)s năm %(year)s")
    return DocumentContext(
        letterhead=_letterhead(programme_year, summary),
        sections=summary_sections(figures),
        charts=year_charts(figures, programme_year, viewer),
        highlights=highlights(figures),
    )


def _letterhead(programme_year: ProgrammeYear, summary: str) -> Letterhead:
    words = {
        "programme": programme_year.programme.short_name,
        "year": programme_year.year,
        "next": programme_year.year + 1,
    }
    return letterhead_of(programme_year, doc_type="BC", summary=summary % words, on=programme_year.as_of)


DOCUMENTS: dict[str, Callable[..., DocumentContext]] = {"review": review_context, "summary": summary_context}


def document_context(kind: str, programme_year: ProgrammeYear, viewer: Viewer) -> DocumentContext:
    """What the document says, in the reader's scope; KeyError for an unknown kind."""
    return DOCUMENTS[kind](programme_year, review_figures(programme_year, viewer), viewer)


def render_document(kind: str, programme_year: ProgrammeYear, viewer: Viewer) -> bytes:
    """The document as PDF."""
    return document_pdf(kind, document_context(kind, programme_year, viewer))

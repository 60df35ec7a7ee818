"""The review over several years: an interim one while the programme runs, a final one at its end."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core.scoping import Viewer
from reports.documents.context_types import DocumentContext, Section
from reports.documents.letterhead import letterhead_of
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.parts.exits import exit_section
from reports.documents.parts.published import published_section
from reports.documents.span import places, results, situation
from reports.documents.span.annexes import years_annex
from reports.documents.span.pictures import span_charts
from reports.figures.span import Span, span_of


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The review from `from_year` (the programme's first, where none is given) to the order's year."""
    programme_year = order.programme_year
    first = max(order.from_year or programme_year.programme.first_year, programme_year.programme.first_year)
    span = span_of(programme_year, min(first, programme_year.year), viewer)
    letterhead = letterhead_of(order, doc_type="BC", summary=_title(span))
    is_illustrative = any(year.figures.is_illustrative for year in span.opened if year.figures)
    return DocumentContext(
        letterhead=replace(letterhead, illustrative=is_illustrative),
        sections=span_sections(span, viewer),
        annexes=(years_annex(span),),
        charts=span_charts(span),
    )


def _title(span: Span) -> str:
    words = {"programme": span.programme.short_name, "years": span.name}
    if span.is_finished:
        return _("tổng kết việc thực hiện %(programme)s, giai đoạn %(years)s") % words
    return _("sơ kết việc thực hiện %(programme)s, giai đoạn %(years)s") % words


def span_sections(span: Span, viewer: Viewer) -> tuple[Section, ...]:
    """The body of the review."""
    return (
        situation.opening(span),
        situation.situation(span),
        results.resources(span),
        results.targets(span),
        exit_section(span.programme, (span.first, span.last), viewer, heading=_("XÃ RA KHỎI DANH SÁCH")),
        places.weak_over_years(span),
        results.commended(span, places.awarded(span, viewer)),
        *published_section(span.published),
        _next(span),
    )


def _next(span: Span) -> Section:
    """What follows; the office adds what is particular to the time."""
    lines = [_("Phát huy kết quả đạt được; khắc phục hạn chế, yếu kém nêu trên, nhất là đơn vị yếu nhiều năm.")]
    if not span.is_finished:
        lines.append(_("Tập trung cho các mục tiêu chưa đạt; rà soát, đề nghị đưa xã đủ điều kiện ra khỏi danh sách."))
    lines.append(_("Bổ sung số liệu các năm còn thiếu vào cổng."))
    return Section(_("NHIỆM VỤ THỜI GIAN TỚI"), 1, bullets=tuple(lines), key="next")


KIND = DocumentKind(
    code="multi-year",
    title=gettext_lazy("Báo cáo sơ kết, tổng kết nhiều năm"),
    about=gettext_lazy("Số liệu các năm đặt cạnh nhau, số đã công bố, mục tiêu, xã ra khỏi danh sách, đơn vị yếu."),
    make=make,
    needs=frozenset({"from_year"}),
    is_long=True,
)

"""The charts of a span of years."""

from django.utils.translation import gettext as _

from communes.choices import Qualifier
from reports.documents import charts
from reports.documents.context_types import Chart
from reports.figures.span import Span


def span_charts(span: Span) -> tuple[Chart, ...]:
    """Poverty with its breaks of standard, and money by year; a chart without data is left out."""
    return tuple(chart for chart in (_poverty(span), _money(span)) if chart)


def _poverty(span: Span) -> Chart | None:
    computed, published = _("Các xã của chương trình"), _("Đã công bố")
    points = [
        charts.RatePoint(
            year.year,
            published if told.source else computed,
            float(told.figure.rounded or 0),
            year.standard.rpartition(" theo ")[2] or _("không ghi chuẩn"),
            str(Qualifier(told.qualifier).label) if told.qualifier else "",
        )
        for year, told in span.known("NG03")
    ]
    if not points:
        return None
    title = _("Tỷ lệ hộ nghèo qua các năm")
    return Chart(charts.poverty_chart(points, title=title), title)


def _money(span: Span) -> Chart | None:
    amounts = [
        charts.Amount(_("Năm %(year)s") % {"year": year.year}, int(told.figure.value))
        for year, told in span.known("help.money_total")
        if told.figure.value is not None and not told.source
    ]
    if not amounts:
        return None
    title = _("Kinh phí huy động qua các năm có số liệu")
    return Chart(charts.sources_chart(amounts, title=title), title)

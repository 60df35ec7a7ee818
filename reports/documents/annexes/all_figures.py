"""The table of all figures, so that whatever an officer adds in the admin also reaches the paper."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.documents.context_types import Annex, Column, Kind, Row
from reports.figures.review import ReviewFigures


def figures_annex(figures: ReviewFigures) -> Annex:
    """Every figure of the year, so that whatever an officer adds in the admin also reaches the paper."""
    year = figures.year
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Nhóm"), width=22),
        Column(_("Số liệu"), width=48),
        Column(_("Đơn vị tính"), width=12),
        Column(_("Năm %(year)s") % {"year": year - 1}, Kind.FIGURE, 14),
        Column(_("Năm %(year)s") % {"year": year}, Kind.FIGURE, 14),
        Column(_("Nơi có số liệu"), width=10),
        Column(_("Ghi chú"), width=26),
    )
    rows = tuple((position, *cells) for position, cells in enumerate(_figure_rows(figures), 1))
    return Annex(_("Tổng hợp số liệu năm %(year)s") % {"year": year}, _("Biểu tổng hợp"), columns, rows)


def _figure_rows(figures: ReviewFigures) -> Iterable[Row]:
    """General and help figures have no year before here: the year before is a review of its own."""
    lines = {line.figure.code: line for line in figures.indicators}
    for figure in figures.all():
        line = lines.get(figure.code)
        before = line.before if line else ""
        group = figures.group(figure.code)
        yield group, figure.label, figure.unit, before, figure, figure.coverage, figure.note

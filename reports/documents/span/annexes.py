"""The figures of a span of years side by side."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.documents.context_types import Align, Annex, Cell, Column, Row
from reports.documents.live import Form, plain
from reports.documents.parts.words import words_of
from reports.figures.published import Stated
from reports.figures.span import Span
from twinning.choices import MEASURES


def years_annex(span: Span) -> Annex:
    """Every figure that any year knows; a published one in the words of its source, a missing one as such."""
    columns = (
        Column(_("Nhóm"), width=20),
        Column(_("Số liệu"), width=34),
        Column(_("Đơn vị tính"), width=11),
        *(Column(_("Năm %(year)s") % {"year": year.year}, width=13, align=Align.RIGHT) for year in span.years),
    )
    return Annex(
        title=_("Số liệu các năm %(years)s") % {"years": span.name},
        number=_("Biểu 1"),
        columns=columns,
        rows=tuple(_rows(span)),
        note=_(
            "Số có dấu * do nguồn công bố, giữ nguyên cách ghi của nguồn. Số hộ nghèo, tỷ lệ hộ nghèo của các năm theo "
            "chuẩn khác nhau không so sánh được với nhau."
        ),
    )


def _rows(span: Span) -> Iterator[Row]:
    labels = {figure.code: figure for year in span.opened if year.figures for figure in year.figures.all()}
    for code in _codes(span):
        known = span.known(code)
        if not known:
            continue
        like = labels.get(code) or known[0][1].figure
        yield (_group(span, code), like.label, like.unit, *(_cell(year.stated(code)) for year in span.years))


def _codes(span: Span) -> list[str]:
    """Codes of the figures of all opened years in their order, then of what was only published."""
    computed = [figure.code for year in span.opened if year.figures for figure in year.figures.all()]
    published = [code_of(row.measure) for row in span.published if row.measure]
    return list(dict.fromkeys([*computed, *published]))


def code_of(measure: str) -> str:
    """Published figures name a measure of help by its own name alone."""
    return f"help.{measure}" if measure in (*MEASURES, "money_total") else measure


def _group(span: Span, code: str) -> str:
    groups = [year.figures.group(code) for year in span.opened if year.figures]
    return groups[-1] if groups else ""


def _cell(told: Stated) -> Cell:
    if told.figure.value is None:
        return None
    if told.source:
        return f"{plain(words_of(told, Form.TEXT))}*"
    return told.figure.text

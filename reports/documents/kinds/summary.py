"""The two pages for the leadership: headline figures, charts, targets, and who is weak or late."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import formats
from kontum04.core.scoping import Viewer
from kontum04.core.text import shortened
from reports.documents import sentences
from reports.documents.context_types import DocumentContext, Highlight, Section
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.parts.judgement import target_table
from reports.documents.parts.words import facts, told
from reports.documents.pictures import year_charts
from reports.figures.headline import headline
from reports.figures.review import ReviewFigures, review_figures
from twinning.figures.weakness import WeakUnit

HIGHLIGHTS = ("NG04", "help.trips", "help.money_total", "DB03")

MOST_NAMED = 10
"""Units written out by name: what two pages hold. The review itself names everybody, with every reason."""

MOST_SAID = 45
"""Characters of a reply or of the head's word; the review prints them whole."""

MOST_REPLIES = 3
"""Units whose words have room; of others it is only said that there are some. Each costs two late units their name."""


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The two-page summary with charts, in the reader's scope."""
    figures = review_figures(order.programme_year, viewer)
    summary = _("tóm tắt kết quả thực hiện %(programme)s năm %(year)s") % {
        "programme": order.programme_year.programme.short_name,
        "year": figures.year,
    }
    return DocumentContext(
        letterhead=letterhead_of(order, doc_type="BC", summary=summary),
        sections=summary_sections(figures),
        charts=year_charts(figures, order.programme_year, viewer),
        highlights=highlights(figures),
    )


def highlights(figures: ReviewFigures) -> tuple[Highlight, ...]:
    """Four figures in large type."""
    known = {figure.code: figure for figure in headline(figures)}
    return tuple(Highlight(known[code].text_with_unit, known[code].label) for code in HIGHLIGHTS if code in known)


def summary_sections(figures: ReviewFigures) -> tuple[Section, ...]:
    """What the charts do not say: the other main figures, targets, weak and late units by name."""
    rest = [figure for figure in headline(figures) if figure.code not in HIGHLIGHTS]
    return (
        Section(_("Số liệu khác"), 1, (_in_short(figures), facts(*rest)), key="figures"),
        Section(_("Mục tiêu và kết quả"), 1, table=target_table(figures), key="targets"),
        Section(_("Đơn vị yếu"), 1, bullets=_weak_lines(figures), key="weak"),
        Section(_("Chấp hành chế độ báo cáo"), 1, (_late_line(figures),), key="late"),
    )


def _in_short(figures: ReviewFigures) -> str:
    """The year in one sentence, in round numbers."""
    return told(
        _("Trong năm, %(units)s giúp %(communes)s, huy động %(money)s và %(days)s."),
        units=figures.stated("units"),
        communes=figures.stated("communes"),
        money=(figures.stated("help.money_total"), Form.ABOUT),
        days=(figures.stated("help.workdays"), Form.ABOUT),
    )


def _weak_lines(figures: ReviewFigures) -> tuple[str, ...]:
    heard = _heard(figures)
    lines = [_weak_line(unit, in_words=unit in heard) for unit in figures.weak[:MOST_NAMED]]
    more = len(figures.weak) - len(lines)
    if more > 0:
        lines.append(_("và %(more)s đơn vị khác nêu trong báo cáo tổng kết") % {"more": formats.number(more)})
    return tuple(lines) or ((_("không có đơn vị nào") if figures.obligations else str(formats.MISSING)),)


def _heard(figures: ReviewFigures) -> list[WeakUnit]:
    """Whose words are printed."""
    return [unit for unit in figures.weak[:MOST_NAMED] if unit.ruling or unit.reply][:MOST_REPLIES]


def _weak_line(unit: WeakUnit, *, in_words: bool) -> str:
    """The first reason, with the beginning of what was said to it: two pages have no room for more."""
    told = [unit.reasons[0]] if unit.reasons else []
    if in_words and unit.ruling:
        told.append(_("Trưởng ban kết luận: %(ruling)s") % {"ruling": shortened(unit.ruling, MOST_SAID)})
    if in_words and unit.reply:
        told.append(_("đơn vị có ý kiến: %(text)s") % {"text": shortened(unit.reply, MOST_SAID)})
    if not in_words and (unit.ruling or unit.reply):
        told.append(_("có ý kiến kèm theo"))
    return f"{unit.unit_name}: {'; '.join(told)}"


def _late_line(figures: ReviewFigures) -> str:
    names = list(dict.fromkeys(row.unit_name for row in figures.late))
    if len(names) < 2:
        late = sentences.named(names, _("đơn vị")) if figures.obligations else str(formats.MISSING)
    else:
        number = live(figures.figure("filing.late_units"), Form.UNIT)
        most = MOST_NAMED - 2 * len(_heard(figures))
        late = f"{number}: {sentences.listed(names, _('đơn vị'), most)}"
    return _("Nộp chậm hoặc chưa nộp trong năm: %(units)s.") % {"units": late}


KIND = DocumentKind(
    code="summary",
    title=gettext_lazy("Tóm tắt 2 trang cho lãnh đạo"),
    about=gettext_lazy("Số liệu chính, biểu đồ, mục tiêu, đơn vị chậm và yếu."),
    make=make,
    template="summary",
)

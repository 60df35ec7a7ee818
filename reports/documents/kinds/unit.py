"""The card of one unit: whom it helps, what it filed when, what it gave, what the communes say, what follows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.access import READERS
from reports.documents import place_words, rating_words, sentences, unit_words
from reports.documents.context_types import DocumentContext, Highlight, Section
from reports.documents.help_tables import help_table, works_table
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.place_pictures import money_by_year_chart, money_chart
from reports.documents.place_words import Dated
from reports.figures.unit_card import UnitCard, unit_card
from twinning.choices import CommendationStatus
from twinning.figures.help import measure_figure

HIGHLIGHTS = ("trips", "workdays", "money_total", "works_completed")


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The unit's card within the reader's scope."""
    if order.unit is None:
        raise ValueError("a unit's card names its unit")
    card = unit_card(order.unit, order.programme_year, viewer)
    summary = _("kết quả kết nghĩa, giúp đỡ xã năm %(year)s của %(unit)s") % {"year": card.year, "unit": order.unit}
    letterhead = letterhead_of(order, doc_type="BC", summary=summary)
    charts = (
        money_chart(card.given, card.year),
        money_by_year_chart({card.year - 1: card.before, card.year: card.given}),
    )
    return DocumentContext(
        letterhead=letterhead,
        sections=unit_sections(card, letterhead.rule_set.text_date),
        charts=tuple(chart for chart in charts if chart),
        highlights=_highlights(card),
    )


def unit_sections(card: UnitCard, dated: Dated) -> tuple[Section, ...]:
    """The body of the card; `dated` writes a day inside the text."""
    return (
        _overview(card, dated),
        _filings(card),
        _commendations(card),
        _words(card),
        Section(
            _("Đánh giá, xếp loại"),
            1,
            tuple(rating_words.lines(card.rating, card.year)),
            table=rating_words.points_table(card.rating),
            key="rating",
        ),
        _results(card),
        *([_works(card)] if card.works else []),
    )


def _highlights(card: UnitCard) -> tuple[Highlight, ...]:
    labels = {"money_total": _("Kinh phí bằng tiền"), "works_completed": _("Công trình hoàn thành")}
    figures = (measure_figure(card.given, name, label=labels.get(name, "")) for name in HIGHLIGHTS)
    return tuple(Highlight(figure.text_with_unit, figure.label) for figure in figures)


def _overview(card: UnitCard, dated: Dated) -> Section:
    unit = card.unit
    level = unit.get_level_display().lower() + (f" ({unit.district})" if unit.district else "")
    line = _("%(unit)s: khối %(kind)s, %(level)s") % {
        "unit": sentences.sentence(unit.name)[:-1],
        "kind": unit.get_kind_display().lower(),
        "level": level,
    }
    if unit.head_count is not None:
        line += _("; %(count)s cán bộ, nhân viên") % {"count": formats.number(unit.head_count)}
    communes = len({row.commune_id for row in card.twinnings})
    past = tuple(unit_words.succession_words(row, dated) for row in card.formed_from)
    if not communes:
        lines = (f"{line}.", *past, _("Năm %(year)s đơn vị không được phân công giúp xã nào.") % {"year": card.year})
    else:
        helped = _("Năm %(year)s đơn vị được phân công giúp %(communes)s:")
        lines = (f"{line}.", *past, helped % {"year": card.year, "communes": sentences.counted(communes, _("xã"))})
    bullets = tuple(place_words.twin(row, dated, row.commune.full_name_in_text) for row in card.twinnings)
    return Section(_("Đơn vị và xã kết nghĩa"), 1, lines, bullets, key="overview")


def _filings(card: UnitCard) -> Section:
    table = unit_words.filings_table(card)
    nothing = () if table else (_("Năm %(year)s đơn vị không có nghĩa vụ báo cáo.") % {"year": card.year},)
    return Section(_("Chấp hành chế độ báo cáo"), 1, nothing, table=table, key="filings")


def _results(card: UnitCard) -> Section:
    if not any(share.is_reported for share in card.shares):
        line = _("Đơn vị chưa nộp báo cáo năm %(year)s; kết quả giúp đỡ chưa có số liệu.") % {"year": card.year}
        lines = (line, *unit_words.last_year_words(card))
        return Section(_("Đăng ký và thực hiện"), 1, lines, table=unit_words.results_table(card), key="results")
    given = card.given
    line = _("Cả năm đơn vị cử %(trips)s xuống cơ sở, huy động %(money)s bằng tiền, hiện vật quy đổi: %(in_kind)s.") % {
        "trips": place_words.measured(given, "trips", _("lượt người")),
        "money": live(measure_figure(given, "money_total", label=_("Kinh phí bằng tiền")), Form.UNIT),
        "in_kind": live(measure_figure(given, "in_kind"), Form.UNIT),
    }
    by_commune = help_table(card.shares, of_units=False) if len(card.shares) > 1 else None
    last_year = unit_words.last_year_words(card)
    blocks = Section(paragraphs=(line, *last_year), table=unit_words.results_table(card)).content
    if by_commune:
        blocks += Section(paragraphs=(_("Chia theo xã:"),), table=by_commune).content
    return Section(_("Đăng ký và thực hiện"), 1, blocks=blocks, key="results")


def _works(card: UnitCard) -> Section:
    return Section(_("Công trình"), 1, table=works_table(card.works, of_units=False), key="works")


def _words(card: UnitCard) -> Section:
    bullets = tuple(unit_words.word_of(word) for word in card.words)
    nothing = () if bullets else (_("Chưa có số liệu nào để xã xác nhận."),)
    return Section(_("Ý kiến của xã"), 1, nothing, bullets, key="word")


def _commendations(card: UnitCard) -> Section:
    words = {
        CommendationStatus.PROPOSED: _("Đề nghị %(form)s: %(reason)s"),
        CommendationStatus.AWARDED: _("Đã được tặng %(form)s (%(decision)s): %(reason)s"),
    }
    bullets = tuple(
        words[CommendationStatus(row.status)]
        % {"form": row.form, "decision": row.decision, "reason": sentences.sentence(row.reason)}
        for row in card.commendations
    )
    nothing = () if bullets else (_("Năm %(year)s chưa có đề nghị khen thưởng.") % {"year": card.year},)
    return Section(_("Khen thưởng"), 1, nothing, bullets, key="commendations")


KIND = DocumentKind(
    code="unit",
    title=gettext_lazy("Phiếu đơn vị kết nghĩa"),
    about=gettext_lazy(
        "Một đơn vị: xã được giúp, đăng ký và thực hiện, kinh phí theo nguồn, nộp báo cáo, ý kiến của xã."
    ),
    make=make,
    needs=frozenset({"unit"}),
    roles=READERS | {Role.UNIT},
    template="summary",
)

"""The profile of one commune: what it is, how it stands over the years, who helped it with what, what it asks for."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.accounts.choices import Role
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.access import READERS
from reports.documents import place_words
from reports.documents.commune_tables import exit_lines, requests_table, villages_table
from reports.documents.context_types import DocumentContext, Highlight, Section
from reports.documents.help_tables import help_table, works_table, years_table
from reports.documents.letterhead import letterhead_of
from reports.documents.live import Form, live
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.place_pictures import money_chart, poverty_chart
from reports.figures.commune_profile import CommuneProfile, commune_profile
from reports.figures.place_years import standard_note
from reports.figures.shares import total_of
from twinning.figures.help import measure_figure

HIGHLIGHTS = ("NG03", "NG04", "NTM1")

Dated = Callable[..., str]


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The commune's profile within the reader's scope."""
    if order.commune is None:
        raise ValueError("a commune's profile names its commune")
    profile = commune_profile(order.commune, order.programme_year, viewer)
    summary = _("tình hình %(commune)s năm %(year)s") % {
        "commune": order.commune.full_name_in_text,
        "year": profile.year,
    }
    letterhead = letterhead_of(order, doc_type="BC", summary=summary)
    charts = (
        poverty_chart(profile.years, str(order.commune)),
        money_chart(total_of(profile.shares), profile.year),
    )
    return DocumentContext(
        letterhead=letterhead,
        sections=commune_sections(profile, letterhead.rule_set.text_date),
        charts=tuple(chart for chart in charts if chart),
        highlights=_highlights(profile),
    )


def commune_sections(profile: CommuneProfile, dated: Dated) -> tuple[Section, ...]:
    """The body of the profile; `dated` writes a day inside the text."""
    return (
        _overview(profile, dated),
        _twins(profile, dated),
        _indicators(profile),
        _help(profile),
        _works(profile),
        _villages(profile),
        _requests(profile),
        Section(_("Đề xuất ra khỏi danh sách"), 1, exit_lines(profile, dated), key="exit"),
    )


def _highlights(profile: CommuneProfile) -> tuple[Highlight, ...]:
    figures = (profile.years.figure(code) for code in HIGHLIGHTS)
    shown = [figure for figure in figures if figure]
    return tuple(Highlight(figure.text_with_unit, figure.label) for figure in (*shown, _money(profile)))


def _money(profile: CommuneProfile) -> Figure:
    return measure_figure(total_of(profile.shares), "money_total", label=_("Kinh phí được giúp đỡ"))


def _overview(profile: CommuneProfile, dated: Dated) -> Section:
    lines = [
        place_words.designated(profile, dated),
        *place_words.size(_("Toàn xã"), profile.years, len(profile.villages)),
        *place_words.poverty(profile.years),
    ]
    if profile.note:
        lines.append(
            _("Ý kiến của xã về số liệu năm %(year)s: %(note)s") % {"year": profile.year, "note": profile.note}
        )
    return Section(_("Thông tin chung"), 1, tuple(lines), key="overview")


def _twins(profile: CommuneProfile, dated: Dated) -> Section:
    bullets = tuple(place_words.twin(row, dated, str(row.unit)) for row in profile.twinnings)
    nobody = () if bullets else (_("Năm %(year)s chưa có đơn vị nào được phân công giúp xã.") % {"year": profile.year},)
    return Section(_("Đơn vị kết nghĩa"), 1, nobody, bullets, key="twins")


def _indicators(profile: CommuneProfile) -> Section:
    notes = [_("Năm %(year)s: %(note)s") % {"year": year, "note": note} for year, note in profile.years.notes]
    lines = (*standard_note(profile.years), *notes)
    return Section(_("Chỉ tiêu chính qua các năm"), 1, lines, table=years_table(profile.years), key="indicators")


def _help(profile: CommuneProfile) -> Section:
    total = total_of(profile.shares)
    helpers = {share.unit.pk for share in profile.shares if share.is_reported}
    if not helpers:
        line = _("Chưa có đơn vị nào nộp báo cáo năm %(year)s về kết quả giúp xã.") % {"year": profile.year}
    else:
        line = _("%(units)s đã giúp xã: %(trips)s, %(days)s; kinh phí: %(money)s; hiện vật quy đổi: %(kind)s.") % {
            "units": place_words.units_counted(len(helpers)),
            "trips": place_words.measured(total, "trips", _("lượt người xuống cơ sở")),
            "days": place_words.measured(total, "workdays", _("ngày công")),
            "money": live(_money(profile), Form.UNIT),
            "kind": live(measure_figure(total, "in_kind"), Form.UNIT),
        }
    note = _("Mỗi đơn vị báo phần của mình; công trình làm chung chỉ tính cho đơn vị chủ trì.")
    lines = (line, note) if len(helpers) > 1 else (line,)
    return Section(_("Kết quả giúp đỡ"), 1, lines, table=help_table(profile.shares, of_units=True), key="help")


def _works(profile: CommuneProfile) -> Section:
    table = works_table(profile.works, of_units=True)
    nothing = () if table else (_("Năm %(year)s không có công trình nào được đăng ký.") % {"year": profile.year},)
    return Section(_("Công trình"), 1, nothing, table=table, key="works")


def _villages(profile: CommuneProfile) -> Section:
    table = villages_table(profile)
    nothing = () if table else (_("Chưa có thôn (làng) nào trong danh mục của xã."),)
    return Section(_("Thôn, làng"), 1, nothing, table=table, key="villages")


def _requests(profile: CommuneProfile) -> Section:
    table = requests_table(profile)
    nothing = () if table else (_("Năm %(year)s xã không gửi kiến nghị nào.") % {"year": profile.year},)
    return Section(_("Kiến nghị của xã"), 1, nothing, table=table, key="requests")


KIND = DocumentKind(
    code="commune",
    title=gettext_lazy("Hồ sơ xã"),
    about=gettext_lazy("Một xã: diện, đơn vị kết nghĩa, chỉ tiêu qua các năm, kết quả giúp đỡ, thôn, kiến nghị."),
    make=make,
    needs=frozenset({"commune"}),
    roles=READERS | {Role.COMMUNE},
    template="summary",
)

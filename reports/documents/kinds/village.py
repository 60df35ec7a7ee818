"""The sheet of one village: its figures over the years and the criteria no đủ – vững mạnh – an toàn."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.conditions import Holds
from communes.figures.prosperity import village_states
from communes.models import ProgrammeYear, Village
from kontum04.accounts.choices import Role
from kontum04.core.scoping import Viewer
from reports.access import READERS
from reports.documents import place_words
from reports.documents.context_types import Column, DocumentContext, Highlight, Section, Table
from reports.documents.help_tables import years_table
from reports.documents.letterhead import letterhead_of
from reports.documents.live import live
from reports.documents.orders import DocumentKind, DocumentOrder
from reports.documents.place_pictures import poverty_chart
from reports.documents.place_words import Dated
from reports.figures.place_years import PlaceYears, standard_note, village_years
from twinning.models import Twinning

CODES = (
    "DC01", "DC02", "DC03", "NG01", "NG02", "NG03", "HT02.3", "HT03.1", "HT03.2", "HT06", "VH01.3", "DB01.1", "DB01.2",
    "DB01.3", "DB03", "DB04.3", "ND01.1",
)  # fmt: skip
HIGHLIGHTS = ("DC01", "NG03")
STATE = "ND01.1"
CRITERIA_TITLE = gettext_lazy("Tiêu chí no đủ – vững mạnh – an toàn")

HOLDS = {Holds.YES: gettext_lazy("đạt"), Holds.NO: gettext_lazy("chưa đạt"), Holds.UNKNOWN: gettext_lazy("chưa rõ")}


def make(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """The village's sheet within the reader's scope."""
    if order.village is None:
        raise ValueError("a village's sheet names its village")
    village = order.village
    years = village_years(village, order.programme_year, CODES)
    summary = _("tình hình %(village)s, %(commune)s năm %(year)s") % {
        "village": _in_text(village),
        "commune": village.commune.full_name_in_text,
        "year": years.year,
    }
    letterhead = letterhead_of(order, doc_type="BC", summary=summary)
    chart = poverty_chart(years, str(village))
    return DocumentContext(
        letterhead=letterhead,
        sections=(
            _overview(village, years),
            _twins(village, order.programme_year, viewer, letterhead.rule_set.text_date),
            _criteria(years, village, order.programme_year),
            Section(
                _("Số liệu qua các năm"), 1, tuple(standard_note(years)), table=years_table(years), key="indicators"
            ),
        ),
        charts=(chart,) if chart else (),
        highlights=_highlights(years),
    )


def _in_text(village: Village) -> str:
    return f"{village.kind_label.lower()} {village.name}"


def _highlights(years: PlaceYears) -> tuple[Highlight, ...]:
    shown = [figure for code in HIGHLIGHTS if (figure := years.figure(code))]
    numbers = tuple(Highlight(figure.text_with_unit, figure.label) for figure in shown)
    state = years.words.get((STATE, years.year))
    return (*numbers, Highlight(state, _("No đủ – vững mạnh – an toàn"))) if state else numbers


def _overview(village: Village, years: PlaceYears) -> Section:
    lines = [
        _("%(village)s thuộc %(commune)s.") % {"village": village, "commune": village.commune.full_name_in_text},
        *place_words.size(_("Thôn (làng)"), years),
        *place_words.poverty(years),
    ]
    return Section(_("Thông tin chung"), 1, tuple(lines), key="overview")


def _twins(village: Village, programme_year: ProgrammeYear, viewer: Viewer, dated: Dated) -> Section:
    """Who helps the village itself; without such a unit, those who help its commune."""
    rows = Twinning.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    rows = rows.filter(commune=village.commune_id).select_related("unit", "village", "decision")
    assigned = list(rows.order_by("unit__sort_key", "starts_on"))
    own = [row for row in assigned if row.village_id == village.pk]
    of_commune = [row for row in assigned if row.village_id is None]
    if own:
        line = _("Đơn vị được phân công giúp thôn (làng):")
    elif of_commune:
        line = _("Không có đơn vị giúp riêng thôn (làng); các đơn vị giúp cả xã:")
    else:
        line = _("Năm %(year)s chưa có đơn vị nào được phân công.") % {"year": programme_year.year}
    bullets = tuple(place_words.twin(row, dated, str(row.unit)) for row in own or of_commune)
    return Section(_("Đơn vị kết nghĩa"), 1, (line,), bullets, key="twins")


def _criteria(years: PlaceYears, village: Village, programme_year: ProgrammeYear) -> Section:
    """The state as the commune reported it, and beside it the parts as the rules of the year judge them."""
    state = years.figure(STATE)
    lines = []
    if state:
        words = live(state) if state.value is None else years.words[STATE, years.year]
        told = {"year": years.year, "state": words}
        lines.append(_("Năm %(year)s, mức no đủ – vững mạnh – an toàn do xã báo: %(state)s.") % told)
    found = next(iter(village_states(programme_year, [village])), None)
    if found is None:
        return Section(str(CRITERIA_TITLE), 1, tuple(lines), key="criteria")
    lines.append(_("Theo các phần dưới đây: %(state)s.") % {"state": found.state_words})
    columns = (
        Column(_("Phần"), width=40),
        Column(_("Số liệu năm %(year)s") % {"year": years.year}, width=44),
        Column(_("Đánh giá"), width=16),
    )
    rows = tuple((part.label, part.why, str(HOLDS[part.holds])) for part in found.parts)
    return Section(str(CRITERIA_TITLE), 1, tuple(lines), table=Table(columns, rows), key="criteria")


KIND = DocumentKind(
    code="village",
    title=gettext_lazy("Phiếu thôn, làng"),
    about=gettext_lazy("Một thôn (làng): số liệu qua các năm, tiêu chí no đủ – vững mạnh – an toàn, đơn vị giúp."),
    make=make,
    needs=frozenset({"village"}),
    roles=READERS | {Role.COMMUNE},
    template="summary",
)

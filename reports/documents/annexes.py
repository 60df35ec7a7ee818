"""Biểu 1 (units), Biểu 2 (communes) and the table of all figures: from the year's figures to printed tables.

Columns stand in the order the office uses them (DOMAIN, Forms)."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.figure import DONG, Figure
from reports.documents.context_types import Annex, Cell, Column, Kind, Row
from reports.figures.review import ReviewFigures
from reports.figures.rows import COMMUNE_COLUMNS, CommuneRow, UnitRow
from twinning.choices import MONEY_MEASURES
from twinning.figures.help import HelpTotals


def annexes_of(figures: ReviewFigures) -> tuple[Annex, ...]:
    """The annexes of the annual review."""
    return (unit_annex(figures), commune_annex(figures), figures_annex(figures))


def unit_annex(figures: ReviewFigures) -> Annex:
    """Biểu 1. Days late are those of the annual report."""
    money, works = _("Kinh phí (triệu đồng)"), _("Công trình")
    models, filed = _("Mô hình"), _("Ngày nộp")
    columns = (
        Column(_("TT"), Kind.COUNT, 3.5),
        Column(_("Đơn vị"), width=21),
        Column(_("Xã"), width=15),
        Column(_("Lượt người"), Kind.COUNT, 6),
        Column(_("Ngày công"), Kind.DECIMAL, 6),
        Column(_("Tiết kiệm cơ quan"), Kind.MILLIONS, 7.5, money),
        Column(_("CBCCVC đóng góp"), Kind.MILLIONS, 7.5, money),
        Column(_("Vận động trong tỉnh"), Kind.MILLIONS, 7.5, money),
        Column(_("Vận động ngoài tỉnh"), Kind.MILLIONS, 7.5, money),
        Column(_("Cộng"), Kind.MILLIONS, 8, money),
        Column(_("Hiện vật quy đổi"), Kind.MILLIONS, 7),
        Column(_("Đăng ký"), Kind.COUNT, 5.5, works),
        Column(_("Hoàn thành"), Kind.COUNT, 5.5, works),
        Column(_("Mới"), Kind.COUNT, 4.5, models),
        Column(_("Nhân rộng"), Kind.COUNT, 5, models),
        Column(_("Đảng viên kết nạp"), Kind.COUNT, 5.5),
        Column(_("Hộ được thăm"), Kind.COUNT, 6),
        Column(_("Kế hoạch"), Kind.DATE, 9, filed),
        Column(_("Báo cáo"), Kind.DATE, 9, filed),
        Column(_("Trễ (ngày)"), Kind.COUNT, 5),
    )
    rows = tuple(_unit_cells(position, row) for position, row in enumerate(figures.units, 1))
    totals = ("", _("Cộng"), "", *_help_cells(figures.given.total), "", "", "")
    return Annex(
        title=_("Kết quả giúp đỡ xã của các đơn vị kết nghĩa năm %(year)s") % {"year": figures.year},
        number=_("Biểu 1"),
        columns=columns,
        rows=rows,
        totals=totals,
        note=_("Công trình làm chung chỉ tính cho đơn vị chủ trì. Số ngày trễ tính đến hết %(date)s.")
        % {"date": formats.long_date(figures.as_of)},
    )


def _unit_cells(position: int, row: UnitRow) -> Row:
    return (position, row.name, ", ".join(row.communes), *_help_cells(row.help), row.plan_filed_on,
            row.annual_filed_on, row.days_late)  # fmt: skip


def _help_cells(totals: HelpTotals) -> tuple[Cell, ...]:
    codes = ("works_registered", "works_completed", "models_new", "models_replicated", "party_members",
             "households_visited")  # fmt: skip
    money = (totals.get(code) for code in MONEY_MEASURES)
    return (totals.get("trips"), totals.get("workdays"), *money, totals.money_total, totals.get("in_kind"),
            *(totals.get(code) for code in codes))  # fmt: skip


def commune_annex(figures: ReviewFigures) -> Annex:
    """Biểu 2. Poor households at the start of the year are those of the end of the year before."""
    poor, villages = _("Hộ nghèo"), _("Thôn no đủ – vững mạnh – an toàn")
    states = figures.communes[0].villages_by_state if figures.communes else ()
    columns = (
        Column(_("TT"), Kind.COUNT, 3.5),
        Column(_("Huyện"), width=14),
        Column(_("Xã"), width=12),
        Column(_("Diện"), width=11),
        Column(_("Số hộ"), Kind.COUNT, 7),
        Column(_("Đầu năm"), Kind.COUNT, 7, poor),
        Column(_("Cuối năm"), Kind.COUNT, 7, poor),
        Column(_("Tỷ lệ"), Kind.PERCENT, 7, poor, "%"),
        Column(_("Giảm"), Kind.PERCENT, 7, poor, _("điểm %")),
        Column(_("Hộ cận nghèo"), Kind.COUNT, 7),
        Column(_("Y tế xã"), Kind.REACHED, 7),
        Column(_("Tiêu chí NTM"), Kind.COUNT, 7),
        *(Column(label.capitalize(), Kind.COUNT, 6.5, villages) for label, _count in states),
        Column(_("Thôn có tổ chức đảng"), Kind.COUNT, 7),
        Column(_("Đảng viên mới"), Kind.COUNT, 7),
    )
    return Annex(
        title=_("Tình hình các xã thuộc chương trình năm %(year)s") % {"year": figures.year},
        number=_("Biểu 2"),
        columns=columns,
        rows=tuple(_commune_cells(position, row) for position, row in enumerate(figures.communes, 1)),
        totals=_commune_totals(figures, len(states)),
        note=_("Tỷ lệ chung tính từ tổng số hộ, không lấy trung bình các xã."),
    )


def _value(figure: Figure | None) -> Cell:
    return figure.rounded if figure else None


def _commune_cells(position: int, row: CommuneRow) -> Row:
    values = {code: _value(row.figures.get(code)) for code in COMMUNE_COLUMNS}
    health = row.figures.get("YT01")
    reached = None if health is None or health.value is None else bool(health.value)
    return (
        position, row.district, row.name, row.category, values["DC01"], _value(row.poor_before), values["NG01"],
        values["NG03"], values["NG04"], values["NG02"], reached, values["NTM1"],
        *(count if row.has_village_states else None for _label, count in row.villages_by_state),
        _value(row.village_cells), values["DB03"],
    )  # fmt: skip


def _commune_totals(figures: ReviewFigures, states: int) -> Row:
    def total(code: str) -> Cell:
        line = figures.indicator(code)
        return _value(line.figure) if line else None

    before = figures.indicator("NG01")
    by_state = [
        sum(row.villages_by_state[at][1] for row in figures.communes if row.has_village_states) for at in range(states)
    ]
    cells = [row.village_cells.value for row in figures.communes if row.village_cells and row.village_cells.value]
    return (
        "", _("Cộng"), "", "", total("DC01"), _value(before.before) if before else None, total("NG01"),
        total("NG03"), total("NG04"), total("NG02"), "", "", *by_state,
        sum(cells, Decimal(0)) if cells else None, total("DB03"),
    )  # fmt: skip


def figures_annex(figures: ReviewFigures) -> Annex:
    """Every figure of the year, so that whatever an officer adds in the admin also reaches the paper."""
    year = figures.year
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Nhóm"), width=22),
        Column(_("Số liệu"), width=48),
        Column(_("Đơn vị tính"), width=12),
        Column(_("Năm %(year)s") % {"year": year - 1}, width=14, align=None),
        Column(_("Năm %(year)s") % {"year": year}, width=14),
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
        before = line.before.text if line else ""
        group = figures.group(figure.code)
        yield group, figure.label, figure.unit, before, _text(figure), figure.coverage, figure.note


def _text(figure: Figure) -> str:
    """Money stands here in full, so that the table agrees to the đồng with every other print of it."""
    return formats.number(figure.value, 0) if figure.unit == DONG else figure.text

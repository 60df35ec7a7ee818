"""Biểu 2: how each commune stands, in the columns of the office (DOMAIN, Forms)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from reports.documents.context_types import Annex, Cell, Column, Kind, Row
from reports.figures.review import ReviewFigures
from reports.figures.rows import COMMUNE_COLUMNS, CommuneRow


def commune_annex(figures: ReviewFigures) -> Annex:
    """Biểu 2. Poor households at the start of the year are those of the end of the year before."""
    poor, villages = _("Hộ nghèo"), _("Thôn no đủ – vững mạnh – an toàn")
    fall = _("Từ tỷ lệ chung của hai năm, trên các xã có đủ số liệu cả hai năm theo cùng một chuẩn nghèo.")
    states = figures.communes[0].villages_by_state if figures.communes else ()
    columns = (
        Column(_("TT"), Kind.COUNT, 3.5),
        Column(_("Huyện"), width=14),
        Column(_("Xã"), width=12),
        Column(_("Diện"), width=11),
        Column(_("Số hộ"), Kind.COUNT, 7, key="households"),
        Column(_("Đầu năm"), Kind.COUNT, 7, poor),
        Column(_("Cuối năm"), Kind.COUNT, 7, poor, key="poor"),
        Column(_("Tỷ lệ"), Kind.PERCENT, 7, poor, "%", share=("poor", "households")),
        Column(_("Giảm"), Kind.PERCENT, 7, poor, _("điểm %"), total_note=fall),
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

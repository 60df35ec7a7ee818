"""Biểu 6: who is commended and who is weak, each with figures and reasons."""

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Annex, Cell, Column, Kind, Row
from reports.figures.review import ReviewFigures
from reports.figures.rows import UnitRow
from twinning.choices import CommendationStatus
from twinning.models import Commendation


def judged_annex(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> Annex:
    """Commendations first, then weak units. A collective that is no unit has no figures of its own."""
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Đơn vị, tập thể"), width=26),
        Column(_("Hình thức"), width=22),
        Column(_("Lượt người"), Kind.COUNT, 7),
        Column(_("Ngày công"), Kind.DECIMAL, 7),
        Column(_("Kinh phí"), Kind.MILLIONS, 8, unit=_("triệu đồng")),
        Column(_("Công trình hoàn thành"), Kind.COUNT, 8),
        Column(_("Đảng viên kết nạp"), Kind.COUNT, 7),
        Column(_("Báo cáo năm trễ (ngày)"), Kind.COUNT, 8),
        Column(_("Thành tích, lý do"), width=45),
    )
    units = {row.unit_id: row for row in figures.units}
    rows = [*_commended(programme_year, viewer, units), *_weak(figures, units)]
    return Annex(
        title=_("Khen thưởng và đơn vị yếu năm %(year)s") % {"year": programme_year.year},
        number=_("Biểu 6"),
        columns=columns,
        rows=tuple((position, *cells) for position, cells in enumerate(rows, 1)),
        note="" if rows else _("Trong năm chưa ghi nhận khen thưởng và đơn vị yếu nào."),
    )


def _commended(programme_year: ProgrammeYear, viewer: Viewer, units: dict[int, UnitRow]) -> list[Row]:
    rows = (
        Commendation.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .standing()
        .select_related("unit", "decision")
        .order_by("unit__sort_key", "body_name", "pk")
    )
    return [
        (row.collective, _form(row), *_figures(units.get(row.unit_id) if row.unit_id else None), row.reason)
        for row in rows
    ]


def _form(row: Commendation) -> str:
    """“Bằng khen UBND tỉnh (đề nghị)”, or the decision by which it was awarded."""
    if row.status == CommendationStatus.AWARDED:
        return _("%(form)s (%(decision)s)") % {"form": row.form, "decision": row.decision}
    return _("%(form)s (đề nghị)") % {"form": row.form}


def _weak(figures: ReviewFigures, units: dict[int, UnitRow]) -> list[Row]:
    return [
        (weak.unit_name, _("Đơn vị yếu"), *_figures(units.get(weak.unit_id)), "; ".join(weak.reasons))
        for weak in figures.weak
    ]


def _figures(unit: UnitRow | None) -> tuple[Cell, ...]:
    if unit is None:
        return ("",) * 6
    given = unit.help
    return (given.get("trips"), given.get("workdays"), given.money_total, given.get("works_completed"),
            given.get("party_members"), unit.days_late)  # fmt: skip

"""Biểu 6: who is commended and who is weak, each with figures, place, reasons and what was said to them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.annexes.units import scores_of
from reports.documents.context_types import Annex, Cell, Column, Kind, Row
from reports.documents.parts.weak import beside
from reports.figures.review import ReviewFigures
from reports.figures.rows import UnitRow
from twinning.choices import CommendationStatus
from twinning.figures.scoring.ratings import Rating
from twinning.models import Commendation


@dataclass(frozen=True)
class _Standing:
    """What is known of the year's units. `scores` is empty where the programme gives no points."""

    units: dict[int, UnitRow]
    scores: dict[int, Rating]

    def cells(self, unit_id: int | None) -> tuple[Cell, ...]:
        """The figures of a unit, then its place and rank; a collective that is no unit has none."""
        unit = self.units.get(unit_id) if unit_id else None
        given = unit.help if unit else None
        figures: tuple[Cell, ...] = ("",) * 6
        if unit and given:
            figures = (given.get("trips"), given.get("workdays"), given.money_total, given.get("works_completed"),
                       given.get("party_members"), unit.days_late)  # fmt: skip
        if not self.scores:
            return figures
        rating = self.scores.get(unit_id) if unit_id else None
        place = rating.place.overall if rating and rating.place else None
        return (*figures, place or "", rating.rank if rating else "")


def judged_annex(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> Annex:
    """Commendations first, then weak units with the reply beside each."""
    standing = _Standing({row.unit_id: row for row in figures.units}, scores_of(figures))
    rows = [*_commended(programme_year, viewer, standing), *_weak(figures, standing)]
    return Annex(
        title=_("Khen thưởng và đơn vị yếu năm %(year)s") % {"year": programme_year.year},
        number=_("Biểu 6"),
        columns=_columns(has_scores=bool(standing.scores)),
        rows=tuple((position, *cells) for position, cells in enumerate(rows, 1)),
        note="" if rows else _("Trong năm chưa ghi nhận khen thưởng và đơn vị yếu nào."),
    )


def _columns(*, has_scores: bool) -> tuple[Column, ...]:
    ranked = (Column(_("Thứ tự"), Kind.COUNT, 6), Column(_("Xếp loại"), width=14))
    return (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Đơn vị, tập thể"), width=24),
        Column(_("Hình thức"), width=18),
        Column(_("Lượt người"), Kind.COUNT, 7),
        Column(_("Ngày công"), Kind.DECIMAL, 7),
        Column(_("Kinh phí"), Kind.MILLIONS, 8, unit=_("triệu đồng")),
        Column(_("Công trình hoàn thành"), Kind.COUNT, 8),
        Column(_("Đảng viên kết nạp"), Kind.COUNT, 7),
        Column(_("Báo cáo năm trễ (ngày)"), Kind.COUNT, 8),
        *(ranked if has_scores else ()),
        Column(_("Thành tích, lý do"), width=34),
        Column(_("Trưởng ban kết luận, ý kiến của đơn vị"), width=28),
    )


def _commended(programme_year: ProgrammeYear, viewer: Viewer, standing: _Standing) -> list[Row]:
    rows = (
        Commendation.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .standing()
        .select_related("unit", "decision")
        .order_by("unit__sort_key", "body_name", "pk")
    )
    return [(row.collective, _form(row), *standing.cells(row.unit_id), row.reason, "") for row in rows]


def _form(row: Commendation) -> str:
    """“Bằng khen UBND tỉnh (đề nghị)”, or the decision by which it was awarded."""
    if row.status == CommendationStatus.AWARDED:
        return _("%(form)s (%(decision)s)") % {"form": row.form, "decision": row.decision}
    return _("%(form)s (đề nghị)") % {"form": row.form}


def _weak(figures: ReviewFigures, standing: _Standing) -> list[Row]:
    """The weak units, and those that the rules name and the head does not; each with the words said to it."""
    weak = [(unit, _("Đơn vị yếu")) for unit in figures.weak]
    cleared = [(unit, _("Không xếp yếu")) for unit in figures.cleared]
    return [
        (unit.unit_name, form, *standing.cells(unit.unit_id), "; ".join(unit.reasons), beside(unit))
        for unit, form in (*weak, *cleared)
    ]

"""Biểu 1: what each unit did, in the columns of the office (DOMAIN, Forms)."""

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.context_types import Annex, Cell, Column, Kind, Row
from reports.figures.review import ReviewFigures
from reports.figures.rows import UnitRow
from twinning.choices import MONEY_MEASURES
from twinning.figures.help import HelpTotals
from twinning.figures.scoring.ratings import Rating


def unit_annex(figures: ReviewFigures) -> Annex:
    """Biểu 1. Days late are those of the annual report; points and rank stand where the programme scores its units."""
    scores = scores_of(figures)
    money, works = _("Kinh phí (triệu đồng)"), _("Công trình")
    models, filed = _("Mô hình"), _("Ngày nộp")
    columns = (
        Column(_("TT"), Kind.COUNT, 3.5),
        Column(_("Đơn vị"), width=20),
        Column(_("Xã"), width=14),
        Column(_("Lượt người"), Kind.COUNT, 6),
        Column(_("Ngày công"), Kind.DECIMAL, 6),
        Column(_("Tiết kiệm cơ quan"), Kind.MILLIONS, 7.5, money),
        Column(_("CBCCVC đóng góp"), Kind.MILLIONS, 9.5, money),
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
        Column(_("Kế hoạch"), Kind.DATE, 10.5, filed),
        Column(_("Báo cáo"), Kind.DATE, 10.5, filed),
        Column(_("Trễ (ngày)"), Kind.COUNT, 5),
        *(_score_columns() if scores else ()),
    )
    rows = tuple(
        (*_unit_cells(position, row), *_score_cells(scores, row.unit_id))
        for position, row in enumerate(figures.units, 1)
    )
    totals = ("", _("Cộng"), "", *_help_cells(figures.given.total), "", "", "", *([""] * 2 if scores else []))
    return Annex(
        title=_("Kết quả giúp đỡ xã của các đơn vị kết nghĩa năm %(year)s") % {"year": figures.year},
        number=_("Biểu 1"),
        columns=columns,
        rows=rows,
        totals=totals,
        note=_("Công trình làm chung chỉ tính cho đơn vị chủ trì. Số ngày trễ tính đến hết %(date)s.")
        % {"date": formats.long_date(figures.as_of)},
    )


def scores_of(figures: ReviewFigures) -> dict[int, Rating]:
    """Ratings that have points, by unit; empty where the programme gives none."""
    return {rating.unit_id: rating for rating in figures.ratings if rating.score}


def _unit_cells(position: int, row: UnitRow) -> Row:
    return (position, row.name, ", ".join(row.communes), *_help_cells(row.help), row.plan_filed_on,
            row.annual_filed_on, row.days_late)  # fmt: skip


def _score_columns() -> tuple[Column, ...]:
    return Column(_("Điểm"), Kind.DECIMAL, 5.5), Column(_("Xếp loại"), width=16)


def _score_cells(scores: dict[int, Rating], unit_id: int) -> tuple[Cell, ...]:
    """A unit that cannot be judged has no points; what the head ruled is the rank that stands."""
    if not scores:
        return ()
    rating = scores.get(unit_id)
    if rating is None or rating.score is None:
        return None, ""
    return rating.score.value, rating.rank


def _help_cells(totals: HelpTotals) -> tuple[Cell, ...]:
    codes = ("works_registered", "works_completed", "models_new", "models_replicated", "party_members",
             "households_visited")  # fmt: skip
    money = (totals.get(code) for code in MONEY_MEASURES)
    return (totals.get("trips"), totals.get("workdays"), *money, totals.money_total, totals.get("in_kind"),
            *(totals.get(code) for code in codes))  # fmt: skip

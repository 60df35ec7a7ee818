"""Tables that the papers about one commune, one unit or one village have in common."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.documents.context_types import Align, Cell, Column, Kind, Row, Table
from reports.figures.place_years import PlaceYears
from reports.figures.shares import Share, total_of
from reports.figures.works import Work
from twinning.figures.help import HelpTotals

_MEASURES = (
    "trips",
    "workdays",
    "money_total",
    "in_kind",
    "works_registered",
    "works_completed",
    "models_new",
    "models_replicated",
    "party_members",
    "households_visited",
)


def help_table(shares: list[Share], *, of_units: bool) -> Table | None:
    """Who gave (or received) what, one row each, with the sum; None where nothing was reported."""
    if not shares:
        return None
    name = _("Đơn vị") if of_units else _("Xã")
    rows = [(str(share.unit if of_units else share.commune), *help_cells(share.totals)) for share in shares]
    totals = (_("Cộng"), *help_cells(total_of(shares))) if len(rows) > 1 else None
    return Table((Column(name, width=30), *_help_columns()), tuple(rows), totals)


def _help_columns() -> tuple[Column, ...]:
    works, models, million = _("Công trình"), _("Mô hình"), _("triệu đ")
    return (
        Column(_("Lượt người"), Kind.COUNT, 10.5),
        Column(_("Ngày công"), Kind.DECIMAL, 11),
        Column(_("Kinh phí"), Kind.MILLIONS, 11, unit=million),
        Column(_("Hiện vật"), Kind.MILLIONS, 11, unit=million),
        Column(_("Đăng ký"), Kind.COUNT, 9, works),
        Column(_("Xong"), Kind.COUNT, 9, works),
        Column(_("Mới"), Kind.COUNT, 8, models),
        Column(_("Nhân rộng"), Kind.COUNT, 9, models),
        Column(_("Đảng viên mới"), Kind.COUNT, 10),
        Column(_("Hộ được thăm"), Kind.COUNT, 10),
    )


def help_cells(totals: HelpTotals) -> tuple[Cell, ...]:
    """The measures of the table, in its order."""
    return tuple(totals.money_total if name == "money_total" else totals.get(name) for name in _MEASURES)


def works_table(works: Iterable[Work], *, of_units: bool) -> Table | None:
    """Works with what was registered for them and how far they came; None where there are none."""
    columns = (
        Column(_("TT"), Kind.COUNT, 6, align=Align.CENTER),
        Column(_("Công trình"), width=40),
        Column(_("Đơn vị") if of_units else _("Xã"), width=26),
        Column(_("Đăng ký"), Kind.MILLIONS, 12, _("Kinh phí (triệu đồng)")),
        Column(_("Thực hiện"), Kind.MILLIONS, 12, _("Kinh phí (triệu đồng)")),
        Column(_("Kết quả"), width=22),
    )
    rows = tuple(
        (position, work.content, work.unit.label if of_units else str(work.commune), *_costs(work), work.outcome)
        for position, work in enumerate(works, 1)
    )
    return Table(columns, rows) if rows else None


def _costs(work: Work) -> tuple[Cell, Cell]:
    """A work beyond the plan has no registered cost: blank, not missing."""
    return (work.registered_cost if work.is_registered else ""), work.cost


def years_table(found: PlaceYears) -> Table | None:
    """The indicators of a place, its years side by side; None where none is in use."""
    columns = (
        Column(_("Chỉ tiêu"), width=44),
        Column(_("Đơn vị tính"), width=16),
        *(Column(str(year), width=max(13, 36 / len(found.years)), align=Align.RIGHT) for year in found.years),
    )
    rows: list[Row] = [
        (part.label, "" if part.is_word else part.unit, *(_words(found, code, year) for year in found.years))
        for code, part in found.parts.items()
    ]
    return Table(columns, tuple(rows)) if rows else None


def _words(found: PlaceYears, code: str, year: int) -> Cell:
    """A missing number is None, so that every file says so in its own way."""
    return None if found.figures[code, year].value is None else found.words[code, year]

"""Whole numbers the review states beside the sums: who filed, who is late or weak, who works together."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core.figure import Figure
from twinning.choices import PeriodKind
from twinning.figures.help import Help
from twinning.figures.timeliness import ObligationRow, PeriodTimeliness
from twinning.figures.weakness import WeakUnit


def count_figures(
    periods: list[PeriodTimeliness], obligations: list[ObligationRow], weak: list[WeakUnit], given: Help
) -> tuple[Figure, ...]:
    """Counts of units and communes; where nobody owes anything, nobody is late or weak."""
    if not obligations:
        return _cooperation(given)
    late = {row.unit_id for row in obligations if row.days_late}
    return (
        *(figure for period in periods if period.owed for figure in _of_period(period)),
        count("filing.late_units", _("Số đơn vị nộp chậm hoặc chưa nộp"), _("đơn vị"), len(late)),
        count("filing.weak_units", _("Số đơn vị yếu"), _("đơn vị"), len(weak)),
        *_cooperation(given),
    )


def _cooperation(given: Help) -> tuple[Figure, ...]:
    """Who helps together, among those who reported; without any report that is unknown."""
    shared = sum(len(totals.units) > 1 for totals in given.by_commune.values()) if given.by_commune else None
    busy = sum(len(totals.communes) > 1 for totals in given.by_unit.values()) if given.by_unit else None
    return (
        count("cooperation.shared_communes", _("Số xã có từ hai đơn vị cùng giúp"), _("xã"), shared),
        count("cooperation.busy_units", _("Số đơn vị giúp từ hai xã trở lên"), _("đơn vị"), busy),
    )


def count(code: str, label: str, unit: str, value: int | None, of: int | None = None) -> Figure:
    """A count, of a whole where there is one; None where nothing is known."""
    if value is None or of is None:
        return Figure(code, label, unit, None if value is None else Decimal(value))
    return Figure(code, label, unit, Decimal(value), numerator=Decimal(value), denominator=Decimal(of))


def _of_period(period: PeriodTimeliness) -> Iterator[Figure]:
    name = str(PeriodKind(period.kind).label)
    for code, words, value in (
        ("filed", _("%(period)s: đã nộp"), period.filed),
        ("on_time", _("%(period)s: đúng hạn"), period.on_time),
        ("late", _("%(period)s: nộp chậm"), period.filed_late),
        ("missing", _("%(period)s: chưa nộp"), period.missing),
    ):
        yield count(f"filing.{period.kind}.{code}", words % {"period": name}, _("đơn vị"), value, period.owed)

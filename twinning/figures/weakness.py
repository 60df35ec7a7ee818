"""Units the review names as weak, with the reason in figures (DOMAIN, Forms: yếu kém).

Weak: no plan filed, annual report missing or more than 15 days late, or nothing done. A judgement only of what has
fallen due; a waived obligation is none.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import PeriodKind
from twinning.figures.help import HelpTotals
from twinning.figures.timeliness import ObligationRow

WEAK_AFTER_DAYS = 15


@dataclass(frozen=True)
class WeakUnit:
    """A unit that the rules or the head call weak, with the reasons, each a full sentence part: “báo cáo năm nộp trễ
    21 ngày”. `ruling` is the head's word where it stands above the rules, `reply` what the unit says to it."""

    unit_id: int
    unit_name: str
    reasons: tuple[str, ...]
    ruling: str = ""
    reply: str = ""


def weak_units(rows: list[ObligationRow], help_by_unit: dict[int, HelpTotals], *, as_of: date) -> list[WeakUnit]:
    """Weak units in the order of the rows; `as_of` is the day of judgement."""
    by_unit: dict[int, dict[str, ObligationRow]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, {})[row.kind] = row
    found = []
    for unit_id, own in by_unit.items():
        reasons = tuple(_reasons(own, help_by_unit.get(unit_id, HelpTotals()), as_of))
        if reasons:
            found.append(WeakUnit(unit_id, next(iter(own.values())).unit_name, reasons))
    return found


def _reasons(own: dict[str, ObligationRow], done: HelpTotals, as_of: date) -> list[str]:
    reasons = []
    plan, annual = own.get(PeriodKind.PLAN), own.get(PeriodKind.ANNUAL)
    if plan and _is_missing(plan, as_of):
        reasons.append(_("không đăng ký kế hoạch"))
    if annual and _is_missing(annual, as_of):
        days = formats.number(annual.days_late)
        reasons.append(_("chưa nộp báo cáo năm, trễ %(days)s ngày") % {"days": days})
    elif annual and annual.days_late > WEAK_AFTER_DAYS:
        reasons.append(_("báo cáo năm nộp trễ %(days)s ngày") % {"days": formats.number(annual.days_late)})
    if annual and annual.is_filed and done.did_nothing:
        reasons.append(_("cả năm không có kết quả giúp đỡ"))
    return reasons


def _is_missing(row: ObligationRow, as_of: date) -> bool:
    return not row.is_filed and not row.is_waived and row.effective_due_on < as_of

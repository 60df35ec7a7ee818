"""Beginning a plan from last year's: the same things, a year later, for the communes that are still twinned."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core.problems import refuse
from kontum04.core.recording import create_signed
from twinning.choices import PeriodKind
from twinning.figures.beside import twinned_communes, villages_of
from twinning.models import PlanItem, Report
from twinning.services.filing import require_editable, touch

CARRIED = (
    "commune_id", "village_id", "work_group_id", "kind", "content", "quantity", "unit_of_measure", "cost", "funding",
    "partner", "responsible", "order",
)  # fmt: skip


@dataclass(frozen=True)
class Copied:
    """How many items came over, and how many stayed behind because their commune is no longer twinned."""

    count: int
    left_behind: int


def last_plan_items(report: Report) -> list[PlanItem]:
    """What the unit registered in the filed plan of the year before."""
    obligation = report.obligation
    year = obligation.period.programme_year
    items = PlanItem.objects.filed().in_year(year.programme, year.year - 1).of_kind(PeriodKind.PLAN)
    return list(items.filter(report__obligation__unit=obligation.unit_id))


@transaction.atomic
def copy_last_plan(*, report: Report, by: User) -> Copied:
    """Fill an empty draft with last year's items. Raises Problems when it is not empty or there is nothing to copy."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require_editable(report)
    if report.items.exists():
        raise refuse(_("Kế hoạch đã có việc; chỉ chép được vào kế hoạch còn trống."))
    before = last_plan_items(report)
    communes = twinned_communes(report)
    twinned = {commune.pk for commune in communes}
    villages = {village.pk for village in villages_of(communes, report.obligation.period.programme_year.year)}
    kept = [item for item in before if item.commune_id in twinned]
    if not kept:
        raise refuse(_("Không có kế hoạch năm trước đã nộp cho những xã này để chép."))
    rows = [_a_year_later(item, report, villages) for item in kept]
    create_signed(rows, by=by, why=_("Chép từ kế hoạch năm trước"))
    touch(report, by)
    return Copied(len(rows), len(before) - len(rows))


def _a_year_later(item: PlanItem, report: Report, villages: set[int]) -> PlanItem:
    copy = PlanItem(report=report, **{name: getattr(item, name) for name in CARRIED})
    if copy.village_id not in villages:
        copy.village_id = None
    copy.starts_on, copy.ends_on = _next_year(item.starts_on), _next_year(item.ends_on)
    return copy


def _next_year(day: dt.date | None) -> dt.date | None:
    if day is None:
        return None
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if last_of_february else day.day)

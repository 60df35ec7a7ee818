"""Works of a year, each once: what was registered, and what came of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from twinning.choices import ItemKind, PeriodKind
from twinning.figures.help import registered_works
from twinning.models import PlanItem, Unit, WorkResult


@dataclass(frozen=True)
class Work:
    """One work of one unit. Costs are in đồng; `outcome` says how far it came, or that nobody reported it."""

    unit: Unit
    commune: Commune
    content: str
    registered_cost: int | None
    cost: int | None
    outcome: str
    is_registered: bool


def works_of(
    programme_year: ProgrammeYear, viewer: Viewer, *, unit: Unit | None = None, commune: Commune | None = None
) -> list[Work]:
    """Works registered in filed plans with their results of filed annual reports, then those done beyond the plans."""
    about: dict[str, object] = {"report__obligation__unit": unit, "commune": commune}
    asked = {name: value for name, value in about.items() if value is not None}
    results = list(_results(programme_year, viewer).filter(**asked))
    by_item = {result.plan_item_id: result for result in results if result.plan_item_id}
    related = ("report__obligation__unit", "commune")
    items = list(registered_works(programme_year, viewer).filter(**asked).select_related(*related))
    beyond = [result for result in results if result.plan_item_id not in {item.pk for item in items}]
    works = [_registered(item, by_item.get(item.pk)) for item in items] + [_beyond(result) for result in beyond]
    return sorted(works, key=lambda work: (work.unit.sort_key, not work.is_registered))


def _results(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[WorkResult]:
    return (
        WorkResult.objects.visible_to(viewer)
        .filed()
        .in_year(programme_year.programme, programme_year.year)
        .of_kind(PeriodKind.ANNUAL)
        .filter(kind=ItemKind.WORK)
        .select_related("report__obligation__unit", "commune", "joint_lead")
    )


def _registered(item: PlanItem, result: WorkResult | None) -> Work:
    return Work(
        unit=item.report.obligation.unit,
        commune=item.commune,
        content=item.content,
        registered_cost=item.cost,
        cost=result.cost if result else None,
        outcome=outcome_of(result),
        is_registered=True,
    )


def _beyond(result: WorkResult) -> Work:
    outcome = _("%(outcome)s, ngoài kế hoạch") % {"outcome": outcome_of(result)}
    return Work(result.report.obligation.unit, result.commune, result.content, None, result.cost, outcome, False)


def outcome_of(result: WorkResult | None) -> str:
    """“hoàn thành”, “đạt 60 %”, “chưa xong”; a joint work names the unit that leads it."""
    if result is None:
        return _("chưa báo cáo kết quả")
    if result.joint_lead:
        return _("làm chung, %(unit)s chủ trì") % {"unit": result.joint_lead.label}
    if result.is_completed:
        return _("hoàn thành")
    if result.progress is not None:
        return _("đạt %(progress)s") % {"progress": formats.percent(Decimal(result.progress), 0)}
    return _("chưa xong") if result.is_completed is False else str(formats.MISSING)

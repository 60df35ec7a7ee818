"""The rows of Biểu 4: every registered work with what came of it, then the works done beyond the plans."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from communes.models import Commune, ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import ClaimState, FundingSource, ItemKind, PeriodKind, ReportStatus
from twinning.figures.claims import with_word
from twinning.figures.help import annual_contributions, registered_works
from twinning.models import Evidence, PlanItem, Unit, WorkResult

RELATED = ("report__obligation__unit", "commune__district")


@dataclass(frozen=True)
class WorkRow:
    """One work of one unit. Costs in đồng; `progress` in percent; None where nothing was reported.

    `commune_word` is the commune's word on the unit's report for it; `has_photo`: a picture is filed for the commune.
    """

    unit: Unit
    commune: Commune
    place: str
    content: str
    is_registered: bool
    registered_cost: int | None
    source: str
    partner: str
    progress: int | None
    is_completed: bool | None
    cost: int | None
    lead: str
    is_accepted: bool | None
    commune_word: str
    has_photo: bool


def work_rows(programme_year: ProgrammeYear, viewer: Viewer) -> list[WorkRow]:
    """Works in scope, unit by unit, the registered ones first (five queries)."""
    results = list(_results(programme_year, viewer))
    by_item = {result.plan_item_id: result for result in results if result.plan_item_id}
    items = list(registered_works(programme_year, viewer).select_related(*RELATED, "village"))
    registered = {item.pk for item in items}
    words = _words(programme_year, viewer)
    photos = _photos(programme_year, viewer)
    rows = [_row(item, item, by_item.get(item.pk), words, photos) for item in items]
    rows += [_row(result, None, result, words, photos) for result in results if result.plan_item_id not in registered]
    return sorted(rows, key=lambda row: (row.unit.sort_key, row.unit.pk, not row.is_registered))


def _results(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[WorkResult]:
    rows = WorkResult.objects.visible_to(viewer).filed().in_year(programme_year.programme, programme_year.year)
    return rows.of_kind(PeriodKind.ANNUAL).filter(kind=ItemKind.WORK).select_related(*RELATED, "joint_lead")


Pair = tuple[int, int | None]
"""A unit and a commune; None: of all its communes."""


def _words(programme_year: ProgrammeYear, viewer: Viewer) -> dict[Pair, str]:
    said = with_word(annual_contributions(programme_year, viewer))
    rows = said.order_by().values_list("report__obligation__unit", "commune", F("word"))
    return {(unit, commune): str(ClaimState(word).label) for unit, commune, word in rows}


def _photos(programme_year: ProgrammeYear, viewer: Viewer) -> set[Pair]:
    rows = Evidence.objects.visible_to(viewer).filed().in_year(programme_year.programme, programme_year.year)
    pictures = rows.filter(content_type__startswith="image/").order_by()
    return set(pictures.values_list("report__obligation__unit", "commune"))


def _row(
    work: PlanItem | WorkResult,
    item: PlanItem | None,
    result: WorkResult | None,
    words: dict[Pair, str],
    photos: set[Pair],
) -> WorkRow:
    unit, commune = work.report.obligation.unit, work.commune
    pair = (unit.pk, commune.pk)
    return WorkRow(
        unit=unit,
        commune=commune,
        place=str(item.village) if item and item.village else "",
        content=work.content,
        is_registered=item is not None,
        registered_cost=item.cost if item else None,
        source=str(FundingSource(item.funding).label) if item and item.funding else "",
        partner=item.partner if item else "",
        progress=result.progress if result else None,
        is_completed=result.is_completed if result else None,
        cost=result.cost if result else None,
        lead=str(result.joint_lead.label) if result and result.joint_lead else "",
        is_accepted=result.report.status == ReportStatus.ACCEPTED if result else None,
        commune_word=words.get(pair, "") if result else "",
        has_photo=pair in photos or (unit.pk, None) in photos,
    )

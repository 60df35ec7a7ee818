"""Everything one reader may know of one unit in a year, gathered once for its card."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.figures.shares import Share, help_shares, total_of
from reports.figures.works import Work, works_of
from twinning.choices import MEASURES, PeriodKind
from twinning.figures.beside import planned
from twinning.figures.claims import ClaimLine, claim_lines
from twinning.figures.help import Help, HelpTotals, annual_contributions
from twinning.figures.pedigree import Origin, Pedigree
from twinning.figures.scoring.ratings import Rating, ratings
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.models import Commendation, Contribution, PlanItem, Twinning, Unit, UnitSuccession


@dataclass(frozen=True)
class CommuneWord:
    """What one commune said of the numbers the unit states for it."""

    commune: str
    lines: list[ClaimLine]


@dataclass(frozen=True)
class UnitCard:
    """`planned` is what the unit registered of each measure, `before` what it gave in the year before; `origin` says
    whether the predecessors' help is in that. `formed_from`: how the unit came about by the end of the year."""

    unit: Unit
    programme_year: ProgrammeYear
    twinnings: list[Twinning]
    obligations: list[ObligationRow]
    shares: list[Share]
    before: HelpTotals
    planned: HelpTotals
    works: list[Work]
    words: list[CommuneWord]
    commendations: list[Commendation]
    rating: Rating | None
    origin: Origin
    formed_from: list[UnitSuccession]

    @property
    def year(self) -> int:
        return self.programme_year.year

    @property
    def given(self) -> HelpTotals:
        """Over all its communes."""
        return total_of(self.shares)


def unit_card(unit: Unit, programme_year: ProgrammeYear, viewer: Viewer) -> UnitCard:
    """The unit within the viewer's scope."""
    programme, year = programme_year.programme, programme_year.year
    twinnings = Twinning.objects.visible_to(viewer).in_year(programme, year).filter(unit=unit)
    commendations = Commendation.objects.visible_to(viewer).in_year(programme, year).filter(unit=unit)
    obligations = [row for row in obligation_rows(programme_year, viewer) if row.unit_id == unit.pk]
    shares = help_shares(programme_year, viewer, unit=unit)
    # Judged by its own figures alone: those of other units are not needed.
    own = Help(total_of(shares), {unit.pk: total_of(shares)}, {}, 0)
    judged = {rating.unit_id: rating for rating in ratings(programme_year, viewer, obligations, own)}
    related = ("commune__district", "village", "decision")
    pedigree, last_day = Pedigree(viewer), date(year, 12, 31)
    origin = pedigree.origin(unit.pk, last_day)
    return UnitCard(
        unit=unit,
        programme_year=programme_year,
        twinnings=list(twinnings.select_related(*related).order_by("commune__sort_key", "starts_on")),
        obligations=obligations,
        shares=shares,
        before=_before((unit.pk, *origin.units), programme_year, viewer),
        planned=_planned(unit, programme_year, viewer),
        works=works_of(programme_year, viewer, unit=unit),
        words=_words(unit, programme_year, viewer),
        commendations=list(commendations.standing().select_related("decision").order_by("pk")),
        rating=judged.get(unit.pk),
        origin=origin,
        formed_from=pedigree.back(unit.pk, last_day),
    )


def _before(units: Collection[int], programme_year: ProgrammeYear, viewer: Viewer) -> HelpTotals:
    filed = Contribution.objects.visible_to(viewer).filed().of_kind(PeriodKind.ANNUAL)
    rows = filed.in_year(programme_year.programme, programme_year.year - 1).filter(report__obligation__unit__in=units)
    totals = HelpTotals()
    for values in rows.values_list(*MEASURES):
        for measure, value in zip(MEASURES, values, strict=True):
            totals.add(measure, value)
    return totals


def _planned(unit: Unit, programme_year: ProgrammeYear, viewer: Viewer) -> HelpTotals:
    items = PlanItem.objects.visible_to(viewer).filed().in_year(programme_year.programme, programme_year.year)
    totals = HelpTotals()
    for sums in planned(items.filter(report__obligation__unit=unit)).values():
        for measure, value in sums.items():
            totals.add(measure, Decimal(value))
    return totals


def _words(unit: Unit, programme_year: ProgrammeYear, viewer: Viewer) -> list[CommuneWord]:
    rows = annual_contributions(programme_year, viewer).filter(report__obligation__unit=unit)
    rows = rows.select_related("commune").prefetch_related("confirmations__given_by").order_by("commune__sort_key")
    return [CommuneWord(str(row.commune), claim_lines(row, row.confirmations.all())) for row in rows]

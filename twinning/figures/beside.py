"""What stands beside the numbers of a filing: its communes, what was registered, what was reported last year."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from communes.models import Commune, Village
from kontum04.core.scoping import Viewer
from twinning.choices import MEASURES, FundingSource, ItemKind, PeriodKind
from twinning.figures.pedigree import Pedigree
from twinning.models import Contribution, FormSection, PlanItem, Report, Twinning, Unit

FUNDED_MEASURES: dict[str, str] = {
    FundingSource.SAVINGS: "money_savings",
    FundingSource.STAFF: "money_staff",
    FundingSource.IN_PROVINCE: "money_in_province",
    FundingSource.OUT_PROVINCE: "money_out_province",
}
"""Which measure the cost of an item is held against. Budget money is not the unit's own help and has none."""

COUNTED_MEASURES: dict[str, str] = {ItemKind.PARTY_MEMBER: "party_members", ItemKind.VISIT: "households_visited"}
"""Which measure the quantity of an item is held against."""


def twinned_communes(report: Report) -> list[Commune]:
    """Communes the unit is assigned to in the report's year, in Vietnamese order."""
    obligation = report.obligation
    year = obligation.period.programme_year
    twinnings = Twinning.objects.in_year(year.programme, year.year).filter(unit=obligation.unit)
    return list(Commune.objects.filter(pk__in=twinnings.values("commune")).select_related("district"))


def villages_of(communes: Iterable[Commune], year: int) -> list[Village]:
    """Villages of the communes that existed on any day of the year."""
    begins, ends = dt.date(year, 1, 1), dt.date(year, 12, 31)
    in_year = Q(
        Q(valid_from__isnull=True) | Q(valid_from__lte=ends), Q(valid_to__isnull=True) | Q(valid_to__gte=begins)
    )
    return list(Village.objects.filter(in_year, commune__in=communes).select_related("commune"))


def helpers_of(communes: Iterable[Commune], report: Report) -> list[Unit]:
    """The other units that help the same communes in the year: who may lead a joint work.

    That they share a commune is no secret between them; nothing but their names is shown."""
    year = report.obligation.period.programme_year
    twinnings = Twinning.objects.in_year(year.programme, year.year).filter(commune__in=communes)
    return list(Unit.objects.filter(pk__in=twinnings.values("unit")).exclude(pk=report.obligation.unit_id))


def registered_items(report: Report) -> list[PlanItem]:
    """What the unit registered in its filed plan of the report's year."""
    obligation = report.obligation
    items = PlanItem.objects.filed().filter(
        report__obligation__unit=obligation.unit_id,
        report__obligation__period__programme_year=obligation.period.programme_year_id,
    )
    return list(items.select_related("commune__district", "work_group", "village"))


def form_sections(report: Report) -> list[FormSection]:
    """The narrative sections of this kind of report."""
    period = report.obligation.period
    sections = FormSection.objects.filter(programme=period.programme_year.programme_id)
    return list(sections.filter(in_half_year=True) if period.kind == PeriodKind.HALF_YEAR else sections)


@dataclass(frozen=True)
class LastYear:
    """What was filed for each commune (by id) in the same period of the year before. With a `note`, what the unit's
    predecessors filed is inside, or why it is not."""

    rows: dict[int, Contribution]
    note: str


def last_year(report: Report, reader: Viewer) -> LastYear:
    """The unit's own numbers and those of the units it was formed from by the end of the report's year."""
    obligation = report.obligation
    year = obligation.period.programme_year
    origin = Pedigree(reader).origin(obligation.unit_id, dt.date(year.year, 12, 31))
    filed = Contribution.objects.filed().in_year(year.programme, year.year - 1).of_kind(obligation.period.kind)
    units = (obligation.unit_id, *origin.units)
    rows: dict[int, Contribution] = {}
    for row in filed.filter(report__obligation__unit__in=units).order_by("pk"):
        rows[row.commune_id] = _sum(rows[row.commune_id], row) if row.commune_id in rows else row
    return LastYear(rows, origin.note)


def _sum(one: Contribution, other: Contribution) -> Contribution:
    """Two rows of one commune together, never stored. What neither reported stays missing."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in MEASURES}
    given = {name: [value for value in pair if value is not None] for name, pair in pairs.items()}
    return Contribution(commune_id=one.commune_id, **{name: sum(values) for name, values in given.items() if values})


def planned(items: Iterable[PlanItem]) -> dict[int, dict[str, Decimal]]:
    """What the items promise of each measure, by commune id. What nobody planned is absent, not zero."""
    sums: dict[int, dict[str, Decimal]] = {}

    def add(commune_id: int, measure: str | None, value: Decimal | int | None) -> None:
        if measure is not None and value is not None:
            of_commune = sums.setdefault(commune_id, {})
            of_commune[measure] = of_commune.get(measure, Decimal(0)) + Decimal(value)

    for item in items:
        add(item.commune_id, FUNDED_MEASURES.get(item.funding), item.cost)
        add(item.commune_id, COUNTED_MEASURES.get(item.kind), item.quantity)
        if item.kind == ItemKind.MODEL:
            add(item.commune_id, "models_new", 1)
    return sums

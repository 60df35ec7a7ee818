"""What units did, summed over filed annual reports. Half-year reports are inside the annual ones, never added to them.

Each contribution row is one unit's own share for one commune, so the sum by unit, by commune and overall is the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from communes.models import ProgrammeYear
from kontum04.core.figure import DONG, Figure
from kontum04.core.scoping import Viewer
from twinning.choices import MEASURES, MONEY_MEASURES, ItemKind, PeriodKind
from twinning.models import Contribution, PlanItem, WorkResult

MEASURE_UNITS = {
    "trips": "lượt",
    "workdays": "ngày công",
    **dict.fromkeys((*MONEY_MEASURES, "in_kind", "gifts_value", "money_total"), DONG),
    "models_new": "mô hình",
    "models_replicated": "mô hình",
    "party_members": "đảng viên",
    "households_visited": "lượt hộ",
    "works_registered": "công trình",
    "works_completed": "công trình",
}


@dataclass
class HelpTotals:
    """Sums of one unit, one commune or the whole programme. A measure nobody reported is absent, not zero."""

    sums: dict[str, Decimal] = field(default_factory=dict)
    communes: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)

    def add(self, measure: str, value: Decimal | int | None) -> None:
        if value is not None:
            self.sums[measure] = self.sums.get(measure, Decimal(0)) + Decimal(value)

    def get(self, measure: str) -> Decimal | None:
        return self.sums.get(measure)

    @property
    def money_total(self) -> Decimal | None:
        reported = [self.sums[name] for name in MONEY_MEASURES if name in self.sums]
        return sum(reported, Decimal(0)) if reported else None

    @property
    def did_nothing(self) -> bool:
        """Nothing but zeros and blanks: the mark of a unit that helped nobody."""
        return not any(self.sums.get(name) for name in (*MEASURES, "works_completed"))


@dataclass(frozen=True)
class Help:
    """The year's help, three ways of the same rows."""

    total: HelpTotals
    by_unit: dict[int, HelpTotals]
    by_commune: dict[int, HelpTotals]
    communes_with_new_members: int


def annual_contributions(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[Contribution]:
    """Contributions that count: of filed annual reports, within the reader's scope."""
    return (
        Contribution.objects.visible_to(viewer)
        .filed()
        .in_year(programme_year.programme, programme_year.year)
        .of_kind(PeriodKind.ANNUAL)
    )


def registered_works(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[PlanItem]:
    """Works registered in filed plans."""
    return (
        PlanItem.objects.visible_to(viewer)
        .filed()
        .in_year(programme_year.programme, programme_year.year)
        .filter(kind=ItemKind.WORK)
    )


def completed_works(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[WorkResult]:
    """Works finished according to filed annual reports; a joint work only where its lead reports it."""
    return (
        WorkResult.objects.visible_to(viewer)
        .filed()
        .in_year(programme_year.programme, programme_year.year)
        .of_kind(PeriodKind.ANNUAL)
        .filter(kind=ItemKind.WORK, is_completed=True, joint_lead__isnull=True)
    )


def help_of(programme_year: ProgrammeYear, viewer: Viewer) -> Help:
    """The help of one programme year that `viewer` may see (three queries)."""
    total = HelpTotals()
    by_unit: dict[int, HelpTotals] = {}
    by_commune: dict[int, HelpTotals] = {}
    members: dict[int, int] = {}

    def targets(unit: int, commune: int) -> Iterable[HelpTotals]:
        for totals in (
            total,
            by_unit.setdefault(unit, HelpTotals()),
            by_commune.setdefault(commune, HelpTotals()),
        ):
            totals.communes.add(commune)
            totals.units.add(unit)
            yield totals

    keys = ("report__obligation__unit_id", "commune_id")
    for unit, commune, *values in annual_contributions(programme_year, viewer).values_list(*keys, *MEASURES):
        for totals in targets(unit, commune):
            for measure, value in zip(MEASURES, values, strict=True):
                totals.add(measure, value)
        members[commune] = members.get(commune, 0) + (values[MEASURES.index("party_members")] or 0)
    for name, works in (
        ("works_registered", registered_works(programme_year, viewer)),
        ("works_completed", completed_works(programme_year, viewer)),
    ):
        for unit, commune in works.values_list(*keys):
            for totals in targets(unit, commune):
                totals.add(name, 1)
    return Help(total, by_unit, by_commune, sum(count > 0 for count in members.values()))


def per_household(totals: HelpTotals | None, households: Decimal | None) -> Decimal | None:
    """Money for each household of a commune, in đồng; missing while either is missing, or nobody lives there."""
    money = totals.money_total if totals else None
    return money / households if money is not None and households else None


def measure_label(measure: str) -> str:
    """The label of a measure as the forms print it."""
    return str(getattr(Contribution._meta.get_field(measure), "verbose_name", measure))


def measure_figure(totals: HelpTotals, measure: str, *, label: str = "") -> Figure:
    """One measure of some totals as a figure. Workdays keep one decimal only when they have one."""
    value = totals.money_total if measure == "money_total" else totals.get(measure)
    decimals = 1 if measure == "workdays" and value is not None and value % 1 else 0
    label = label or measure_label(measure)
    return Figure(f"help.{measure}", label[:1].upper() + label[1:], MEASURE_UNITS[measure], value, decimals)

"""The rows of Biểu 1 (units) and Biểu 2 (communes): one dataclass for screen, XLSX and paper."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from communes.figures.aggregate import figure_of, level_counts
from communes.figures.readings import Readings
from communes.models import Designation, IndicatorPart, ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from twinning.choices import PeriodKind
from twinning.figures.help import Help, HelpTotals
from twinning.figures.timeliness import ObligationRow
from twinning.models import Twinning, Unit

COMMUNE_COLUMNS = ("DC01", "NG01", "NG03", "NG04", "NG02", "YT01", "NTM1", "DB03")
"""Indicator parts printed for each commune in Biểu 2."""

VILLAGE_STATE_PART = "ND01.1"
VILLAGE_CELL_PART = "DB01.1"


@dataclass(frozen=True)
class UnitRow:
    """One unit's year. Dates are None when nothing was filed; `days_late` is that of the annual report."""

    unit_id: int
    name: str
    kind: str
    communes: tuple[str, ...]
    help: HelpTotals
    plan_filed_on: date | None
    annual_filed_on: date | None
    days_late: int | None


@dataclass(frozen=True)
class CommuneRow:
    """One commune's year: figures by part code, the year before's poor households, villages by state."""

    commune_id: int
    district: str
    name: str
    category: str
    is_key: bool
    figures: dict[str, Figure]
    poor_before: Figure
    villages: int
    villages_by_state: tuple[tuple[str, int], ...]
    village_cells: Figure | None
    help: HelpTotals

    @property
    def has_village_states(self) -> bool:
        """Whether any village reported its state; otherwise the counts are missing, not zero."""
        return any(count for _label, count in self.villages_by_state)


def unit_rows(
    programme_year: ProgrammeYear, viewer: Viewer, obligations: list[ObligationRow], given: Help
) -> list[UnitRow]:
    """Every unit in scope that owes or is twinned in the year, in Vietnamese order."""
    twinnings = Twinning.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    communes: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in twinnings.order_by("commune__sort_key").values_list("unit_id", "commune__name"):
        if name not in communes[unit_id]:
            communes[unit_id].append(name)
    owed: dict[int, dict[str, ObligationRow]] = defaultdict(dict)
    for row in obligations:
        owed[row.unit_id][row.kind] = row
    units = Unit.objects.visible_to(viewer).filter(pk__in={*communes, *owed}).order_by("sort_key")
    return [_unit_row(unit, communes[unit.pk], owed[unit.pk], given) for unit in units]


def _unit_row(unit: Unit, communes: list[str], owed: dict[str, ObligationRow], given: Help) -> UnitRow:
    plan, annual = owed.get(PeriodKind.PLAN), owed.get(PeriodKind.ANNUAL)
    return UnitRow(
        unit_id=unit.pk,
        name=unit.name,
        kind=unit.get_kind_display(),
        communes=tuple(communes),
        help=given.by_unit.get(unit.pk, HelpTotals()),
        plan_filed_on=plan.filed_on if plan else None,
        annual_filed_on=annual.filed_on if annual else None,
        days_late=annual.days_late if annual else None,
    )


def commune_rows(programme_year: ProgrammeYear, viewer: Viewer, readings: Readings, given: Help) -> list[CommuneRow]:
    """Every listed commune in scope, by district and name; a commune of several categories stands once."""
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    designations = (
        Designation.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .select_related("commune__district", "category")
        .order_by("commune__district__sort_key", "commune__sort_key", "category__order")
    )
    by_commune: dict[int, list[Designation]] = defaultdict(list)
    for designation in designations:
        by_commune[designation.commune_id].append(designation)
    return [_commune_row(rows, programme_year.year, readings, parts, given) for rows in by_commune.values()]


def _commune_row(
    designations: list[Designation], year: int, readings: Readings, parts: dict[str, IndicatorPart], given: Help
) -> CommuneRow:
    commune = designations[0].commune
    own = readings.only(commune.pk)
    state, cell = parts.get(VILLAGE_STATE_PART), parts.get(VILLAGE_CELL_PART)
    poor = parts.get("NG01")
    return CommuneRow(
        commune_id=commune.pk,
        district=str(commune.district or commune.province_name),
        name=commune.name,
        category=", ".join(designation.category.short_name for designation in designations),
        is_key=any(designation.category.is_key for designation in designations),
        figures={code: figure_of(own, parts[code], year) for code in COMMUNE_COLUMNS if code in parts},
        poor_before=figure_of(own, poor, year - 1) if poor else Figure("NG01", "", "", None),
        villages=len(readings.villages_of(commune.pk)),
        villages_by_state=tuple(level_counts(own, state, year)) if state else (),
        village_cells=figure_of(own, cell, year) if cell else None,
        help=given.by_commune.get(commune.pk, HelpTotals()),
    )

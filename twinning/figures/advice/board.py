"""The board: what communes need, what units can carry, who helps whom today, with the figures behind it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import Commune, Designation, IndicatorPart, ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from twinning.choices import UnitLevel
from twinning.figures.advice.optimum import Helper, Pair, Place
from twinning.figures.help import help_of, per_household
from twinning.figures.scoring.ratings import ratings
from twinning.models import Twinning, Unit

POVERTY, HOUSEHOLDS = "NG03", "DC01"


@dataclass(frozen=True)
class Rules:
    """The rules in numbers, printed with every advice. Proposals of the portal, which no document lays down."""

    units_of_a_key_commune: int = 2
    units_of_another: int = 1
    staff_per_commune: int = 100
    most_communes: int = 3
    poverty_of_greatest_need: Decimal = Decimal(60)
    unknown: float = 0.5


@dataclass(frozen=True)
class CommuneNeed:
    """One commune. `need` is 0 to 1: by its poverty rate, and more where a household got less help than elsewhere."""

    commune: Commune
    is_key: bool
    poverty: Figure
    help_per_household: Decimal | None
    units: frozenset[int]
    place: Place


@dataclass(frozen=True)
class UnitCapacity:
    """One unit. `strength` is its score of the year, 0 to 1; the middle where it has none."""

    unit: Unit
    score: Decimal | None
    is_weak: bool
    communes: frozenset[int]
    helper: Helper


@dataclass(frozen=True)
class Board:
    """Need against capacity in one programme year."""

    communes: dict[int, CommuneNeed]
    units: dict[int, UnitCapacity]
    ties: frozenset[Pair]
    rules: Rules

    @property
    def wanted(self) -> int:
        """How many assignments the communes need together."""
        return sum(row.place.units_needed for row in self.communes.values())

    @property
    def carried(self) -> int:
        """How many the units can carry together."""
        return sum(row.helper.most for row in self.units.values())


def board_of(programme_year: ProgrammeYear, viewer: Viewer, rules: Rules | None = None) -> Board:
    """The board as of the year's last day; villages' own twins are another affair."""
    rules = rules or Rules()
    programme, last_day = programme_year.programme, date(programme_year.year, 12, 31)
    designations = Designation.objects.visible_to(viewer).in_year(programme, programme_year.year)
    listed = {row.commune_id: row.commune for row in designations.select_related("commune__district", "category")}
    key = {row.commune_id for row in designations.select_related("category") if row.category.is_key}
    twinnings = Twinning.objects.visible_to(viewer).filter(programme=programme, village__isnull=True)
    in_force = twinnings.filter(starts_on__lte=last_day, commune__in=listed)
    ties = frozenset((row.unit_id, row.commune_id) for row in in_force if row.ends_on is None or row.ends_on > last_day)
    units_of, communes_of = defaultdict(set), defaultdict(set)
    for unit, commune in ties:
        units_of[commune].add(unit)
        communes_of[unit].add(commune)
    needs = _needs(programme_year, viewer, listed, key, units_of, rules)
    return Board(needs, _capacities(programme_year, viewer, communes_of, rules), ties, rules)


def _needs(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    listed: dict[int, Commune],
    key: set[int],
    units_of: dict[int, set[int]],
    rules: Rules,
) -> dict[int, CommuneNeed]:
    readings = Readings(listed, (programme_year.year,))
    parts = {part.code: part for part in IndicatorPart.objects.in_use().filter(code__in=(POVERTY, HOUSEHOLDS))}
    given = help_of(programme_year, viewer).by_commune
    helped: dict[int, Decimal | None] = {}
    rates: dict[int, Figure] = {}
    for pk in listed:
        own = readings.only(pk)
        rates[pk] = _figure(own, parts.get(POVERTY), programme_year.year)
        households = _figure(own, parts.get(HOUSEHOLDS), programme_year.year).value
        helped[pk] = per_household(given.get(pk), households)
    known = sorted(value for value in helped.values() if value is not None)
    middle = known[len(known) // 2] if known else None
    return {
        pk: CommuneNeed(
            commune,
            pk in key,
            rates[pk],
            helped[pk],
            frozenset(units_of.get(pk, ())),
            Place(
                pk,
                rules.units_of_a_key_commune if pk in key else rules.units_of_another,
                _need(rates[pk].value, helped[pk], middle, rules),
                commune.district_id,
            ),
        )
        for pk, commune in sorted(listed.items(), key=lambda item: item[1].sort_key)
    }


def _figure(readings: Readings, part: IndicatorPart | None, year: int) -> Figure:
    return figure_of(readings, part, year) if part else Figure("", "", "", None)


def _need(rate: Decimal | None, helped: Decimal | None, middle: Decimal | None, rules: Rules) -> float:
    poor = rules.unknown if rate is None else min(1.0, float(rate / rules.poverty_of_greatest_need))
    if helped is None or not middle:
        return poor
    neglected = max(0.0, 1.0 - float(helped / middle) / 2)  # 1 for no help, a half at the middle, 0 at twice that
    return 0.7 * poor + 0.3 * min(1.0, neglected)


def _capacities(
    programme_year: ProgrammeYear, viewer: Viewer, communes_of: dict[int, set[int]], rules: Rules
) -> dict[int, UnitCapacity]:
    judged = {rating.unit_id: rating for rating in ratings(programme_year, viewer)}
    last_day = date(programme_year.year, 12, 31)
    units = Unit.objects.visible_to(viewer).in_force(last_day).order_by("sort_key")
    # A district's office helps villages; it carries a commune only where it already does.
    chosen = [unit for unit in units if unit.level == UnitLevel.PROVINCE or unit.pk in communes_of]
    result = {}
    for unit in chosen:
        rating = judged.get(unit.pk)
        score = rating.score.value if rating and rating.score else None
        present = frozenset(communes_of.get(unit.pk, ()))
        by_staff = len(present) or 1 if unit.head_count is None else 1 + unit.head_count // rules.staff_per_commune
        helper = Helper(
            unit.pk,
            min(rules.most_communes, by_staff),
            rules.unknown if score is None else float(score) / 100,
            unit.district_id if unit.level == UnitLevel.DISTRICT else None,
        )
        result[unit.pk] = UnitCapacity(unit, score, bool(rating and rating.is_weak), present, helper)
    return result

"""The board: what communes need, what units can carry, who helps whom today, with the figures behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communes.models import Commune, Designation, ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import UnitLevel
from twinning.figures.advice.needs import CommuneNeed, Rules, needs_of
from twinning.figures.advice.optimum import Helper, Pair
from twinning.figures.scoring.ratings import ratings
from twinning.models import Twinning, Unit


@dataclass(frozen=True)
class UnitCapacity:
    """One unit. Its strength is its score of the year, 0 to 1; the middle where it has none."""

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
    needs = needs_of(programme_year, viewer, listed, key, units_of, rules)
    near = {unit: frozenset(_districts(listed[pk] for pk in helped)) for unit, helped in communes_of.items()}
    return Board(needs, _capacities(programme_year, viewer, communes_of, near, rules), ties, rules)


def _districts(communes: Iterable[Commune]) -> Iterator[int]:
    return (commune.district_id for commune in communes if commune.district_id)


def _capacities(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    communes_of: dict[int, set[int]],
    near: dict[int, frozenset[int]],
    rules: Rules,
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
            near.get(unit.pk, frozenset()),
        )
        result[unit.pk] = UnitCapacity(unit, score, bool(rating and rating.is_weak), present, helper)
    return result

"""What communes need of units: by poverty, by the criteria that keep them on the list, by how little help they got."""

from dataclasses import dataclass
from decimal import Decimal

from communes.figures.aggregate import figure_of
from communes.figures.assessment import assessments
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from twinning.figures.advice.gaps import Gap, Gaps
from twinning.figures.advice.optimum import Place
from twinning.figures.help import help_of, per_household

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
    weight_of_poverty: int = 5
    weight_of_gaps: int = 2
    weight_of_neglect: int = 3


@dataclass(frozen=True)
class CommuneNeed:
    """One commune. Its need is 0 to 1: by its poverty rate, by the criteria that keep it on the list, and by how little
    help a household got beside others. What was not reported is left out of it."""

    commune: Commune
    is_key: bool
    poverty: Figure
    gap: Gap
    help_per_household: Decimal | None
    units: frozenset[int]
    place: Place


def needs_of(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    listed: dict[int, Commune],
    key: set[int],
    units_of: dict[int, set[int]],
    rules: Rules,
) -> dict[int, CommuneNeed]:
    """The need of every listed commune, by id, in Vietnamese order (the same number of queries, however many)."""
    rates, helped = _rates_and_help(programme_year, viewer, listed)
    read = Gaps()
    gaps = {row.commune.pk: read.of(row) for row in assessments(programme_year, viewer, listed)}
    known = sorted(value for value in helped.values() if value is not None)
    middle = known[len(known) // 2] if known else None
    needs = {}
    for pk, commune in sorted(listed.items(), key=lambda item: item[1].sort_key):
        gap, is_key = gaps.get(pk, Gap()), pk in key
        wanted = rules.units_of_a_key_commune if is_key else rules.units_of_another
        need = _need(rates[pk].value, gap.share, _neglect(helped[pk], middle), rules)
        place = Place(pk, wanted, need, commune.district_id, is_key)
        helpers = frozenset(units_of.get(pk, ()))
        needs[pk] = CommuneNeed(commune, is_key, rates[pk], gap, helped[pk], helpers, place)
    return needs


def _rates_and_help(
    programme_year: ProgrammeYear, viewer: Viewer, listed: dict[int, Commune]
) -> tuple[dict[int, Figure], dict[int, Decimal | None]]:
    """Each commune's poverty rate, and the money its households got; None while either half of that is missing."""
    readings = Readings(listed, (programme_year.year,))
    parts = {part.code: part for part in IndicatorPart.objects.in_use().filter(code__in=(POVERTY, HOUSEHOLDS))}
    given = help_of(programme_year, viewer).by_commune
    rates, helped = {}, {}
    for pk in listed:
        own = readings.only(pk)
        rates[pk] = _figure(own, parts.get(POVERTY), programme_year.year)
        households = _figure(own, parts.get(HOUSEHOLDS), programme_year.year).value
        helped[pk] = per_household(given.get(pk), households)
    return rates, helped


def _figure(readings: Readings, part: IndicatorPart | None, year: int) -> Figure:
    return figure_of(readings, part, year) if part else Figure("", "", "", None)


def _neglect(helped: Decimal | None, middle: Decimal | None) -> float | None:
    """1 for no help, a half at the middle of all communes, 0 at twice that; None where it is not known."""
    return None if helped is None or not middle else max(0.0, 1.0 - float(helped / middle) / 2)


def _need(rate: Decimal | None, gap: float | None, neglect: float | None, rules: Rules) -> float:
    """0 to 1: the mean, by the rules' weights, of what is known; the middle where nothing is."""
    poor = None if rate is None else min(1.0, float(rate / rules.poverty_of_greatest_need))
    weights = (rules.weight_of_poverty, rules.weight_of_gaps, rules.weight_of_neglect)
    known = [(weight, part) for weight, part in zip(weights, (poor, gap, neglect), strict=True) if part is not None]
    if not known:
        return rules.unknown
    return sum(weight * part for weight, part in known) / sum(weight for weight, _part in known)

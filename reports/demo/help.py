"""What every unit did for every commune: made-up shares of the totals.

Those of 2018 are the totals that were published (source 000) where one was: 4.800 trips, over 3.000 workdays,
over 8 tỷ đồng, 335 new party members at 51 communes. They are reached by the annual reports that count; what stands
in drafts and returned reports comes on top and must not be counted.
"""

import random
from collections.abc import Collection, Mapping
from decimal import Decimal

from reports.demo.scene import Scene
from reports.demo.shares import shares, shares_by
from twinning.choices import MEASURES, UnitKind

Pair = tuple[str, str]
"""Unit name and commune code."""
Numbers = dict[str, int | Decimal | None]

TOTALS: dict[int, dict[str, int]] = {
    2017: {
        "trips": 4_350, "workdays": 2_715, "money_savings": 2_960_000_000, "money_staff": 1_431_500_000,
        "money_in_province": 1_985_000_000, "money_out_province": 640_000_000, "in_kind": 1_105_000_000,
        "models_new": 57, "models_replicated": 31, "households_visited": 5_240, "gifts_value": 1_870_000_000,
    },
    2018: {
        "trips": 4_800, "workdays": 3_046, "money_savings": 3_412_000_000, "money_staff": 1_578_500_000,
        "money_in_province": 2_406_000_000, "money_out_province": 850_000_000, "in_kind": 1_324_000_000,
        "models_new": 64, "models_replicated": 38, "households_visited": 5_860, "gifts_value": 2_130_000_000,
    },
}  # fmt: skip
"""Money adds up to 8.246.500.000 đồng in 2018."""

NEW_MEMBERS = {2017: (298, 49), 2018: (335, 51)}
"""Party members admitted, and at how many communes."""

STEP = {
    "workdays": Decimal("0.5"),
    **dict.fromkeys(("money_savings", "money_staff", "money_in_province", "money_out_province", "in_kind"), 500_000),
    "gifts_value": 100_000,
}
"""The smallest piece in which a measure is told."""

REPORTED_BY = {"money_in_province": 0.6, "money_out_province": 0.3, "in_kind": 0.5, "models_replicated": 0.5}
"""Share of the reports that state the measure at all; the others leave it blank: not reported, not zero."""

STRENGTH = {
    UnitKind.ARMED_FORCE: {"trips": 2.5, "workdays": 6.0},
    UnitKind.ENTERPRISE: {"money_staff": 2.0, "money_in_province": 2.5, "money_out_province": 3.0, "trips": 0.7},
    UnitKind.CENTRAL_AGENCY: {"money_savings": 1.5, "money_staff": 1.5},
    UnitKind.MASS_ORGANISATION: {"households_visited": 2.0, "money_out_province": 2.0, "trips": 1.3},
    UnitKind.DISTRICT_OFFICE: {"trips": 0.6, "workdays": 0.6, "money_savings": 0.2, "money_staff": 0.3},
}
"""How much more than others a kind of unit gives of a measure."""

HALF = (0.3, 0.55)
"""Share of the annual numbers that a half-year report states."""


def new_members(scene: Scene, year: int, helped: Collection[str]) -> dict[str, int]:
    """Party members admitted at each commune: none at a few, among them those nobody reports of."""
    total, places = NEW_MEMBERS[year]
    chance = scene.dice(f"members {year}")
    codes = [code for code in scene.communes if code in helped]
    chosen = set(chance.sample(codes, places))
    admitted = shares_by(total, {code: chance.uniform(0.4, 1.6) for code in codes if code in chosen}, least=1)
    return {code: admitted.get(code, 0) for code in scene.communes}


def annual_help(scene: Scene, year: int, counted: Collection[Pair], members: Mapping[str, int]) -> dict[Pair, Numbers]:
    """Numbers of the pairs that count: each measure adds up to its total, members to those of the commune."""
    chance = scene.dice(f"help {year}")
    given: dict[Pair, Numbers] = {pair: dict.fromkeys(MEASURES) for pair in counted}
    for measure, total in TOTALS[year].items():
        weights = {
            pair: _weight(scene, pair, measure, chance)
            for pair in counted
            if chance.random() < REPORTED_BY.get(measure, 1)
        }
        step = STEP.get(measure, 1)
        for pair, pieces in shares_by(int(total / step), weights).items():
            given[pair][measure] = pieces * step
    for code in dict.fromkeys(code for _unit, code in counted):
        sharing = [pair for pair in counted if pair[1] == code]
        split = shares(members[code], [chance.uniform(0.5, 1.5) for _pair in sharing])
        for pair, admitted in zip(sharing, split, strict=True):
            given[pair]["party_members"] = admitted
    return given


def uncounted_help(scene: Scene, year: int, pair: Pair) -> Numbers:
    """What a unit has written that nobody counts: of the usual size, some boxes still empty."""
    chance = scene.dice(f"uncounted {year} {pair}")
    usual = {measure: total / len(scene.units) for measure, total in TOTALS[year].items()}
    numbers: Numbers = dict.fromkeys(MEASURES)
    for measure, size in usual.items():
        if chance.random() < REPORTED_BY.get(measure, 0.9):
            step = STEP.get(measure, 1)
            numbers[measure] = int(size * chance.uniform(0.5, 1.4) / float(step)) * step
    numbers["party_members"] = chance.randint(0, 4)
    return numbers


def half_of(numbers: Numbers, chance: random.Random) -> Numbers:
    """What the half-year report had of the year's numbers."""
    share = chance.uniform(*HALF)
    return {
        measure: None
        if value is None
        else int(float(value) * share / float(STEP.get(measure, 1))) * STEP.get(measure, 1)
        for measure, value in numbers.items()
    }


def _weight(scene: Scene, pair: Pair, measure: str, chance: random.Random) -> float:
    unit, _code = pair
    return chance.uniform(0.5, 1.5) * STRENGTH.get(UnitKind(scene.units[unit].kind), {}).get(measure, 1)

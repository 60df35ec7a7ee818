"""Made-up figures of the villages, two years that follow from one another.

Households and poor households are shares of fixed totals, so that the poverty rate over all 53 communes falls from
35,8 % to 30,2 %: by 5,6 points, as published for 2018 (source 000). Both years go by the standard of QĐ 59/2015.
"""

import random
from decimal import Decimal

from reports.demo.places import LEAVING
from reports.demo.scene import Scene
from reports.demo.shares import shares

HOUSEHOLDS = {2017: 32_000, 2018: 32_500}
POOR = {2017: 11_456, 2018: 9_815}
FEWEST_HOUSEHOLDS = 28

Place = tuple[str, int]
"""Commune code and the village's place in its list."""
Numbers = dict[str, int | Decimal | None]
"""Values by part code; None: not reported."""
YearNumbers = dict[int, dict[Place, Numbers]]


def village_numbers(scene: Scene, members: dict[int, dict[str, int]]) -> YearNumbers:
    """Every entered part of every village for both years."""
    places = [(code, place) for code, villages in scene.villages.items() for place in range(len(villages))]
    chance = scene.dice("households")
    sizes = [chance.uniform(0.6, 1.5) for _place in places]
    hardship = _hardship(scene)
    numbers: YearNumbers = {}
    poor_before: list[float] = []
    for year in scene.years:
        households = shares(HOUSEHOLDS[year], sizes, least=FEWEST_HOUSEHOLDS)
        weights = [
            before * chance.uniform(0.94, 1.06)
            for before in poor_before
            or [count * hardship[code] for count, (code, _place) in zip(households, places, strict=True)]
        ]
        poor = shares(POOR[year], weights)
        poor_before = [float(count) for count in poor]
        admitted = _admitted(scene, year, members[year])
        numbers[year] = {
            place: {"DC01": count, "NG01": needy, "DB03": admitted[place]}
            for place, count, needy in zip(places, households, poor, strict=True)
        }
    for place in places:
        _fill(scene.dice(f"village {place}"), [numbers[year][place] for year in scene.years])
    return numbers


def _hardship(scene: Scene) -> dict[str, float]:
    """How poor a commune is against the others: key ones poorer, those about to leave the list better off."""
    chance = scene.dice("hardship")
    spans = {code: (1.15, 1.45) if code in scene.key_codes else (0.75, 1.1) for code in scene.communes}
    spans |= dict.fromkeys(LEAVING, (0.35, 0.5))
    return {code: chance.uniform(*spans[code]) for code in scene.communes}


def _admitted(scene: Scene, year: int, members: dict[str, int]) -> dict[Place, int]:
    chance = scene.dice(f"members by village {year}")
    return {
        (code, place): share
        for code, villages in scene.villages.items()
        for place, share in enumerate(shares(members[code], [chance.uniform(0.2, 1.8) for _village in villages]))
    }


def _fill(chance: random.Random, years: list[Numbers]) -> None:
    """The other parts. What a village has is drawn once; each year a little more of it is reached."""
    minority, size, near = chance.uniform(0.75, 1), chance.uniform(3.9, 4.5), chance.uniform(0.05, 0.11)
    roads, paved = chance.randint(10, 45), chance.uniform(0.35, 0.85)
    grid, house, culture = chance.random(), chance.random(), chance.random()
    families, state, cell, rating = chance.uniform(0.55, 0.78), chance.random(), chance.random(), chance.random()
    for later, numbers in enumerate(years):
        households = int(numbers["DC01"] or 0)
        own_cell = 0 if cell < 0.03 * (1 - later) else 1 if cell < 0.25 - 0.05 * later else 2
        numbers |= {
            "DC02": int(households * minority),
            "DC03": int(households * size),
            "NG02": int(households * near),
            "HT02.1": Decimal(int(roads * min(paved + 0.05 * later, 1))) / 10,
            "HT02.2": Decimal(roads) / 10,
            "HT03.1": int(grid > 0.02 - 0.012 * later),
            "HT03.2": int(households * 0.97) if grid > 0.02 - 0.012 * later else 0,
            "HT06": int(house < 0.78 + 0.06 * later),
            "VH01.1": int(households * (families + 0.03 * later)),
            "VH01.3": int(culture < 0.6 + 0.06 * later),
            "ND01.1": 0 if state < 0.58 - 0.08 * later else 1 if state < 0.88 - 0.04 * later else 2,
            "DB01.1": int(own_cell > 0),
            "DB01.2": own_cell,
            "DB01.3": 1,
            "DB04.3": (1 if rating < 0.3 else 2 if rating < 0.85 else 3) if own_cell == 2 else None,
        }

"""Advice on assignments for a whole country: 3.400 communes and 5.000 units in one run, with its time and gap."""

import random
import time

from benchmarks.ground import Line

COMMUNES, UNITS, DISTRICTS = 3_400, 5_000, 300
"""The country after the merger of 2025, and the districts that were."""


def advice() -> Line:
    """Seconds of the solver, and how far its answer could still be from the best of the candidates it weighed."""
    from twinning.figures.advice.optimum import best_pairs

    places, helpers, ties = country(random.Random(4))
    begin = time.perf_counter()
    found = best_pairs(places, helpers, ties)
    seconds = time.perf_counter() - begin
    served = {commune for _unit, commune in found.pairs}
    gap = f"{found.gap:.2%}".replace(".", ",")
    remark = f"gap {gap}, {len(found.pairs & ties)} of {len(ties)} ties kept, {len(served)} communes served"
    return Line(f"Advice, {COMMUNES} communes and {UNITS} units", f"{seconds:.1f} s".replace(".", ","), "–", remark)


def country(chance: random.Random):
    """An invented country: a third key communes, every ninth unit bound to a district, up to two ties a commune."""
    from twinning.figures.advice.optimum import Helper, Place

    def district() -> int:
        return chance.randrange(DISTRICTS)

    places = [
        Place(pk, 2 if is_key else 1, chance.random(), district(), is_key)
        for pk in range(COMMUNES)
        for is_key in [chance.random() < 1 / 3]
    ]
    helpers = [
        Helper(
            pk,
            chance.randint(1, 3),
            chance.random(),
            district() if pk % 9 == 0 else None,
            frozenset(district() for _tie in range(chance.randint(0, 2))),
        )
        for pk in range(COMMUNES, COMMUNES + UNITS)
    ]
    free = [helper.pk for helper in helpers if helper.district is None]
    ties = frozenset((chance.choice(free), place.pk) for place in places for _tie in range(chance.randint(0, 2)))
    return places, helpers, ties

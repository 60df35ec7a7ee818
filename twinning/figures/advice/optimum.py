"""The best assignment under stated rules, found by SciPy's mixed-integer solver (HiGHS). Pure: data in, pairs out.

Kept without exception: every commune gets as many units as it needs, no unit helps more communes than it can carry, a
district unit stays in its district, what a person locked stays locked. Within that, the sum of costs is least: a tie
given up and a tie begun both cost, and need met by strength pays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Pair = tuple[int, int]
"""(unit id, commune id)"""

CANDIDATES = 12
"""Units considered for one commune beside its present ones, where there are too many to weigh them all."""

SMALL = 20_000
"""Up to so many possible pairs all are weighed."""

TIME_LIMIT = 120
"""Seconds after which the best found so far is taken, with its gap said."""


@dataclass(frozen=True)
class Place:
    """A commune: how many units it needs, how great its need is (0 to 1), its district, whether it is a key one."""

    pk: int
    units_needed: int
    need: float
    district: int | None = None
    is_key: bool = False


@dataclass(frozen=True)
class Helper:
    """A unit: how many communes it can carry, how strong it is (0 to 1); `district` binds a district's unit, `near` are
    the districts where it helps already."""

    pk: int
    most: int
    strength: float
    district: int | None = None
    near: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Costs:
    """What a change costs, and what need met by strength, strength at a key commune and a short way pay; only their
    proportions matter. Together the last three stay below the first: nobody is assigned only because it would pay."""

    begin: float = 10.0
    give_up: float = 10.0
    match: float = 5.0
    key: float = 2.0
    near: float = 2.0

    def of(self, place: Place, helper: Helper, *, stands: bool) -> float:
        """The price of a pair; below zero it pays."""
        price = -self.give_up if stands else self.begin
        price -= self.match * helper.strength * place.need + (self.key * helper.strength if place.is_key else 0)
        return price - (self.near if not stands and place.district in helper.near else 0)


@dataclass(frozen=True)
class Locks:
    """Pairs a person wants kept or ruled out."""

    keep: frozenset[Pair] = frozenset()
    never: frozenset[Pair] = frozenset()


@dataclass(frozen=True)
class Optimum:
    """The pairs, and how far the solver could still be from the best: 0 when it proved its answer."""

    pairs: frozenset[Pair]
    gap: float


class NoAssignmentError(ValueError):
    """No assignment keeps all rules."""


def best_pairs(
    places: Collection[Place],
    helpers: Collection[Helper],
    ties: Collection[Pair],
    locks: Locks | None = None,
    costs: Costs | None = None,
) -> Optimum:
    """The cheapest set of pairs that keeps the rules. Raise NoAssignmentError when there is none."""
    locks, costs, present = locks or Locks(), costs or Costs(), frozenset(ties)
    pairs = _possible(places, helpers, present, locks)
    if not pairs:
        if any(place.units_needed for place in places):
            raise NoAssignmentError
        return Optimum(frozenset(), 0.0)
    by_place, by_helper = {place.pk: place for place in places}, {helper.pk: helper for helper in helpers}
    price = np.array([costs.of(by_place[pair[1]], by_helper[pair[0]], stands=pair in present) for pair in pairs])
    lower = np.array([1.0 if pair in locks.keep else 0.0 for pair in pairs])
    solved = milp(
        price,
        integrality=np.ones(len(pairs)),
        bounds=Bounds(lower, np.ones(len(pairs))),
        constraints=[_needs(pairs, by_place), _loads(pairs, by_helper)],
        options={"time_limit": TIME_LIMIT},
    )
    if solved.x is None:
        raise NoAssignmentError
    chosen = frozenset(pair for pair, taken in zip(pairs, solved.x, strict=True) if taken > 0.5)
    return Optimum(chosen, float(solved.mip_gap or 0.0))


def _possible(
    places: Collection[Place], helpers: Collection[Helper], present: frozenset[Pair], locks: Locks
) -> list[Pair]:
    """Pairs worth weighing: all of them, or for many the present ones and each commune's strongest candidates."""
    many = len(places) * len(helpers) > SMALL
    free = [helper for helper in helpers if helper.district is None]
    if many:  # taken in turn, so that neighbours do not all compete for the same few
        free = sorted(free, key=lambda helper: -helper.strength)
    found: set[Pair] = set()
    for turn, place in enumerate(places):
        bound = [helper for helper in helpers if helper.district is not None and helper.district == place.district]
        candidates = (
            free if not many else [free[(turn + step) % len(free)] for step in range(min(CANDIDATES, len(free)))]
        )
        found.update((helper.pk, place.pk) for helper in (*bound, *candidates))
    known = {helper.pk for helper in helpers}, {place.pk for place in places}
    kept = {pair for pair in present | locks.keep if pair[0] in known[0] and pair[1] in known[1]}
    return sorted((found | kept) - locks.never)


def _needs(pairs: list[Pair], places: Mapping[int, Place]) -> LinearConstraint:
    """Every commune has at least the units it needs."""
    order = {pk: row for row, pk in enumerate(places)}
    wanted = np.array([place.units_needed for place in places.values()], dtype=float)
    return LinearConstraint(_matrix([order[commune] for _unit, commune in pairs], len(order)), wanted, np.inf)


def _loads(pairs: list[Pair], helpers: Mapping[int, Helper]) -> LinearConstraint:
    """No unit helps more communes than it can carry."""
    order = {pk: row for row, pk in enumerate(helpers)}
    most = np.array([helper.most for helper in helpers.values()], dtype=float)
    return LinearConstraint(_matrix([order[unit] for unit, _commune in pairs], len(order)), 0, most)


def _matrix(rows: list[int], height: int) -> csr_array:
    """One row a commune or unit, one column a pair, 1 where the pair is its own."""
    return csr_array((np.ones(len(rows)), (rows, range(len(rows)))), shape=(height, len(rows)))

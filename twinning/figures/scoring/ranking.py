"""Places in a ranking: equal scores share a place, and the next one is as far down as there are units above it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Place:
    """Place of one unit among all and among its kind; None without a score."""

    overall: int | None
    of_all: int
    in_kind: int | None
    of_kind: int


def places(scores: Sequence[tuple[int, str, Decimal | None]]) -> dict[int, Place]:
    """Places by unit id, from (unit id, kind, score). Units without a score have none and push nobody down."""
    by_kind: dict[str, list[Decimal]] = defaultdict(list)
    for _unit, kind, value in scores:
        if value is not None:
            by_kind[kind].append(value)
    everybody = [value for values in by_kind.values() for value in values]
    return {
        unit: Place(_place(value, everybody), len(everybody), _place(value, by_kind[kind]), len(by_kind[kind]))
        for unit, kind, value in scores
    }


def _place(value: Decimal | None, among: Sequence[Decimal]) -> int | None:
    return None if value is None else 1 + sum(other > value for other in among)

"""Values in at most five classes, for a map. Pure.

Classes hold about as many places each, so that one far value does not leave the others in one shade; equal values stay
together, and few different values have a class each."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

MOST = 5


@dataclass(frozen=True)
class ValueClass:
    """The places from `low` to `high`, both found among the values and included; `shade` is 1 (light) to 5 (dark)."""

    shade: int
    low: Decimal
    high: Decimal
    count: int


def classes_of(values: Collection[Decimal]) -> list[ValueClass]:
    """The classes from the lowest to the highest; none of nothing. Give values as they are printed, rounded."""
    different = sorted(set(values))
    groups = [[value] for value in different] if len(different) <= MOST else _quantiles(sorted(values))
    counted = list(values)
    return [
        ValueClass(shade, group[0], group[-1], sum(group[0] <= value <= group[-1] for value in counted))
        for shade, group in zip(_shades(len(groups)), groups, strict=True)
    ]


def _quantiles(ordered: list[Decimal]) -> list[list[Decimal]]:
    """Cut what is left into equal parts, class by class; equal values are never parted."""
    groups: list[list[Decimal]] = []
    rest = ordered
    for left in range(MOST, 0, -1):
        if rest:
            end = _end_near(rest, -(-len(rest) // left))
            groups.append(rest[:end])
            rest = rest[end:]
    return groups


def _end_near(ordered: list[Decimal], end: int) -> int:
    """The place nearest to `end` where two different values meet."""
    last = ordered[end - 1]
    before, after = ordered.index(last), len(ordered) - ordered[::-1].index(last)
    return before if before and end - before < after - end else after


def _shades(count: int) -> list[int]:
    """Shades as far apart as possible: of two classes the lightest and the darkest."""
    if count <= 1:
        return [3] * count
    return [1 + round(at * (MOST - 1) / (count - 1)) for at in range(count)]


def class_at(classes: list[ValueClass], value: Decimal) -> ValueClass | None:
    return next((each for each in classes if each.low <= value <= each.high), None)

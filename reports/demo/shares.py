"""Whole numbers that look uneven and add up exactly."""

import random
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def dice(seed: int, subject: str) -> random.Random:
    """The generator of one subject: what one module draws never shifts what another draws."""
    return random.Random(f"{seed}:{subject}")


def shares(total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """Split `total` in proportion to the weights into whole numbers of at least `least` that add up exactly.

    What rounding leaves over goes to the largest fractions. ValueError when `total` is too small."""
    spare = total - least * len(weights)
    whole = sum(weights)
    if spare < 0 or not whole:
        raise ValueError(f"{total} cannot be shared among {len(weights)} with at least {least} each")
    exact = [spare * weight / whole for weight in weights]
    split = [int(share) for share in exact]
    by_fraction = sorted(range(len(weights)), key=lambda place: split[place] - exact[place])
    for place in by_fraction[: spare - sum(split)]:
        split[place] += 1
    return [least + share for share in split]


def shares_by(total: int, weights: Mapping[Key, float], *, least: int = 0) -> dict[Key, int]:
    """The same for named weights."""
    return dict(zip(weights, shares(total, list(weights.values()), least=least), strict=True))

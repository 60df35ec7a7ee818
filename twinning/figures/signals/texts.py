"""How much of one text stands in another: runs of three syllables, blind to marks, capitals and, if asked, numbers."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

from kontum04.core.text import fold

RUN = 3
"""Syllables of a run: long enough that chance repeats few, short enough that a changed word costs little."""

Key = TypeVar("Key", bound=Hashable)
Runs = frozenset[str]

_WORDS = re.compile(r"[a-z]+")
_WORDS_AND_NUMBERS = re.compile(r"[a-z]+|[0-9]+")


def words(text: str, *, numbers: bool = False) -> list[str]:
    """The syllables of a text; its numbers too where they tell one thing from another."""
    return (_WORDS_AND_NUMBERS if numbers else _WORDS).findall(fold(text))


def runs(text: str, *, numbers: bool = False) -> Runs:
    """Every run of three syllables; a shorter text is one run, an empty one none."""
    found = words(text, numbers=numbers)
    if len(found) < RUN:
        return frozenset([" ".join(found)] if found else [])
    return frozenset(" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def share(own: Runs, other: Runs) -> float:
    """Percent of the own runs that stand in the other text; of nothing there is no share: 0."""
    return 100 * len(own & other) / len(own) if own else 0.0


def alike(texts: Mapping[Key, Runs], least: float) -> dict[Key, list[tuple[Key, float]]]:
    """For each text the others that hold at least `least` percent of it, the most alike first.

    Whatever holds that share holds one of the few rarest runs that cannot all be missing, so only the texts with one
    of these are compared: far from every pair."""
    holders: dict[str, list[Key]] = defaultdict(list)
    for key, found in texts.items():
        for run in found:
            holders[run].append(key)
    common = Counter({run: len(keys) for run, keys in holders.items()})
    result: dict[Key, list[tuple[Key, float]]] = {}
    for key, own in texts.items():
        may_miss = len(own) - math.ceil(len(own) * least / 100 - 1e-9)
        rarest = sorted(own, key=lambda run: (common[run], run))[: may_miss + 1]
        candidates = dict.fromkeys(other for run in rarest for other in holders[run] if other != key)
        near = [(other, share(own, texts[other])) for other in candidates]
        kept = [(other, percent) for other, percent in near if percent >= least - 1e-9]
        if kept:
            result[key] = sorted(kept, key=lambda item: -item[1])
    return result

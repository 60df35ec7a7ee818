"""One unit that tells nothing but round numbers: others take up the difference, so that the year's totals stay."""

from kontum04.core.figure import DONG
from reports.demo.cases import ROUND_NUMBERS
from reports.demo.help import Numbers, Pair
from twinning.choices import MEASURES
from twinning.figures.help import MEASURE_UNITS

COUNTS, MONEY = 10, 10_000_000
"""To what is rounded; smaller numbers are left as they are."""


def round_off(given: dict[Pair, Numbers]) -> None:
    """Round the unit's numbers in place."""
    for pair, numbers in given.items():
        if pair[0] != ROUND_NUMBERS:
            continue
        others = [(other, found) for other, found in given.items() if other[0] != ROUND_NUMBERS]
        for measure in MEASURES:
            step = MONEY if MEASURE_UNITS[measure] == DONG else COUNTS
            value = numbers[measure]
            if value is not None and value >= step:
                # new party members are also a figure of their commune and stay there
                near = [found for other, found in others if other[1] == pair[1]]
                far = [found for other, found in others if measure != "party_members" and other[1] != pair[1]]
                _move(numbers, [*near, *far], measure, value - round(value / step) * step)


def _move(numbers: Numbers, others: list[Numbers], measure: str, difference) -> None:
    """Hand the difference to the first of the others that tells the measure and can bear it."""
    for other in others:
        told = other[measure]
        if told is not None and told + difference > 0:
            other[measure], numbers[measure] = told + difference, numbers[measure] - difference
            return

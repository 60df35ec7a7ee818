"""League tables: units and communes beside one another, by any measure, overall and among their like.

Nothing is computed here but rates per head; the numbers are those of ratings, help and indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kontum04.core.figure import Figure
from twinning.figures.scoring.ranking import Place, places


@dataclass(frozen=True)
class Measure:
    """Something to rank by. `lower_is_better`: the least stands first, as of days late."""

    code: str
    label: str
    unit: str
    decimals: int = 0
    lower_is_better: bool = False

    def figure(self, value: Decimal | None, top: Decimal | None = None, bottom: Decimal | None = None) -> Figure:
        return Figure(self.code, self.label, self.unit, value, self.decimals, top, bottom)

    def ratio(self, top: Decimal | None, bottom: Decimal | None, times: int = 1) -> Figure:
        """`top` to each of `bottom`; missing where either is, or where there is nothing to divide by."""
        value = None if top is None or not bottom else top * times / bottom
        return self.figure(value, top, bottom)


@dataclass(frozen=True)
class Standing:
    """One unit or commune. `group` is whom it is compared with besides all: its kind, its district.

    `words` are columns that are no numbers; `marks` the answers to yes-or-no filters."""

    pk: int
    name: str
    group: str
    order: str
    figures: Mapping[str, Figure]
    place: Place | None = None
    words: Mapping[str, str] | None = None
    marks: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, Decimal | None]:
        return {code: figure.rounded for code, figure in self.figures.items()}


def ranked(standings: Sequence[Standing], by: Measure) -> list[Standing]:
    """With their places by one measure, the best first; whoever has no number of it has no place and stands last."""
    sign = -1 if by.lower_is_better else 1
    known = {row.pk: row.figures[by.code].rounded for row in standings}
    at = places([(row.pk, row.group, None if (value := known[row.pk]) is None else sign * value) for row in standings])
    placed = [replace(row, place=at[row.pk]) for row in standings]
    return sorted(placed, key=lambda row: (known[row.pk] is None, -sign * (known[row.pk] or 0), row.order, row.pk))

"""What all proposed changes together do, as counts today and after them."""

import statistics
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twinning.figures.advice.board import Board
from twinning.figures.advice.optimum import Pair


@dataclass(frozen=True)
class Effect:
    """What all changes together do: a count today, and after them."""

    label: str
    before: int
    after: int


def effects_of(board: Board, before: Collection[Pair], after: Collection[Pair]) -> Iterator[Effect]:
    """The rules that were broken and are no more, and the strong at key communes."""
    strong = statistics.median(row.helper.strength for row in board.units.values()) if board.units else 0

    def short(pairs: Collection[Pair]) -> int:
        helped = Counter(commune for _unit, commune in pairs)
        return sum(helped[pk] < row.place.units_needed for pk, row in board.communes.items())

    def overburdened(pairs: Collection[Pair]) -> int:
        load = Counter(unit for unit, _commune in pairs)
        return sum(load[pk] > row.helper.most for pk, row in board.units.items())

    def well_served(pairs: Collection[Pair]) -> int:
        good = {commune for unit, commune in pairs if board.units[unit].helper.strength >= strong}
        return sum(row.is_key and pk in good for pk, row in board.communes.items())

    for label, measure in (
        (_("Xã thiếu đơn vị"), short),
        (_("Đơn vị quá sức"), overburdened),
        (_("Xã trọng điểm có đơn vị thuộc nửa mạnh hơn"), well_served),
    ):
        yield Effect(label, measure(before), measure(after))

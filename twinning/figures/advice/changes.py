"""What the optimum would change, each change with its reason and its effect."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import AssignmentChange
from twinning.figures.advice.board import Board, CommuneNeed, UnitCapacity
from twinning.figures.advice.effects import Effect, effects_of
from twinning.figures.advice.optimum import Locks, Optimum, Pair, best_pairs


@dataclass(frozen=True)
class Change:
    """One proposed change of who helps whom."""

    unit: UnitCapacity
    commune: CommuneNeed
    change: AssignmentChange
    reason: str
    effect: str

    @property
    def pair(self) -> Pair:
        return self.unit.unit.pk, self.commune.commune.pk


@dataclass(frozen=True)
class Advice:
    """The changes, and what stays. `gap` is how far the solver could still be from the best, as a share."""

    board: Board
    changes: tuple[Change, ...]
    kept: int
    gap: float
    effects: tuple[Effect, ...] = ()


def advise(board: Board, locks: Locks | None = None) -> Advice:
    """Advice for a board. Raise NoAssignmentError when no assignment keeps all rules."""
    places = [row.place for row in board.communes.values()]
    helpers = [row.helper for row in board.units.values()]
    present = frozenset(pair for pair in board.ties if pair[0] in board.units and pair[1] in board.communes)
    found = best_pairs(places, helpers, present, locks)
    changes = tuple(_changes(board, present, found, locks or Locks()))
    return Advice(board, changes, len(found.pairs & present), found.gap, tuple(effects_of(board, present, found.pairs)))


def _changes(board: Board, present: frozenset[Pair], found: Optimum, locks: Locks) -> list[Change]:
    after: dict[int, set[int]] = defaultdict(set)
    load: dict[int, int] = defaultdict(int)
    for unit_id, commune_id in found.pairs:
        after[commune_id].add(unit_id)
        load[unit_id] += 1
    changes = []
    for pair in sorted(found.pairs ^ present, key=lambda pair: _order(board, pair)):
        unit, commune = board.units[pair[0]], board.communes[pair[1]]
        begins = pair in found.pairs
        reason = _why_begin(unit, commune) if begins else _why_end(unit, commune, after[pair[1]], board)
        if pair in locks.keep | locks.never:
            reason = _("theo cặp người xem đã khóa")
        effect = _effect(unit, commune, len(after[pair[1]]), load[pair[0]])
        kind = AssignmentChange.ADD if begins else AssignmentChange.END
        changes.append(Change(unit, commune, kind, reason, effect))
    return changes


def _effect(unit: UnitCapacity, commune: CommuneNeed, helpers: int, load: int) -> str:
    """What the change does to both sides."""
    words = _("xã: %(before)s → %(after)s đơn vị (cần %(needed)s); đơn vị: %(load)s → %(new_load)s xã (sức %(most)s)")
    return words % {
        "before": formats.number(len(commune.units)),
        "after": formats.number(helpers),
        "needed": formats.number(commune.place.units_needed),
        "load": formats.number(len(unit.communes)),
        "new_load": formats.number(load),
        "most": formats.number(unit.helper.most),
    }


def _order(board: Board, pair: Pair) -> tuple[str, str]:
    return board.communes[pair[1]].commune.sort_key, board.units[pair[0]].unit.sort_key


def _why_begin(unit: UnitCapacity, commune: CommuneNeed) -> str:
    """The strongest reason that applies, then what the unit can do."""
    needed, has = commune.place.units_needed, len(commune.units)
    if not has:
        reason = _("xã chưa có đơn vị nào")
    elif has < needed:
        reason = _("xã trọng điểm cần %(needed)s đơn vị, mới có %(has)s") % {
            "needed": formats.number(needed),
            "has": formats.number(has),
        }
    else:
        reason = _("thay đơn vị thôi giúp xã")
    spare = _("đơn vị chưa giúp xã nào") if not unit.communes else _("đơn vị còn sức")
    near = _(", đang giúp xã cùng huyện") if commune.commune.district_id in unit.helper.near else ""
    return f"{reason}{_poverty(commune)}; {spare}{near}{_score(unit)}"


def _why_end(unit: UnitCapacity, commune: CommuneNeed, after: set[int], board: Board) -> str:
    if len(unit.communes) > unit.helper.most:
        reason = _("đơn vị đang giúp %(has)s xã, quá sức %(most)s xã") % {
            "has": formats.number(len(unit.communes)),
            "most": formats.number(unit.helper.most),
        }
    elif unit.is_weak:
        reason = _("đơn vị xếp loại yếu")
    else:
        reason = _("xã có đơn vị khác phù hợp hơn")
    others = formats.join(sorted(board.units[pk].unit.name for pk in after))
    return _("%(reason)s%(score)s; xã còn %(others)s") % {
        "reason": reason,
        "score": _score(unit),
        "others": others or _("chưa có đơn vị nào"),
    }


def _score(unit: UnitCapacity) -> str:
    return "" if unit.score is None else _(" (%(score)s điểm)") % {"score": formats.number(unit.score, 1)}


def _poverty(commune: CommuneNeed) -> str:
    return "" if commune.poverty.value is None else _(" (hộ nghèo %(rate)s)") % {"rate": commune.poverty.text}

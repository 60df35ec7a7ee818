"""Units that merge, split, change their name or close. One transaction by one decision; nothing is rewritten.

Only what is open moves: assignments end and begin anew for the successor, what is still to be filed is owed by it.
What was filed stays with the unit that filed it. Whoever acted for the old unit acts for a new one only if told so."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Decision
from communes.services.decisions import Basis
from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import create_signed, sign
from kontum04.core.text import nfc
from twinning.choices import UnitChange
from twinning.figures.succession import Consequences, Rearrangement, consequences
from twinning.models import Membership, Unit, UnitSuccession
from twinning.services.succession_checks import alone_problems, change_problems
from twinning.services.succession_moves import ONE_DAY, hand_over, move_obligations, pass_requests_on


@dataclass(frozen=True)
class Chosen:
    """What the office decides beside: which heir takes over an assignment (by id), who acts for which heir (user id,
    heir), and whether places may be left without any unit."""

    heirs: Mapping[int, int] = field(default_factory=dict)
    people: frozenset[tuple[int, int]] = frozenset()
    leaves_alone: bool = False


@transaction.atomic
def succeed(*, change: Rearrangement, chosen: Chosen, basis: Basis, by: User) -> list[UnitSuccession]:
    """Carry the rearrangement out and return its lines. Raise Problems naming all that is wrong; then nothing is
    written."""
    _lock(change)
    problems = change_problems(change) + basis.problems()
    ahead = consequences(change) if change.effective_on else None
    if ahead:
        problems += _choice_problems(change, chosen, ahead)
    day = change.effective_on
    if problems or ahead is None or day is None:
        raise Problems(problems)
    decision = basis.decision()
    heirs = [*change.successors, *(_new_unit(change, name, by) for name in change.new_names)]
    lines = _lines(change, day, heirs, decision, by)
    why = _("Theo %(decision)s: %(how)s") % {"decision": decision, "how": _how(change)}
    for unit in change.predecessors:
        unit.valid_to = day - ONE_DAY
        sign(unit, by=by, why=why)
        unit.save()
    takers = {pk: heirs[heir] for pk, heir in chosen.heirs.items()}
    hand_over(ahead, takers, day, decision, partial(sign, by=by, why=why))
    move_obligations(ahead, heirs, why, by)
    pass_requests_on(ahead, heirs, partial(sign, by=by, why=why))
    people = [Membership(user_id=user, unit=heirs[heir]) for user, heir in sorted(chosen.people)]
    known = set(Membership.objects.filter(unit__in=heirs).values_list("user", "unit"))
    create_signed([row for row in people if (row.user_id, row.unit_id) not in known], by=by, why=why)
    return lines


def _lock(change: Rearrangement) -> None:
    """Hold the units, in one order, and read them anew: whoever comes second finds them rearranged."""
    units = {unit.pk: unit for unit in (*change.predecessors, *change.successors)}
    for row in Unit.objects.select_for_update().filter(pk__in=units).order_by("pk"):
        units[row.pk].valid_from, units[row.pk].valid_to = row.valid_from, row.valid_to


def _choice_problems(change: Rearrangement, chosen: Chosen, ahead: Consequences) -> list[Problem]:
    ends = {row.twinning.pk for row in ahead.endings}
    carried = {pk for pk, heir in chosen.heirs.items() if 0 <= heir < len(change.heirs)}
    problems = []
    if chosen.heirs.keys() - ends or chosen.heirs.keys() - carried:
        problems.append(Problem(_("Phân công"), _("đã đổi từ khi mở trang; hãy xem lại.")))
    users = {row.user_id for row in ahead.people}
    if any(user not in users or not 0 <= heir < len(change.heirs) for user, heir in chosen.people):
        problems.append(Problem(_("Người của đơn vị"), _("danh sách đã đổi; hãy xem lại."), field="id_people"))
    if not chosen.leaves_alone:
        problems += alone_problems(change, ahead, carried)
    return problems


def _how(change: Rearrangement) -> str:
    names = formats.join([unit.name for unit in change.predecessors])
    into = _(" thành %(heirs)s") % {"heirs": formats.join(change.heirs)} if change.heirs else ""
    return f"{UnitChange(change.kind).label.lower()} {names}{into}"


def _new_unit(change: Rearrangement, name: str, by: User) -> Unit:
    """Of the kind and level of what it comes from; of a new name alone also its size is known."""
    old = change.predecessors[0]
    heads = old.head_count if change.kind == UnitChange.RENAME else None
    row = Unit(
        name=nfc(name), kind=old.kind, level=old.level, district=old.district, head_count=heads,
        valid_from=change.effective_on,
    )  # fmt: skip
    sign(row, by=by, why=_how(change))
    row.save()
    return row


def _lines(
    change: Rearrangement, day: dt.date, heirs: Sequence[Unit], decision: Decision, by: User
) -> list[UnitSuccession]:
    after: Sequence[Unit | None] = heirs or [None]
    rows = [
        UnitSuccession(
            predecessor=old, successor=new, kind=change.kind, effective_on=day, decision=decision, note=change.note
        )
        for old in change.predecessors
        for new in after
    ]
    for row in rows:
        sign(row, by=by, why=_how(change))
        row.save()
    return rows

"""What moves when a unit is merged, split, renamed or closed: only what is open, inside `succeed`'s transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from communes.models import Decision
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.recording import create_signed, sign
from twinning.figures.succession import Consequences, standing
from twinning.models import Extension, Obligation, Request, Twinning, Unit
from twinning.services.periods import owing_units

ONE_DAY = dt.timedelta(days=1)
REASON_LIMIT = 300


def hand_over(
    ahead: Consequences, takers: Mapping[int, Unit], day: dt.date, decision: Decision, signed: partial
) -> None:
    """End every assignment the day before. `takers`: the heir of an assignment, by its id; it begins where it does not
    help already, of several assignments of one place with the longest."""
    rows = sorted((row.twinning for row in ahead.endings), key=lambda row: row.ends_on or dt.date.max, reverse=True)
    for row in rows:
        until, row.ends_on = row.ends_on, day - ONE_DAY
        signed(row)
        row.save()
        heir = takers.get(row.pk)
        if heir is None:
            continue
        there = {"programme": row.programme, "commune": row.commune, "village": row.village, "unit": heir}
        if not standing(day).filter(**there).exists():
            begun = Twinning(**there, starts_on=day, ends_on=until, decision=decision)
            signed(begun)
            begun.save()


def move_obligations(ahead: Consequences, heirs: Sequence[Unit], why: str, by: User) -> None:
    """Waive what is still to come, and let every heir that helps somebody in the year owe it, with its extension."""
    for row in ahead.moved:
        row.waived_on, row.waived_reason = clock.today(), why[:REASON_LIMIT]
        sign(row, by=by, why=why)
        row.save()
        owing = owing_units(row.period.programme_year).filter(pk__in=[unit.pk for unit in heirs])
        for unit in owing.exclude(obligations__period=row.period):
            owed = Obligation(unit=unit, period=row.period)
            create_signed([owed], by=by, why=why)
            if row.effective_due_on != row.period.due_on:
                Extension.objects.create(
                    obligation=owed, new_due_on=row.effective_due_on, reason=why, granted_by=by
                )  # fmt: skip


def pass_requests_on(ahead: Consequences, heirs: Sequence[Unit], signed: partial) -> None:
    """A request that waits goes to the only heir; among several, or without one, the office addresses it anew."""
    if len(heirs) == 1:
        for row in Request.objects.filter(pk__in=[row.pk for row in ahead.requests]):
            row.to_unit = heirs[0]
            signed(row)
            row.save()

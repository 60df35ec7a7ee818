"""Every change of a commune's figures of one year: who, when, which number, from what to what, and why."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from communes.models import Commune, IndicatorPart, IndicatorValue, Village
from communes.words import value_words
from kontum04.accounts.models import User

REMOVED = "-"


@dataclass(frozen=True)
class Entry:
    """One change of one number; None: not reported. `reason` is why, or from where it was entered."""

    when: datetime
    who: User | None
    part: IndicatorPart
    village: Village | None
    before: str | None
    after: str | None
    reason: str


def value_log(commune: Commune, year: int) -> list[Entry]:
    """The newest first. A correction that left the number as it was tells nothing and is left out."""
    records = IndicatorValue.history.filter(commune=commune, year=year).select_related(
        "history_user", "part", "village"
    )
    entries: list[Entry] = []
    last: dict[int, Decimal | None] = {}
    for record in records.order_by("history_date", "history_id"):
        before, after = last.get(record.id), None if record.history_type == REMOVED else record.value
        last[record.id] = after
        if before == after and record.history_type != REMOVED:
            continue
        before = record.value if record.history_type == REMOVED else before
        entries.append(
            Entry(
                when=record.history_date,
                who=record.history_user,
                part=record.part,
                village=record.village,
                before=None if before is None else value_words(record.part, before),
                after=None if after is None else value_words(record.part, after),
                reason=record.history_change_reason or record.source,
            )
        )
    return entries[::-1]

"""When each unit filed what, and how the office answered."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from reports.demo import cases
from reports.demo.scene import YEARS
from twinning.choices import PeriodKind, ReportStatus

CHANCE_LATE = 0.05
MOST_DAYS_LATE = 9
MOST_DAYS_EARLY = 12
REVIEW_TAKES = (2, 6)  # days
BEGUN_BEFORE = timedelta(days=6)


@dataclass(frozen=True)
class Filing:
    """One filing from beginning to answer. Without `filed_on` it never left the unit.

    `returned` is why it was sent back, on `answered_on`; `first_returned` why an earlier round was, on that day."""

    status: ReportStatus
    begun_on: date
    filed_on: date | None = None
    answered_on: date | None = None
    returned: str = ""
    first_returned: str = ""
    first_filed_on: date | None = None

    @property
    def counts(self) -> bool:
        return self.status in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)


def filing(unit: str, year: int, kind: str, due_on: date, chance: random.Random) -> Filing | None:
    """How a unit met an obligation; None when it never began."""
    drawn = _drawn_day(due_on, chance)
    answered_after = timedelta(days=chance.randint(*REVIEW_TAKES))
    if year < YEARS[-1]:
        return None if chance.random() < CHANCE_LATE / 2 else _accepted(drawn, answered_after)
    if kind == PeriodKind.PLAN:
        return None if unit == cases.WITHOUT_PLAN else _accepted(drawn, answered_after)
    if kind == PeriodKind.HALF_YEAR:
        missing = unit == cases.WAIVED[0] or unit in cases.MISSING
        return None if missing else _accepted(drawn, answered_after)
    return _annual(unit, due_on, min(drawn, due_on), answered_after)


def _annual(unit: str, due_on: date, in_time: date, answered_after: timedelta) -> Filing | None:
    """The annual report of 2018, as the story has it."""
    if unit in cases.MISSING:
        return None
    if unit in cases.DRAFTS:
        return Filing(ReportStatus.DRAFT, in_time)
    filed_on = in_time
    if unit in cases.DAYS_LATE:
        filed_on = due_on + timedelta(days=cases.DAYS_LATE[unit])
    elif unit in cases.EXTENDED:
        filed_on = cases.EXTENDED[unit][1]
    if unit in cases.WAITING:
        return Filing(ReportStatus.SUBMITTED, filed_on - BEGUN_BEFORE, filed_on)
    answered_on = filed_on + answered_after
    if unit in cases.RETURNED:
        return Filing(
            ReportStatus.RETURNED, filed_on - BEGUN_BEFORE, filed_on, answered_on, returned=cases.RETURNED[unit]
        )
    if unit in cases.SECOND_ROUND:
        first = filed_on - timedelta(days=9)
        return Filing(
            ReportStatus.ACCEPTED,
            first - BEGUN_BEFORE,
            filed_on,
            answered_on,
            first_returned=cases.SECOND_ROUND[unit],
            first_filed_on=first,
        )
    return _accepted(filed_on, answered_after)


def _drawn_day(due_on: date, chance: random.Random) -> date:
    late = chance.random() < CHANCE_LATE
    days = chance.randint(1, MOST_DAYS_LATE) if late else -chance.randint(0, MOST_DAYS_EARLY)
    return due_on + timedelta(days=days)


def _accepted(filed_on: date, answered_after: timedelta) -> Filing:
    return Filing(ReportStatus.ACCEPTED, filed_on - BEGUN_BEFORE, filed_on, filed_on + answered_after)

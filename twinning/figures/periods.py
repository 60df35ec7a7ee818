"""How each period of a year stands: obligations counted by what came of them, each number with the rows behind it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from twinning.choices import ObligationState
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.models import ReportingPeriod

COUNTS = {
    "all": (_("Nghĩa vụ"), ""),
    "submitted": (_("Chờ duyệt"), "&state=submitted"),
    "accepted": (_("Đã duyệt"), "&state=accepted"),
    "open": (_("Chưa nộp"), "&open=on"),
    "late": (_("Trễ hạn"), "&late=on"),
    "waived": (_("Được miễn"), "&state=waived"),
}
"""Heading of each count, and what is added to the address of the list that shows its rows."""


@dataclass(frozen=True)
class PeriodStanding:
    period: ReportingPeriod
    counts: dict[str, int]


def period_standings(programme_year: ProgrammeYear, viewer: User) -> list[PeriodStanding]:
    """The periods of the year in the order of their due dates, counted within the reader's scope (two queries)."""
    counts = Counter((row.kind, name) for row in obligation_rows(programme_year, viewer) for name in _counted_as(row))
    return [
        PeriodStanding(period, {name: counts[period.kind, name] for name in COUNTS})
        for period in programme_year.periods.order_by("due_on")
    ]


def _counted_as(row: ObligationRow) -> Iterator[str]:
    yield "all"
    if row.is_filed:
        yield row.state
    elif row.state == ObligationState.WAIVED:
        yield "waived"
    else:
        yield "open"
    if row.days_late:
        yield "late"

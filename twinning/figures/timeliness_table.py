"""Who files in time, for one grouping: what page, workbook, command and league tables print."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.figures.timeliness_counts import Timeliness, count
from twinning.figures.timeliness_groups import Grouping, Groups, groups_of, opened_years


@dataclass(frozen=True)
class TimelinessTable:
    """`whole` counts every obligation once, whatever groups it stands in. Years from `since` to `year`, inclusive."""

    by: Grouping
    since: int
    year: int
    period: str
    whole: Timeliness
    groups: tuple[Timeliness, ...]

    def as_dict(self) -> dict:
        return {
            "by": self.by.value,
            "from": self.since,
            "year": self.year,
            "period": self.period or None,
            "rows_add_up": not self.by.overlaps,
            "whole": self.whole.as_dict(),
            "groups": [group.as_dict() for group in self.groups],
        }


def timeliness_by(
    programme_year: ProgrammeYear, viewer: Viewer, by: Grouping, *, since: int | None = None, period: str = ""
) -> TimelinessTable:
    """The obligations in scope, summed by group; of one kind of period where `period` names it (three queries).

    Without `since` it is the year alone; rows by year begin with the programme's first."""
    if since is None:
        since = opened_years(programme_year)[0] if by == Grouping.YEAR else programme_year.year
    rows = [row for row in obligation_rows(programme_year, viewer, since) if period in ("", row.kind)]
    groups = grouped(rows, groups_of(by, programme_year, viewer, since))
    if period and by == Grouping.PERIOD:
        groups = tuple(group for group in groups if group.key == period)
    return TimelinessTable(by, since, programme_year.year, period, count("", _("Toàn bộ"), rows), groups)


def grouped(rows: list[ObligationRow], groups: Groups) -> tuple[Timeliness, ...]:
    """One line per group, in the order of the groups."""
    found: dict[str, list[ObligationRow]] = defaultdict(list)
    for row in rows:
        for key in groups.keys_of(row):
            found[key].append(row)
    return tuple(
        count(key, str(label), found[key]) for key, label in groups.labels.items() if key in found or groups.shows_empty
    )

"""The calendar of a programme's year: what is proposed, and which dates cannot be."""

import calendar
import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from django.utils.translation import gettext as _

from communes.models import Programme
from kontum04.core import clock, formats
from kontum04.core.problems import Problem
from twinning.choices import PeriodKind

ORDER = (PeriodKind.PLAN, PeriodKind.HALF_YEAR, PeriodKind.ANNUAL)
"""Kinds in the order in which they fall due."""

DueDates = Mapping[str, dt.date | None]


def proposed_due_dates(programme: Programme, year: int) -> dict[str, dt.date]:
    """The programme's calendar laid over `year`; a kind without a default date is not proposed."""
    return {
        default.kind: dt.date(year, default.month, min(default.day, calendar.monthrange(year, default.month)[1]))
        for default in programme.due_dates.all()
    }


def years_to_open(programme: Programme) -> list[int]:
    """Years of the programme that are not open; of an endless one up to next year."""
    opened = set(programme.years.worked_in().values_list("year", flat=True))
    newest = max(opened, default=programme.first_year - 1)
    last = programme.last_year or max(newest, clock.today().year) + 1
    return [year for year in range(programme.first_year, last + 1) if year not in opened]


def year_to_open(programme: Programme) -> int | None:
    """The year that comes next: after the newest open one, or the first that was left out; None when all are open."""
    years = years_to_open(programme)
    newest = max(programme.years.worked_in().values_list("year", flat=True), default=programme.first_year - 1)
    return newest + 1 if newest + 1 in years else next(iter(years), None)


def proposed_cutoff(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def given(due_dates: DueDates) -> list[tuple[PeriodKind, dt.date]]:
    """The due dates that are given, in the order in which the kinds fall due."""
    return [(kind, due_on) for kind in ORDER if (due_on := due_dates.get(kind))]


def due_field(kind: str) -> str:
    """The id of the input that holds a kind's due date, so that a problem can lead there."""
    return f"id_due_{kind}"


def date_problems(year: int, due_dates: DueDates, cutoff_on: dt.date | None) -> list[Problem]:
    """What is wrong with the dates of a year: none given, far from the year, in the wrong order, cut-off too early."""
    dates = given(due_dates)
    if not dates:
        return [Problem(_("Hạn nộp"), _("hãy nhập hạn nộp của ít nhất một kỳ."), field=due_field(ORDER[0]))]
    return [*_outside(year, dates), *_out_of_order(dates), *_cutoff_too_early(dates, cutoff_on)]


def _outside(year: int, dates: list[tuple[PeriodKind, dt.date]]) -> list[Problem]:
    """A plan may fall due in the autumn before, an annual report in the spring after; beyond that it is a slip."""
    earliest, latest = dt.date(year - 1, 10, 1), dt.date(year + 1, 3, 31)
    message = _("hạn nộp phải từ %(first)s đến %(last)s.") % {
        "first": formats.date(earliest),
        "last": formats.date(latest),
    }
    return [
        Problem(str(kind.label), message, field=due_field(kind))
        for kind, due_on in dates
        if not earliest <= due_on <= latest
    ]


def _out_of_order(dates: list[tuple[PeriodKind, dt.date]]) -> list[Problem]:
    message = _("hạn nộp phải sau hạn của kỳ “%(before)s” (%(date)s).")
    return [
        Problem(
            str(after.label),
            message % {"before": before.label, "date": formats.date(before_on)},
            field=due_field(after),
        )
        for (before, before_on), (after, after_on) in pairwise(dates)
        if after_on <= before_on
    ]


def _cutoff_too_early(dates: list[tuple[PeriodKind, dt.date]], cutoff_on: dt.date | None) -> list[Problem]:
    last_due = max(due_on for _kind, due_on in dates)
    if cutoff_on is None or cutoff_on >= last_due:
        return []
    message = _("phải từ ngày %(date)s (hạn nộp cuối) trở đi, nếu không thì trễ hạn không được tính.")
    return [Problem(_("Ngày chốt số liệu"), message % {"date": formats.date(last_due)}, field="id_cutoff_on")]

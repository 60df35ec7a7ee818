"""Opening a programme's year: its periods with their due dates, and what every unit then owes."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import Programme, ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import create_signed, sign
from twinning.choices import PeriodKind
from twinning.models import Obligation, ReportingPeriod, Twinning, Unit, UnitSuccession
from twinning.services.year_dates import DueDates, date_problems, due_field, given


def owing_units(programme_year: ProgrammeYear) -> QuerySet[Unit]:
    """Units with a twinning in force on any day of the year: each owes every period once. Whoever was merged or closed
    in the course of the year owes nothing that is opened since; its successor does."""
    twinnings = Twinning.objects.in_year(programme_year.programme, programme_year.year)
    gone = UnitSuccession.objects.filter(effective_on__lte=dt.date(programme_year.year, 12, 31))
    return Unit.objects.filter(pk__in=twinnings.values("unit")).exclude(pk__in=gone.values("predecessor"))


def units_without_obligation(period: ReportingPeriod) -> QuerySet[Unit]:
    """Units that were twinned after the period was opened."""
    return owing_units(period.programme_year).exclude(obligations__period=period)


@transaction.atomic
def open_year(
    *, programme: Programme, year: int, due_dates: DueDates, cutoff_on: dt.date | None, by: User
) -> ProgrammeYear:
    """Open `year` with one period per given due date and every unit's obligations. Nothing is copied from other years.
    A year of record becomes a working one and keeps its published figures.

    Raise Problems for a year outside the programme or already open, and for dates that cannot be."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    problems = _year_problems(programme, year) or date_problems(year, due_dates, cutoff_on)
    if problems:
        raise Problems(problems)
    opened = programme.years.filter(year=year).first() or ProgrammeYear(programme=programme, year=year)
    opened.cutoff_on, opened.is_record = cutoff_on, False
    sign(opened, by=by, why=_("Mở năm"))
    opened.save()
    for kind, due_on in given(due_dates):
        open_period(programme_year=opened, kind=kind, due_on=due_on, by=by)
    return opened


@transaction.atomic
def open_period(*, programme_year: ProgrammeYear, kind: str, due_on: dt.date, by: User) -> ReportingPeriod:
    """The period of that kind with an obligation of every unit; one that exists keeps its due date."""
    year = _lock(programme_year)
    if year.is_record:
        year.is_record = False
        sign(year, by=by, why=_("Mở kỳ"))
        year.save()
    period = ReportingPeriod.objects.filter(programme_year=programme_year, kind=kind).first()
    if period is None:
        period = ReportingPeriod(programme_year=programme_year, kind=kind, due_on=due_on)
        sign(period, by=by, why=_("Mở kỳ"))
        period.save()
    fill_period(period=period, by=by)
    return period


@transaction.atomic
def fill_period(*, period: ReportingPeriod, by: User) -> int:
    """Add the obligations that are missing, for units twinned later; return how many. Run again, it adds none."""
    _lock(period.programme_year)
    missing = [Obligation(unit=unit, period=period) for unit in units_without_obligation(period)]
    create_signed(missing, by=by, why=_("Mở kỳ"))
    return len(missing)


@transaction.atomic
def change_dates(
    *, programme_year: ProgrammeYear, due_dates: DueDates, cutoff_on: dt.date | None, reason: str, by: User
) -> None:
    """Change due dates and cut-off of an open year; a kind that had none before is opened.

    Raise Problems when a date cannot be, a period would lose its date, or the reason is missing."""
    year = _lock(programme_year)
    periods = {period.kind: period for period in year.periods.all()}
    problems = date_problems(year.year, due_dates, cutoff_on)
    problems += [
        Problem(str(PeriodKind(kind).label), _("kỳ này đã mở, phải có hạn nộp."), field=due_field(kind))
        for kind in periods
        if not due_dates.get(kind)
    ]
    if not reason.strip():
        problems.append(Problem(_("Lý do"), _("hãy ghi vì sao đổi hạn."), field="id_reason"))
    if problems:
        raise Problems(problems)
    if year.cutoff_on != cutoff_on:
        year.cutoff_on = cutoff_on
        sign(year, by=by, why=reason)
        year.save()
    for kind, due_on in given(due_dates):
        if kind in periods:
            _change_due_date(periods[kind], due_on, reason=reason, by=by)
        else:
            open_period(programme_year=year, kind=kind, due_on=due_on, by=by)


def _change_due_date(period: ReportingPeriod, due_on: dt.date, *, reason: str, by: User) -> None:
    if period.due_on != due_on:
        period.due_on = due_on
        sign(period, by=by, why=reason)
        period.save()


def _year_problems(programme: Programme, year: int) -> list[Problem]:
    where, field = _("Năm"), "id_year"
    first, last = programme.first_year, programme.last_year
    if last and not first <= year <= last:
        words = {"programme": programme, "first": first, "last": last}
        return [Problem(where, _("%(programme)s chỉ từ năm %(first)s đến năm %(last)s.") % words, field=field)]
    if year < first:
        words = {"programme": programme, "first": first}
        return [Problem(where, _("%(programme)s bắt đầu từ năm %(first)s.") % words, field=field)]
    if programme.years.worked_in().filter(year=year).exists():
        return [Problem(where, _("năm %(year)s đã được mở.") % {"year": year}, field=field)]
    return []


def _lock(programme_year: ProgrammeYear) -> ProgrammeYear:
    """Two people opening the same period wait for each other, and the second finds nothing left to add."""
    return ProgrammeYear.objects.select_for_update().get(pk=programme_year.pk)

"""Opening a year: one obligation per unit and period, never two, however often and in whatever order."""

import datetime as dt
from itertools import product
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from communes.models import ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import PeriodKind
from twinning.models import Obligation, ReportingPeriod
from twinning.services.periods import change_dates, fill_period, open_period, open_year
from twinning.services.year_dates import proposed_due_dates

DUE = {
    PeriodKind.PLAN: dt.date(2019, 1, 31),
    PeriodKind.HALF_YEAR: dt.date(2019, 6, 15),
    PeriodKind.ANNUAL: dt.date(2019, 11, 30),
}
CUTOFF = dt.date(2019, 12, 31)


def open_2019(world, **changes):
    options = {"programme": world.programme, "year": 2019, "due_dates": DUE, "cutoff_on": CUTOFF}
    return open_year(**(options | changes), by=world.people.office)


def messages(error) -> str:
    return " | ".join(str(problem) for problem in error.value.problems)


def test_a_year_gets_its_periods_and_one_obligation_per_unit_and_period(world):
    opened = open_2019(world)
    assert (opened.year, opened.cutoff_on, opened.is_illustrative) == (2019, CUTOFF, False)
    assert {period.kind: period.due_on for period in opened.periods.all()} == DUE
    pairs = {(row.unit, row.period.kind) for row in Obligation.objects.in_year(world.programme, 2019)}
    assert pairs == set(product((world.unit, world.other_unit, world.district_unit), PeriodKind))
    assert Obligation.objects.in_year(world.programme, 2019).count() == len(pairs)


def test_the_history_names_who_opened_it_and_why(world):
    opened = open_2019(world)
    changes = [
        opened.history.get(),
        opened.periods.first().history.get(),
        opened.periods.first().obligations.first().history.get(),
    ]
    assert {change.history_user for change in changes} == {world.people.office}
    assert [change.history_change_reason for change in changes] == ["Mở năm", "Mở kỳ", "Mở kỳ"]


def test_only_units_twinned_in_that_year_and_programme_owe(world):
    ended, later, elsewhere = make.UnitFactory.create_batch(3)
    last_days = make.UnitFactory()
    twin = lambda unit, **dates: make.TwinningFactory(**({"programme": world.programme, "unit": unit} | dates))  # noqa: E731
    twin(ended, ends_on=dt.date(2018, 12, 31))
    twin(later, starts_on=dt.date(2020, 1, 1))
    twin(last_days, ends_on=dt.date(2019, 1, 1))
    make.TwinningFactory(unit=elsewhere)
    open_2019(world)
    owing = {row.unit for row in Obligation.objects.in_year(world.programme, 2019)}
    assert owing == {world.unit, world.other_unit, world.district_unit, last_days}


def test_a_unit_with_several_communes_owes_each_period_once(world):
    assert world.unit.twinnings.count() == 2
    open_2019(world)
    assert Obligation.objects.in_year(world.programme, 2019).filter(unit=world.unit).count() == 3


def test_opening_twice_is_refused_and_makes_no_doubles(world):
    open_2019(world)
    with pytest.raises(Problems) as error:
        open_2019(world)
    assert messages(error) == "Năm: năm 2019 đã được mở."
    assert Obligation.objects.in_year(world.programme, 2019).count() == 9
    assert ProgrammeYear.objects.filter(programme=world.programme, year=2019).count() == 1


@pytest.mark.parametrize(("first", "last", "year"), [(2016, 2020, 2015), (2016, 2020, 2021), (2020, None, 2019)])
def test_a_year_outside_the_programme_is_refused(world, first, last, year):
    programme = make.ProgrammeFactory(first_year=first, last_year=last, short_name="NQ thử")
    with pytest.raises(Problems) as error:
        open_2019(world, programme=programme, year=year)
    assert "NQ thử" in messages(error)
    assert str(first) in messages(error)
    assert not programme.years.exists()


@pytest.mark.parametrize("year", [2016, 2020])
def test_the_first_and_the_last_year_of_a_programme_can_be_opened(world, year):
    programme = make.ProgrammeFactory(first_year=2016, last_year=2020)
    assert open_2019(
        world, programme=programme, year=year, due_dates={PeriodKind.PLAN: dt.date(year, 1, 31)}, cutoff_on=None
    )


def test_a_programme_may_do_without_a_period(world):
    opened = open_2019(world, due_dates=DUE | {PeriodKind.HALF_YEAR: None})
    assert set(opened.periods.values_list("kind", flat=True)) == {"plan", "annual"}


@pytest.mark.parametrize(
    ("dates", "cutoff", "expected"),
    [
        ({}, CUTOFF, "ít nhất một kỳ"),
        ({"plan": dt.date(2018, 9, 30)}, CUTOFF, "hạn nộp phải từ 01/10/2018 đến 31/03/2020"),
        ({"annual": dt.date(2020, 4, 1)}, None, "hạn nộp phải từ 01/10/2018 đến 31/03/2020"),
        ({"plan": dt.date(2019, 6, 15), "half": dt.date(2019, 6, 15)}, CUTOFF, "sau hạn của kỳ “Đăng ký kế hoạch”"),
        ({"half": dt.date(2019, 6, 15), "annual": dt.date(2019, 6, 1)}, CUTOFF, "sau hạn của kỳ “Báo cáo 6 tháng”"),
        ({"annual": dt.date(2019, 11, 30)}, dt.date(2019, 11, 29), "phải từ ngày 30/11/2019"),
    ],
)  # fmt: skip
def test_impossible_dates_are_refused_and_nothing_is_opened(world, dates, cutoff, expected):
    with pytest.raises(Problems) as error:
        open_2019(world, due_dates=dates, cutoff_on=cutoff)
    assert expected in messages(error)
    assert not ProgrammeYear.objects.filter(year=2019).exists()


def test_all_that_is_wrong_with_the_dates_is_said_at_once(world):
    with pytest.raises(Problems) as error:
        open_2019(
            world, due_dates={"plan": dt.date(2017, 1, 1), "annual": dt.date(2016, 1, 1)}, cutoff_on=dt.date(2016, 1, 1)
        )
    assert len(error.value.problems) == 4


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"), [(29, 2, 2019, 28), (29, 2, 2020, 29), (31, 6, 2019, 30)]
)
def test_the_calendar_proposes_days_that_exist(db, day, month, year, expected):
    default = make.DefaultDueDateFactory(day=day, month=month)
    assert proposed_due_dates(default.programme, year) == {"annual": dt.date(year, month, expected)}


def test_the_proposal_is_the_calendar_of_the_programme(world):
    assert proposed_due_dates(world.programme, 2019) == DUE


def test_filling_adds_only_what_is_missing(world):
    opened = open_2019(world)
    late_comer = make.TwinningFactory(programme=world.programme, starts_on=dt.date(2019, 5, 1)).unit
    period = opened.periods.get(kind=PeriodKind.ANNUAL)
    before = set(period.obligations.values_list("pk", flat=True))
    assert [fill_period(period=period, by=world.people.office) for _again in range(2)] == [1, 0]
    added = period.obligations.exclude(pk__in=before).get()
    assert added.unit == late_comer


def test_opening_a_period_again_keeps_its_due_date(world):
    period = world.periods[PeriodKind.ANNUAL]
    again = open_period(
        programme_year=world.programme_year, kind=PeriodKind.ANNUAL, due_on=dt.date(2018, 1, 1), by=world.people.office
    )
    assert (again, again.due_on) == (period, dt.date(2018, 11, 30))
    assert ReportingPeriod.objects.filter(programme_year=world.programme_year).count() == 3


def test_an_obligation_outlives_the_twinning_that_made_it(world):
    opened = open_2019(world)
    world.foreign_twinning.ends_on = dt.date(2018, 12, 31)
    world.foreign_twinning.save()
    fill_period(period=opened.periods.first(), by=world.people.office)
    assert opened.periods.first().obligations.filter(unit=world.other_unit).exists()


def test_changed_dates_say_why_in_the_history(world):
    dates = {kind: period.due_on for kind, period in world.periods.items()} | {PeriodKind.ANNUAL: dt.date(2018, 12, 5)}
    reason = "Hội nghị dời sang tháng 1. " * 6
    change_dates(
        programme_year=world.programme_year,
        due_dates=dates,
        cutoff_on=dt.date(2019, 1, 10),
        reason=reason,
        by=world.people.office,
    )
    period = world.periods[PeriodKind.ANNUAL]
    period.refresh_from_db()
    assert period.due_on == dt.date(2018, 12, 5)
    assert period.history.first().history_change_reason == reason
    assert world.periods[PeriodKind.PLAN].history.count() == 1
    world.programme_year.refresh_from_db()
    assert world.programme_year.cutoff_on == dt.date(2019, 1, 10)
    assert reason.startswith(world.programme_year.history.first().history_change_reason)


def test_changing_dates_opens_a_period_that_had_none(world):
    opened = open_2019(world, due_dates={PeriodKind.ANNUAL: DUE[PeriodKind.ANNUAL]})
    change_dates(programme_year=opened, due_dates=DUE, cutoff_on=CUTOFF, reason="Bổ sung kỳ", by=world.people.office)
    assert Obligation.objects.in_year(world.programme, 2019).count() == 9


def test_dates_cannot_be_taken_away_or_changed_without_a_reason(world):
    with pytest.raises(Problems) as error:
        change_dates(
            programme_year=world.programme_year,
            due_dates={PeriodKind.PLAN: dt.date(2018, 2, 28), PeriodKind.ANNUAL: dt.date(2018, 11, 30)},
            cutoff_on=None,
            reason=" ",
            by=world.people.office,
        )
    assert messages(error) == "Báo cáo 6 tháng: kỳ này đã mở, phải có hạn nộp. | Lý do: hãy ghi vì sao đổi hạn."
    assert world.programme_year.periods.get(kind=PeriodKind.PLAN).due_on == dt.date(2018, 1, 31)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="an SQLite in memory has one connection")
@pytest.mark.django_db(transaction=True)
def test_two_people_opening_the_same_year_open_it_once():
    programme = make.ProgrammeFactory()
    make.TwinningFactory.create_batch(3, programme=programme)
    people = make.UserFactory.create_batch(2, role=Role.OFFICE)
    start, refusals = Barrier(2), []

    def act(by) -> None:
        start.wait()
        try:
            open_year(programme=programme, year=2019, due_dates=DUE, cutoff_on=CUTOFF, by=by)
        except Problems as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=act, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == ["Năm: năm 2019 đã được mở."]
    assert Obligation.objects.in_year(programme, 2019).count() == 9


class EachPairOnce(TestCase):
    """Whatever is assigned and opened, in whatever order: each owing unit has exactly one row in each open period."""

    steps = st.lists(
        st.one_of(
            st.tuples(st.just("twin"), st.integers(0, 3), st.integers(0, 2)),
            st.tuples(st.just("open"), st.sampled_from(list(PeriodKind))),
            st.tuples(st.just("fill")),
        ),
        max_size=12,
    )

    @given(steps=steps)
    @settings(max_examples=25, deadline=None)
    def test_each_unit_and_period_has_exactly_one_obligation(self, steps):
        year = make.ProgrammeYearFactory(year=2019)
        office = make.UserFactory(role=Role.OFFICE)
        units, communes = make.UnitFactory.create_batch(4), make.CommuneFactory.create_batch(3)
        twinned = set()
        for step, *choice in [*steps, ("fill",)]:
            if step == "twin" and tuple(choice) not in twinned:
                twinned.add(tuple(choice))
                make.TwinningFactory(programme=year.programme, unit=units[choice[0]], commune=communes[choice[1]])
            elif step == "open":
                open_period(programme_year=year, kind=choice[0], due_on=DUE[choice[0]], by=office)
            elif step == "fill":
                for period in year.periods.all():
                    fill_period(period=period, by=office)
        owing = {units[index].pk for index, _commune in twinned}
        rows = list(Obligation.objects.filter(period__programme_year=year).values_list("unit", "period"))
        assert sorted(rows) == sorted(product(owing, year.periods.values_list("pk", flat=True)))

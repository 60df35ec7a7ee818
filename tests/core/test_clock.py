"""The local day, wherever the server stands."""

import datetime as dt

import time_machine

from kontum04.core import clock


@time_machine.travel(dt.datetime(2018, 11, 30, 16, 59, 59, tzinfo=dt.UTC), tick=False)
def test_a_second_before_midnight_it_is_still_the_due_day():
    assert clock.today() == dt.date(2018, 11, 30)
    assert clock.now() <= clock.end_of_day(dt.date(2018, 11, 30))


@time_machine.travel(dt.datetime(2018, 11, 30, 17, 0, 0, tzinfo=dt.UTC), tick=False)
def test_at_midnight_the_due_day_is_over():
    assert clock.today() == dt.date(2018, 12, 1)
    assert clock.now() > clock.end_of_day(dt.date(2018, 11, 30))


def test_a_naive_moment_is_taken_as_local():
    assert clock.local(dt.datetime(2018, 1, 1, 8)).isoformat() == "2018-01-01T08:00:00+07:00"  # noqa: DTZ001

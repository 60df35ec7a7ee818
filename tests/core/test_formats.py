"""Numbers and dates on screen and paper."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.core import clock, formats
from kontum04.core.parsing import parse_date, parse_number


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (4800, None, "4.800"),
        (0, None, "0"),
        (999, None, "999"),
        (1_000_000, None, "1.000.000"),
        (5.6, None, "5,6"),
        (Decimal("5.60"), None, "5,6"),
        (0.1 + 0.2, None, "0,3"),
        (1234.5, None, "1.234,5"),
        (5.25, 1, "5,3"),
        (2.5, 0, "3"),
        (Decimal("-2.5"), 0, "−3"),
        (-1234, None, "−1.234"),
        (-0.04, 1, "0,0"),
        (30, 1, "30,0"),
        (None, None, "chưa có số liệu"),
        (None, 1, "chưa có số liệu"),
    ],
)
def test_number(value, decimals, shown):
    assert formats.number(value, decimals) == shown


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_number_refuses_what_no_figure_may_be(value):
    with pytest.raises(ValueError, match="finite"):
        formats.number(value)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (5.6, 1, "5,6\u00a0%"),
        (57, 0, "57\u00a0%"),
        (0, 1, "0,0\u00a0%"),
        (42.25, None, "42,25\u00a0%"),
        (None, 1, "chưa có số liệu"),
    ],
)
def test_percent(value, decimals, shown):
    assert formats.percent(value, decimals) == shown


@pytest.mark.parametrize(
    ("dong", "long", "short"),
    [
        (8_250_000_000, "8.250.000.000 đồng", "8,25 tỷ đồng"),
        (8_000_000_000, "8.000.000.000 đồng", "8 tỷ đồng"),
        (350_000_000, "350.000.000 đồng", "350 triệu đồng"),
        (12_345_678, "12.345.678 đồng", "12,35 triệu đồng"),
        (999_999_999, "999.999.999 đồng", "1 tỷ đồng"),
        (999_994_999, "999.994.999 đồng", "999,99 triệu đồng"),
        (950_000, "950.000 đồng", "950.000 đồng"),
        (-350_000_000, "−350.000.000 đồng", "−350 triệu đồng"),
        (0, "0 đồng", "0 đồng"),
        (None, "chưa có số liệu", "chưa có số liệu"),
    ],
)
def test_money(dong, long, short):
    assert formats.money(dong) == long
    assert formats.money_short(dong) == short


def test_dates():
    assert formats.date(dt.date(2020, 1, 2)) == "02/01/2020"
    assert formats.date(None) == "chưa có số liệu"
    assert formats.date_time(None) == "chưa có số liệu"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (dt.date(2020, 1, 2), "ngày 02 tháng 01 năm 2020"),
        (dt.date(2018, 2, 28), "ngày 28 tháng 02 năm 2018"),
        (dt.date(2018, 3, 9), "ngày 09 tháng 3 năm 2018"),
        (dt.date(2018, 12, 31), "ngày 31 tháng 12 năm 2018"),
        (None, "chưa có số liệu"),
    ],
)
def test_long_date(day, shown):
    assert formats.long_date(day) == shown


def test_a_moment_is_shown_in_local_time():
    evening_in_london = dt.datetime(2018, 11, 30, 17, 5, tzinfo=dt.UTC)
    assert formats.date(evening_in_london) == "01/12/2018"
    assert formats.date_time(evening_in_london) == "00:05 ngày 01/12/2018"


@pytest.mark.parametrize(
    ("words", "shown"),
    [(["a", "b", "c"], "a, b và c"), (["a", "b"], "a và b"), (["a"], "a"), ([], ""), ([1, 2], "1 và 2")],
)
def test_join(words, shown):
    assert formats.join(words) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3))
def test_what_is_shown_can_be_typed_again(value):
    assert parse_number(formats.number(value)) == value


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_come_back_whole(value):
    assert parse_number(formats.number(value), integer=True) == value


@given(st.decimals(min_value=-1000, max_value=1000, places=1))
def test_percent_comes_back(value):
    assert parse_number(formats.percent(value)) == value


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_dates_come_back(day):
    assert parse_date(formats.date(day)) == day


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 30)))
def test_the_end_of_a_day_is_its_last_instant(day):
    end = clock.end_of_day(day)
    assert clock.local(end).date() == day
    assert clock.local(end + dt.timedelta(microseconds=1)).date() == day + dt.timedelta(days=1)
    assert end.utcoffset() == dt.timedelta(hours=7)

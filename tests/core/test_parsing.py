"""Numbers and dates as people type them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.core.parsing import parse_date, parse_number
from tests.core.wording import is_vietnamese


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234", 1234),
        ("1.234,5", Decimal("1234.5")),
        ("1.234.567", 1_234_567),
        ("1234", 1234),
        ("1 234", 1234),
        ("1\u00a0234\u202f567", 1_234_567),
        ("5,6 %", Decimal("5.6")),
        ("5,6%", Decimal("5.6")),
        ("1,234", Decimal("1.234")),
        (" 12,50 ", Decimal("12.5")),
        ("-5", -5),
        ("−5,5", Decimal("-5.5")),
        ("+3", 3),
        ("007", 7),
        ("0,5", Decimal("0.5")),
        (1234.0, 1234),
        (5.6000000000000005, Decimal("5.6")),
        (7, 7),
        (Decimal("1.5"), Decimal("1.5")),
        (None, None),
        ("", None),
        ("  \u00a0", None),
        ("-", None),
        ("–", None),
        ("Chưa có số liệu", None),
    ],
)
def test_parse_number(typed, value):
    assert parse_number(typed) == value


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12.5", "12,5"),
        ("-12.5", "-12,5"),
        ("0.500", "0,500"),
        ("1234.567", "1234,567"),
        ("1,234.5", "1.234,5"),
        ("1,234,567", "1.234.567"),
        ("1.23.4", "“1.23.4”"),
        ("1.234 567", "“1.234 567”"),
        ("12,5 người", "“12,5 người”"),
        ("abc", "“abc”"),
        ("5,6,7", "“5,6,7”"),
        ("--5", "“--5”"),
        ("5,", "“5,”"),
        ("١٢٣", "“١٢٣”"),
        ("1e5", "“1e5”"),
        ("NaN", "“NaN”"),
        ("%", "“%”"),
        ("9" * 2_000_000, "999…"),
        (float("nan"), "số"),
        (float("inf"), "số"),
        (True, "số"),
    ],
)
def test_parse_number_says_what_is_wrong_and_what_is_right(typed, told):
    with pytest.raises(ValueError, match=r"số|dấu") as caught:
        parse_number(typed)
    assert told in str(caught.value)
    assert is_vietnamese(str(caught.value))
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(("typed", "value"), [("5,0", 5), (12.0, 12), ("1.234", 1234), ("", None)])
def test_integer(typed, value):
    parsed = parse_number(typed, integer=True)
    assert parsed == value
    assert parsed is None or type(parsed) is int


@pytest.mark.parametrize(("typed", "right"), [("12,5", "13"), (12.4, "12"), ("0,1 %", "0")])
def test_integer_refuses_a_fraction(typed, right):
    with pytest.raises(ValueError, match=f"không phải là số nguyên.*ví dụ {right}\\."):
        parse_number(typed, integer=True)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_an_explanation(text):
    try:
        value = parse_number(text)
    except ValueError as error:
        assert is_vietnamese(str(error).replace(text, ""))  # noqa: PT017 - both outcomes are right
    else:
        assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/06/2025", dt.date(2025, 6, 5)),
        ("5-6-2025", dt.date(2025, 6, 5)),
        ("5.6.2025", dt.date(2025, 6, 5)),
        ("2025-06-05", dt.date(2025, 6, 5)),
        (" 29/02/2020 ", dt.date(2020, 2, 29)),
        (43467.0, dt.date(2019, 1, 2)),
        (43467.75, dt.date(2019, 1, 2)),
        (dt.date(2019, 1, 2), dt.date(2019, 1, 2)),
        (dt.datetime(2019, 1, 2, 23, 59), dt.date(2019, 1, 2)),  # noqa: DTZ001
        (None, None),
        ("", None),
        ("–", None),
    ],
)
def test_parse_date(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2020",
        "29/02/2019",
        "00/01/2020",
        "12/31/2018",
        "1/1/20",
        "2020",
        "1/1-2020",
        "01/01/1789",
        "01/01/2500",
        "hôm qua",
        2018.0,
        10**9,
        float("nan"),
        True,
    ],
)
def test_parse_date_says_what_is_wrong_and_what_is_right(typed):
    with pytest.raises(ValueError, match=r"không phải là ngày.*02/01/2020") as caught:
        parse_date(typed)
    assert is_vietnamese(str(caught.value))


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_an_explanation(text):
    try:
        day = parse_date(text)
    except ValueError as error:
        assert is_vietnamese(str(error).replace(text, ""))  # noqa: PT017 - both outcomes are right
    else:
        assert day is None or 1900 <= day.year < 2100

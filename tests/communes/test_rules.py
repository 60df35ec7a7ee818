"""The little language of checks: what it understands, what it refuses, and what it finds."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from communes.rules import codes_of, is_broken, parse, problems_of, total
from tests.core.wording import is_vietnamese


@dataclass
class Check:
    left: str
    comparator: str
    right: str


NUMBERS = {("NG01", 0): 180, ("NG02", 0): 40, ("DC01", 0): 400, ("NG01", -1): 200, ("HT02.1", 0): Decimal("1.5")}


def lookup(code, lag):
    found = NUMBERS.get((code, lag))
    return None if found is None else Decimal(found)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("NG01", 180),
        ("  NG01  ", 180),
        ("-NG01", -180),
        ("+NG01", 180),
        ("NG01+NG02", 220),
        ("NG01 + NG02 - DC01", -180),
        ("NG01@-1", 200),
        ("NG01@-1-NG02", 160),
        ("NG01@-1 -NG01+ 7", 27),
        ("HT02.1+HT02.1", 3),
        ("19", 19),
        ("5-NG02", -35),
    ],
)
def test_sums_are_understood(expression, value):
    assert total(parse(expression), lookup) == value


@pytest.mark.parametrize("expression", ["NG99", "NG01+NG99", "NG01-NG02@-1", "DC01@-1"])
def test_a_sum_with_a_missing_number_is_missing(expression):
    assert total(parse(expression), lookup) is None


@pytest.mark.parametrize(
    ("expression", "culprit"),
    [
        ("NG01 NG02", "NG02"),
        ("NG01+", "+"),
        ("NG01++NG02", "++NG02"),
        ("--NG01", "--NG01"),
        ("NG01*2", "*2"),
        ("NG01/DC01", "/DC01"),
        ("(NG01+NG02)", "(NG01+NG02)"),
        ("ng01", "ng01"),
        ("NG01@-2", "@-2"),
        ("NG01@1", "@1"),
        ("NG01@-12", "2"),
        ("2NG01", "NG01"),
        ("12,5", ",5"),
        ("1.5", ".5"),
        ("NG01<=DC01", "<=DC01"),
        ("NGHÈO01", "NGHÈO01"),
        ("__import__('os')", "__import__('os')"),
        ("NG", "NG"),
        ("NG01@-1@-1", "@-1"),
    ],
)
def test_anything_else_is_refused_with_the_place_where_it_fails(expression, culprit):
    with pytest.raises(ValidationError) as refused:
        parse(expression)
    assert f"“{culprit}”" in refused.value.message
    assert is_vietnamese(refused.value.message)


@pytest.mark.parametrize("expression", ["", "   "])
def test_an_empty_side_is_refused(expression):
    with pytest.raises(ValidationError, match="còn trống"):
        parse(expression)


@pytest.mark.parametrize(
    ("comparator", "right", "broken"),
    [
        ("<=", "180", False), ("<=", "179", True), (">=", "180", False), (">=", "181", True),
        ("=", "180", False), ("=", "181", True), ("<", "181", False), ("<", "180", True),
        (">", "179", False), (">", "180", True),
    ],
)  # fmt: skip
def test_every_comparison_at_its_edge(comparator, right, broken):
    assert is_broken(Check("NG01", comparator, right), lookup) is broken


def test_missing_numbers_contradict_nothing():
    assert not is_broken(Check("NG01", "=", "NG99"), lookup)
    assert not is_broken(Check("DC01@-1", ">", "0"), lookup)


def test_codes_are_those_of_this_year_in_the_rules_own_order():
    rule = Check("NG01", "=", "NG01@-1-NG05+NG06-NG01")
    assert codes_of(rule) == ("NG01", "NG05", "NG06")


KNOWN = {"NG01", "DC01"}


@pytest.mark.parametrize(
    ("rule", "sides"),
    [
        (Check("NG01", "<=", "DC01"), set()),
        (Check("NG01", "<=", "NG01@-1"), set()),
        (Check("NG01", "<=", "100"), set()),
        (Check("NG01 x", "<=", "DC01"), {"left"}),
        (Check("NG01", "<=", ""), {"right"}),
        (Check("?", "<=", "?"), {"left", "right"}),
        (Check("NG88", "<=", "DC01"), {"left"}),
        (Check("NG01", "<=", "DC01+XX1"), {"right"}),
        (Check("NG01@-1", "<=", "100"), {"left"}),
        (Check("1", "<", "2"), {"left"}),
    ],
)
def test_a_rule_that_would_never_speak_is_told_by_side(rule, sides):
    problems = problems_of(rule, KNOWN)
    assert set(problems) == sides
    assert all(is_vietnamese(message) for message in problems.values())

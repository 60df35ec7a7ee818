"""How a figure is printed: the same on screen, in JSON, in the workbook and on paper."""

from decimal import Decimal

import pytest

from kontum04.core.figure import DONG, PERCENT, Figure


def figure(value, unit="lượt", decimals=0, **options) -> Figure:
    exact = None if value is None else Decimal(str(value))
    return Figure("HO01", "Lượt người", unit, exact, decimals, **options)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text", "with_unit"),
    [
        (4800, "lượt", 0, "4.800", "4.800 lượt"),
        (0, "lượt", 0, "0", "0 lượt"),
        (None, "lượt", 0, "chưa có số liệu", "chưa có số liệu"),
        ("5.55", PERCENT, 1, "5,6\xa0%", "5,6\xa0%"),
        ("5.54", PERCENT, 1, "5,5\xa0%", "5,5\xa0%"),
        (None, PERCENT, 1, "chưa có số liệu", "chưa có số liệu"),
        ("80.5", "ngày công", 1, "80,5", "80,5 ngày công"),
        (8_250_000_000, DONG, 0, "8.250.000.000", "8,25 tỷ đồng"),
    ],
)
def test_text(value, unit, decimals, text, with_unit):
    told = figure(value, unit, decimals)
    assert (told.text, told.text_with_unit) == (text, with_unit)


@pytest.mark.parametrize(
    ("value", "rounded"), [("2.5", "3"), ("-2.5", "-3"), ("0.4", "0"), ("-0.4", "0"), (None, None)]
)
def test_halves_go_away_from_zero_and_there_is_no_minus_zero(value, rounded):
    told = figure(value)
    assert (None if told.rounded is None else str(told.rounded)) == rounded
    assert told.as_dict()["value"] == rounded


@pytest.mark.parametrize(
    ("reported", "expected", "coverage", "is_partial"),
    [(52, 53, "52/53", True), (53, 53, "53/53", False), (0, 0, "0/0", False), (None, None, "", False)],
)
def test_coverage(reported, expected, coverage, is_partial):
    told = figure(1, reported=reported, expected=expected)
    assert (told.coverage, told.is_partial) == (coverage, is_partial)

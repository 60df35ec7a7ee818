"""From readings to figures: the counting rules of the domain, one by one."""

from decimal import Decimal

import pytest

from communes.figures.aggregate import figure_of, level_counts, level_figures
from tests.communes.given import (
    CRITERIA,
    FALL,
    HEALTH,
    HOUSEHOLDS,
    INCOME,
    LATER,
    NEW,
    OLD,
    PEOPLE,
    POOR,
    POWERED,
    RATE,
    STATE,
    VILLAGE_STATE,
    YEAR,
    Given,
)

BOTH_YEARS = {HOUSEHOLDS: {YEAR - 1: 400, YEAR: 400}, POOR: {YEAR - 1: 200, YEAR: 180}}


def told(readings, part, year=YEAR):
    figure = figure_of(readings, part, year)
    return figure.value, figure.reported, figure.expected


# --- Missing is not zero ----------------------------------------------------------------------------------------------


def test_a_missing_value_stays_out_of_the_sum_and_is_counted_as_missing():
    assert told(Given({POOR: 180}, {POOR: None}, {POOR: 0}), POOR) == (180, 2, 3)


@pytest.mark.parametrize("part", [HOUSEHOLDS, RATE, FALL, INCOME, CRITERIA, HEALTH, STATE, VILLAGE_STATE, POWERED])
def test_nothing_reported_is_no_figure_and_not_zero(part):
    figure = figure_of(Given({}, {}), part, YEAR)
    assert figure.value is None
    assert figure.text == "chưa có số liệu"
    assert figure.reported == 0


def test_no_commune_at_all_is_no_figure():
    assert told(Given(), POOR) == (None, 0, 0)
    assert told(Given(), RATE) == (None, 0, 0)


def test_zero_reported_is_zero():
    assert told(Given({POOR: 0}, {POOR: 0}), POOR) == (0, 2, 2)


# --- Rates ------------------------------------------------------------------------------------------------------------


def test_a_rate_is_made_of_sums_never_an_average_of_rates():
    readings = Given({HOUSEHOLDS: 100, POOR: 50}, {HOUSEHOLDS: 900, POOR: 90})
    figure = figure_of(readings, RATE, YEAR)
    assert figure.value == Decimal(14)  # the average of 50 % and 10 % would be 30
    assert (figure.numerator, figure.denominator) == (140, 1000)


def test_a_rate_takes_only_places_that_reported_both_halves():
    readings = Given({HOUSEHOLDS: 400, POOR: 100}, {HOUSEHOLDS: 600}, {POOR: 70})
    figure = figure_of(readings, RATE, YEAR)
    assert (figure.value, figure.numerator, figure.denominator) == (25, 100, 400)
    assert (figure.reported, figure.expected) == (1, 3)


def test_nothing_of_nothing_is_no_rate():
    figure = figure_of(Given({HOUSEHOLDS: 0, POOR: 0}), RATE, YEAR)
    assert figure.value is None
    assert figure.reported == 1


def test_a_rate_over_chosen_communes():
    readings = Given({HOUSEHOLDS: 100, POOR: 50}, {HOUSEHOLDS: 900, POOR: 90})
    assert figure_of(readings, RATE, YEAR, [2]).value == 10
    assert figure_of(readings.only(1), RATE, YEAR).value == 50


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_a_change_is_of_the_places_that_reported_both_years():
    new_one = {HOUSEHOLDS: 1000, POOR: 900}
    gone_silent = {HOUSEHOLDS: {YEAR - 1: 1000}, POOR: {YEAR - 1: 10}}
    figure = figure_of(Given(BOTH_YEARS, new_one, gone_silent), FALL, YEAR)
    assert figure.value == Decimal(5)  # 50 % to 45 % at the one commune
    assert (figure.reported, figure.expected) == (1, 3)


def test_a_rise_is_a_negative_fall():
    readings = Given({HOUSEHOLDS: {YEAR - 1: 100, YEAR: 100}, POOR: {YEAR - 1: 10, YEAR: 15}})
    assert figure_of(readings, FALL, YEAR).value == -5


def test_no_change_across_two_standards_and_the_figure_says_so():
    over_the_break = {HOUSEHOLDS: {2015: 100, 2016: 100}, POOR: {2015: 20, 2016: 40}}
    figure = figure_of(Given(over_the_break, years=(2015, 2016)), FALL, 2016)
    assert figure.value is None
    assert figure.note == "Hai năm dùng hai chuẩn khác nhau, không so sánh."


def test_a_year_measured_twice_is_compared_by_the_standard_both_years_share():
    """At the end of 2021 households were counted by the old standard and by the new one."""
    counted_twice = {HOUSEHOLDS: {2021: 100, 2022: 100}, POOR: {2021: [(20, NEW), (50, LATER)], 2022: 40}}
    readings = Given(counted_twice, years=(2021, 2022))
    assert figure_of(readings, POOR, 2021).value == 20
    figure = figure_of(readings, FALL, 2022)
    assert (figure.value, figure.note) == (10, "")


def test_places_that_cannot_be_compared_are_left_out_and_counted_in_the_note():
    old_in_2018 = {HOUSEHOLDS: {YEAR - 1: 100, YEAR: 100}, POOR: {YEAR - 1: (10, OLD), YEAR: 5}}
    figure = figure_of(Given(BOTH_YEARS, old_in_2018), FALL, YEAR)
    assert (figure.value, figure.reported) == (5, 1)
    assert figure.note == "Không tính 1 xã có hai năm dùng hai chuẩn khác nhau."


# --- Two standards in one year ----------------------------------------------------------------------------------------


def test_of_two_standards_in_one_place_the_one_in_force_counts():
    readings = Given({POOR: [(70, OLD), (120, NEW)], HOUSEHOLDS: 400})
    assert figure_of(readings, POOR, YEAR).value == 120
    assert figure_of(readings, RATE, YEAR).value == 30


def test_a_single_value_counts_whatever_its_standard():
    assert figure_of(Given({POOR: (70, OLD)}), POOR, YEAR).value == 70


@pytest.mark.parametrize("part", [POOR, RATE, FALL])
def test_places_measured_by_two_standards_are_never_put_together(part):
    by_old = {HOUSEHOLDS: {YEAR - 1: 400, YEAR: 400}, POOR: {YEAR - 1: (90, OLD), YEAR: (80, OLD)}}
    figure = figure_of(Given(BOTH_YEARS, by_old), part, YEAR)
    assert figure.value is None
    assert figure.note == "Các nơi dùng chuẩn khác nhau, không cộng chung."


# --- Villages ---------------------------------------------------------------------------------------------------------


def test_villages_make_the_communes_number_only_when_all_reported():
    complete = Given({}, villages={1: [{POOR: 10}, {POOR: 0}]})
    assert told(complete, POOR) == (10, 1, 1)
    partial = Given({}, villages={1: [{POOR: 10}, {}]})
    assert told(partial, POOR) == (None, 0, 1)


def test_the_communes_own_number_goes_before_the_sum_of_its_villages():
    assert told(Given({POOR: 12}, villages={1: [{POOR: 10}, {POOR: 1}]}), POOR) == (12, 1, 1)


def test_villages_of_two_standards_make_no_sum():
    assert told(Given({}, villages={1: [{POOR: (10, OLD)}, {POOR: (9, NEW)}]}), POOR) == (None, 0, 1)


def test_a_commune_without_villages_has_no_sum_of_them():
    assert told(Given({}), POOR) == (None, 0, 1)


def test_what_only_villages_report_is_counted_by_villages():
    readings = Given({}, {}, villages={1: [{POWERED: 60}, {}], 2: [{POWERED: 40}]})
    assert told(readings, POWERED) == (100, 2, 3)


# --- Counts, levels, means --------------------------------------------------------------------------------------------


def test_yes_is_counted_of_those_that_answered():
    figure = figure_of(Given({HEALTH: 1}, {HEALTH: 0}, {}, {HEALTH: 1}), HEALTH, YEAR)
    assert (figure.value, figure.denominator, figure.expected, figure.unit) == (2, 3, 4, "xã")


def test_levels_are_counted_one_by_one():
    readings = Given({STATE: 2}, {STATE: 1}, {STATE: 2}, {})
    assert level_counts(readings, STATE, YEAR) == [("chưa đạt", 0), ("cơ bản đạt", 1), ("đạt", 2)]
    assert [(figure.value, figure.denominator, figure.expected) for figure in level_figures(readings, STATE, YEAR)] == [
        (0, 3, 4),
        (1, 3, 4),
        (2, 3, 4),
    ]
    assert told(readings, STATE) == (2, 3, 4)


def test_levels_of_villages_are_counted_by_villages():
    readings = Given({}, villages={1: [{VILLAGE_STATE: 2}, {VILLAGE_STATE: 0}, {}]})
    figures = level_figures(readings, VILLAGE_STATE, YEAR)
    assert [figure.value for figure in figures] == [1, 0, 1]
    assert {(figure.unit, figure.reported, figure.expected) for figure in figures} == {("thôn", 2, 3)}


def test_levels_nobody_reported_are_missing_not_zero():
    assert [figure.value for figure in level_figures(Given({}), STATE, YEAR)] == [None, None, None]


def test_a_mean_is_over_those_that_reported():
    figure = figure_of(Given({CRITERIA: 8}, {CRITERIA: 13}, {}), CRITERIA, YEAR)
    assert (figure.value, figure.text, figure.reported) == (Decimal("10.5"), "10,5", 2)


def test_a_weighted_mean_weighs_by_people_and_leaves_out_who_has_no_weight():
    readings = Given({INCOME: 10, PEOPLE: 3000}, {INCOME: 20, PEOPLE: 1000}, {INCOME: 99})
    assert told(readings, INCOME) == (Decimal("12.5"), 2, 3)


def test_weights_of_nobody_make_no_mean():
    assert told(Given({INCOME: 10, PEOPLE: 0}), INCOME) == (None, 1, 1)

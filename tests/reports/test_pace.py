"""Keeping the pace reaches the goal by its due year, and nothing slower does."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.choices import Comparator
from communes.models import Target
from kontum04.core.figure import PERCENT, Figure
from reports.figures.pace import Course, Growth, Standing, is_met, outlook_of

COMPARATORS = (
    Comparator.AT_LEAST,
    Comparator.MORE_THAN,
    Comparator.AT_MOST,
    Comparator.LESS_THAN,
)
YEAR = 2018


def a_goal(comparator: str = Comparator.AT_LEAST, value: Decimal | int = 30, due: int | None = 2020, **told) -> Target:
    return Target(comparator=comparator, value=Decimal(value), unit=PERCENT, due_year=due, **told)


def a_share(part: int, whole: int) -> Figure:
    return Figure("share", "", PERCENT, Decimal(part) * 100 / whole, 1, Decimal(part), Decimal(whole))


shares = st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
values = st.decimals(1, 99, places=1)


@given(shares, st.sampled_from(COMPARATORS), values, st.integers(1, 12))
def test_the_places_of_the_pace_reach_the_goal_and_one_less_does_not(share, comparator, value, years):
    part, whole = share
    goal = a_goal(comparator, value, YEAR + years)
    outlook = outlook_of(goal, Course(YEAR, a_share(part, whole), "xã"))
    down = comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    if outlook.standing is Standing.MET:
        assert outlook.places == 0
        return

    def share_after(places: int) -> Decimal:
        return Decimal(part - places if down else part + places) * 100 / whole

    assert is_met(goal, share_after(outlook.places_per_year * years))
    assert not is_met(goal, share_after(outlook.places - 1))
    assert (outlook.places_per_year - 1) * years < outlook.places


@given(values, st.sampled_from(COMPARATORS), values, st.integers(1, 12))
def test_the_points_of_the_pace_reach_the_goal(now, comparator, value, years):
    goal = a_goal(comparator, value, YEAR + years)
    outlook = outlook_of(goal, Course(YEAR, Figure("rate", "", PERCENT, now, 1)))
    if outlook.per_year is not None:
        assert is_met(goal, now + outlook.per_year * years)
        assert abs(outlook.per_year) * years <= outlook.gap + Decimal("0.1") * years  # rounded up by a tenth at most
    else:
        assert is_met(goal, now)


@given(shares, values, st.integers(1, 12))
def test_a_forecast_at_the_needed_pace_meets_the_goal(share, value, years):
    goal, figure = a_goal(value=value, due=YEAR + years), a_share(*share)
    needed = outlook_of(goal, Course(YEAR, figure, "xã")).per_year
    if needed is not None:
        kept = outlook_of(goal, Course(YEAR, figure, "xã", growth=Growth(needed, YEAR - 1, YEAR)))
        assert kept.will_meet
        assert kept.forecast <= 100


@pytest.mark.parametrize(
    ("goal", "standing"),
    [
        (a_goal(due=2018), Standing.OVERDUE),
        (a_goal(due=2017), Standing.OVERDUE),
        (a_goal(due=2019), Standing.RUNNING),
        (a_goal(due=None), Standing.OVERDUE),
        (a_goal(value=20), Standing.MET),
        (a_goal(Comparator.MORE_THAN, 20), Standing.RUNNING),
        (a_goal(value=20, due=2017), Standing.MET),
        (a_goal(value=20, every_year=True), Standing.RUNNING),
        (a_goal(value=20, due=2018, every_year=True), Standing.MET),
        (a_goal(value=30, due=None, every_year=True), Standing.RUNNING),
    ],
)
def test_where_a_goal_stands(goal, standing):
    outlook = outlook_of(goal, Course(YEAR, a_share(2, 10), "xã"))
    assert outlook.standing is standing
    assert bool(outlook.no_pace) is (standing is not Standing.RUNNING)


def test_a_forecast_does_not_pass_the_whole():
    growth = Growth(Decimal(40), 2016, 2018)
    assert outlook_of(a_goal(due=2025), Course(YEAR, a_share(2, 10), "xã", growth=growth)).forecast == 100

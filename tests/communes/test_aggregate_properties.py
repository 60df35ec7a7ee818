"""What holds for figures of any communes whatever."""

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from communes.figures.aggregate import figure_of
from tests.communes.given import CRITERIA, FALL, HEALTH, HOUSEHOLDS, INCOME, PEOPLE, POOR, RATE, STATE, YEAR, Given

PARTS = (HOUSEHOLDS, POOR, RATE, FALL, INCOME, CRITERIA, HEALTH, STATE)

number = st.one_of(st.none(), st.integers(0, 2000))
two_years = st.fixed_dictionaries({YEAR - 1: number, YEAR: number})
commune = st.fixed_dictionaries(
    {
        HOUSEHOLDS: two_years,
        POOR: two_years,
        PEOPLE: number,
        INCOME: st.one_of(st.none(), st.decimals("0.1", 100, places=1)),
        CRITERIA: st.one_of(st.none(), st.integers(0, 19)),
        HEALTH: st.sampled_from([None, 0, 1]),
        STATE: st.sampled_from([None, 0, 1, 2]),
    }
)
communes = st.lists(commune, max_size=8)


def values(rows):
    readings = Given(*rows)
    return {part.code: figure_of(readings, part, YEAR).value for part in PARTS}


@given(communes)
def test_the_rate_of_a_union_is_the_sum_of_numerators_over_the_sum_of_denominators(rows):
    both = [(row[POOR][YEAR], row[HOUSEHOLDS][YEAR]) for row in rows]
    both = [(poor, households) for poor, households in both if poor is not None and households is not None]
    poor, households = sum(p for p, _h in both), sum(h for _p, h in both)
    expected = Decimal(poor) * 100 / Decimal(households) if households else None
    assert values(rows)["NG03"] == expected


@given(communes, communes)
def test_sums_of_two_halves_add_up_to_the_whole(left, right):
    halves = [part for part in (values(left)["NG01"], values(right)["NG01"]) if part is not None]
    assert values([*left, *right])["NG01"] == (sum(halves) if halves else None)


@given(communes, st.randoms(use_true_random=False))
def test_the_order_of_communes_never_matters(rows, chance: random.Random):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert values(shuffled) == values(rows)


@given(communes)
def test_a_commune_that_reported_nothing_never_changes_a_value(rows):
    before, after = Given(*rows), Given(*rows, {})
    for part in PARTS:
        old, new = figure_of(before, part, YEAR), figure_of(after, part, YEAR)
        assert (new.value, new.reported, new.expected) == (old.value, old.reported, old.expected + 1)


@given(communes)
def test_more_never_reported_than_asked(rows):
    readings = Given(*rows)
    for part in PARTS:
        figure = figure_of(readings, part, YEAR)
        assert 0 <= figure.reported <= figure.expected == len(rows)
        assert figure.value is None or figure.reported > 0

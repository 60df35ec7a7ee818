"""Scores: judged line by line by the unit's own figures, with ranks, places and what a missing figure does."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.core.figure import Figure
from twinning.choices import WhenMissing
from twinning.figures.scoring.ranking import Place, places
from twinning.figures.scoring.score import rank_of, score_of


@dataclass(frozen=True)
class Criterion:
    code: str
    max_points: Decimal
    formula: str
    when_missing: str = WhenMissing.NO_POINTS
    label: str = "Tiêu chí"


@dataclass(frozen=True)
class Band:
    label: str
    at_least: Decimal


BANDS = [Band("tốt", Decimal(75)), Band("xuất sắc", Decimal(90)), Band("không", Decimal(0)), Band("đạt", Decimal(50))]


def figures(**values) -> dict[str, Figure]:
    return {
        name: Figure(name, f"Số {name}", "lượt", None if value is None else Decimal(value))
        for name, value in values.items()
    }


def criterion(formula: str, points: int = 10, **more) -> Criterion:
    return Criterion("c", Decimal(points), formula, **more)


def test_points_stay_between_nothing_and_the_most():
    score = score_of(
        1, figures(trips=50), [criterion("trips", 15), criterion("-trips", 35), criterion("20", 50)], BANDS
    )
    assert [line.points for line in score.lines] == [15, 0, 20]
    assert (score.value, score.judged_of, score.rank) == (35, 100, "không")
    assert "mức tối đa" in score.lines[0].why


def test_a_missing_figure_gives_no_points_or_leaves_the_criterion_out_and_says_so():
    given_figures = figures(trips=None, days=10)
    lines = [
        criterion("trips", 40),
        criterion("trips", 20, when_missing=WhenMissing.LEAVE_OUT),
        criterion("4 * days", 40),
    ]
    score = score_of(1, given_figures, lines, BANDS)
    assert [line.points for line in score.lines] == [0, None, 40]
    assert score.judged_of == 80
    assert score.value == 50  # 40 of 80 points that could be judged, of 100
    assert score.is_partial
    assert "số trips" in score.lines[0].why
    assert "0 điểm" in score.lines[0].why
    assert "không tính" in score.lines[1].why


def test_nothing_to_judge_by_is_no_score():
    score = score_of(1, figures(trips=None), [criterion("trips", when_missing=WhenMissing.LEAVE_OUT)], BANDS)
    assert (score.value, score.rank, score.text) == (None, "", "chưa có số liệu")


@pytest.mark.parametrize(
    ("value", "rank"),
    [("100", "xuất sắc"), ("90", "xuất sắc"), ("89.9", "tốt"), ("75", "tốt"), ("50", "đạt"), ("49.9", "không")],
)
def test_a_rank_begins_at_its_threshold(value, rank):
    assert rank_of(Decimal(value), BANDS) == rank


def test_equal_scores_share_a_place_overall_and_in_their_kind():
    found = places([(1, "a", Decimal(90)), (2, "b", Decimal(90)), (3, "a", Decimal(80)), (4, "b", None)])
    assert found == {1: Place(1, 3, 1, 2), 2: Place(1, 3, 1, 1), 3: Place(3, 3, 2, 2), 4: Place(None, 3, None, 1)}


numbers = st.one_of(st.none(), st.decimals(0, 1000, places=1))
units = st.dictionaries(st.integers(1, 40), st.tuples(numbers, numbers), min_size=2, max_size=12)
CRITERIA = [
    criterion("60 * share(trips, 100)", 60),
    criterion("40 * share(money, 500)", 40, when_missing=WhenMissing.LEAVE_OUT),
]


@given(units, st.data())
def test_no_unit_is_judged_by_the_data_of_another(rows, data):
    """Whatever the others report, a unit's score is that of its own figures; only its place may change."""

    def scores(of):
        return {
            unit: score_of(unit, figures(trips=trips, money=money), CRITERIA, BANDS)
            for unit, (trips, money) in of.items()
        }

    chosen = data.draw(st.sampled_from(sorted(rows)))
    changed = {
        unit: values if unit == chosen else data.draw(st.tuples(numbers, numbers)) for unit, values in rows.items()
    }
    assert scores(rows)[chosen] == scores(changed)[chosen]


@given(units)
def test_places_follow_the_scores(rows):
    found = places([(unit, "a", trips) for unit, (trips, _money) in rows.items()])
    for unit, (value, _money) in rows.items():
        above = sum(other is not None and value is not None and other > value for other, _ in rows.values())
        assert found[unit].overall == (None if value is None else above + 1)
        assert found[unit].overall == found[unit].in_kind

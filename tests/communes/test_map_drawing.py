"""What a map is made of: values in classes, outlines on a sheet."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.boundaries.drawing import WIDTH, draw
from communes.figures.classes import MOST, class_at, classes_of
from tests.factories import square


def shown(values) -> list[tuple[int, int, int, int]]:
    return [(each.shade, int(each.low), int(each.high), each.count) for each in classes_of(list(map(Decimal, values)))]


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([], []),
        ([7], [(3, 7, 7, 1)]),
        ([7, 7, 7], [(3, 7, 7, 3)]),
        ([0, 1, 1], [(1, 0, 0, 1), (5, 1, 1, 2)]),
        ([3, 1, 2], [(1, 1, 1, 1), (3, 2, 2, 1), (5, 3, 3, 1)]),
        (range(10), [(1, 0, 1, 2), (2, 2, 3, 2), (3, 4, 5, 2), (4, 6, 7, 2), (5, 8, 9, 2)]),
        # Twenty communes with nothing share a class; the other seven are not squeezed into one.
        ([0] * 20 + list(range(1, 8)), [(1, 0, 0, 20), (2, 1, 2, 2), (3, 3, 4, 2), (4, 5, 6, 2), (5, 7, 7, 1)]),
        # One far value leaves the others their shades.
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], [(1, 1, 2, 2), (2, 3, 4, 2), (3, 5, 6, 2), (4, 7, 8, 2), (5, 9, 1000, 2)]),
    ],
)
def test_classes(values, classes):
    assert shown(values) == classes


@given(st.lists(st.decimals(-100, 100, places=1), max_size=80))
def test_every_value_has_one_class_and_equal_values_the_same(values):
    classes = classes_of(values)
    assert len(classes) <= MOST
    assert sum(each.count for each in classes) == len(values)
    assert [each.shade for each in classes] == sorted({each.shade for each in classes})
    for before, after in pairwise(classes):
        assert before.high < after.low
    assert all(class_at(classes, value) for value in values)


def test_neighbours_meet_on_the_sheet():
    """Two squares side by side: the eastern one begins where the western one ends, north is up."""
    sheet = draw({1: square(107, 14), 2: square(107.1, 14), 3: square(107, 14.1)})
    assert sheet
    west, east, north = (sheet.shapes[key] for key in (1, 2, 3))
    assert west.x < east.x
    assert north.y < west.y == east.y
    corners = [{part.strip("MZ") for part in shape.path.split("L")} for shape in (west, east)]
    assert len(corners[0] & corners[1]) == 2
    assert max(sheet.width, sheet.height) == WIDTH


def test_the_sheet_is_as_wide_as_its_latitude_makes_it():
    """One degree of longitude at 60° north is half as long as one of latitude."""
    sheet = draw({1: square(107, 59.5, 1)})
    assert sheet
    assert sheet.width == pytest.approx(sheet.height / 2, rel=0.01)


def test_what_is_too_small_to_see_is_left_out():
    sheet = draw({1: square(107, 14, 2), 2: square(108, 15, 0.0001)})
    assert sheet
    assert set(sheet.shapes) == {1}
    assert draw({}) is None

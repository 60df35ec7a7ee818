"""What a cell says about a stored value: nothing, a new one, or that it is taken back."""

import unicodedata
from decimal import Decimal

import pytest

from kontum04.core.sheets.entries import KEEP, read_entry
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import ImportPlan

NUMBER = Column("n", "Số hộ", kind="decimal")


@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0", "-", "–", "…", "..."])
@pytest.mark.parametrize("kind", ["decimal", "text", "date", "boolean", "choice"])
def test_a_blank_cell_or_a_dash_keeps(raw, kind):
    assert read_entry(raw, Column("k", "Cột", kind=kind, choices=(("a", "A"),))) is KEEP


@pytest.mark.parametrize("raw", ["chưa có số liệu", " CHƯA CÓ  SỐ LIỆU", "không có số liệu", "chua co so lieu"])
@pytest.mark.parametrize("kind", ["decimal", "text", "date", "boolean"])
def test_words_take_a_value_back(raw, kind):
    assert read_entry(unicodedata.normalize("NFD", raw), Column("k", "Cột", kind=kind)) is None


def test_a_required_value_is_not_taken_back():
    with pytest.raises(ValueError, match="“Khối” bắt buộc phải có"):
        read_entry("chưa có số liệu", Column("k", "Khối", blank=False))


@pytest.mark.parametrize(("raw", "value"), [(0, 0), (0.0, 0), ("0", 0), ("5,6 %", Decimal("5.6")), ("1.234", 1234)])
def test_zero_is_a_value(raw, value):
    assert read_entry(raw, NUMBER) == value


def test_what_is_told_stands_in_the_order_of_the_sheet_and_once():
    cells = ["AA2", "B10", "B2", "A2", "B2"]
    plan = ImportPlan(errors=[*(CellProblem("S", cell, "x") for cell in cells), "Cả tệp"]).in_order()
    assert [getattr(error, "cell", error) for error in plan.errors] == ["Cả tệp", "A2", "B2", "AA2", "B10"]

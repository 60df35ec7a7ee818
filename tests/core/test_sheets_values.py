"""From raw cells to typed values, every problem with its cell."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.core.sheets.body import Row
from kontum04.core.sheets.model import BadCell, Column
from kontum04.core.sheets.values import read_row, read_value
from tests.core.wording import is_vietnamese

STATUS = (("dbkk", "Đặc biệt khó khăn"), ("bg", "Biên giới"), ("tt", "Trọng điểm"))
TWINS = (("23410", "Đăk Long"), ("23500", "Đắk Long"), ("23600", "Đăk Hà"))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "Đa\u0306k  Ha\u0300 ", "Đăk Hà"),
        ("text", 23400.0, "23400"),
        ("text", 5.6, "5,6"),
        ("text", dt.date(2018, 1, 2), "02/01/2018"),
        ("text", True, "có"),
        ("integer", 12.0, 12),
        ("integer", "1.234", 1234),
        ("integer", "–", None),
        ("integer", 0, 0),
        ("money", "8.250.000.000", 8_250_000_000),
        ("money", 10**15, 10**15),
        ("decimal", "12,5", Decimal("12.5")),
        ("percent", "5,6 %", Decimal("5.6")),
        ("percent", 5.6, Decimal("5.6")),
        ("date", "05/06/2018", dt.date(2018, 6, 5)),
        ("date", dt.datetime(2018, 6, 5, 8), dt.date(2018, 6, 5)),  # noqa: DTZ001
        ("date", 43256.0, dt.date(2018, 6, 5)),
        ("boolean", "x", True),
        ("boolean", " X ", True),
        ("boolean", "Có", True),
        ("boolean", 1.0, True),
        ("boolean", True, True),
        ("boolean", "không", False),
        ("boolean", "0", False),
        ("boolean", False, False),
        ("boolean", "–", None),
        ("choice", "Đặc biệt khó khăn", "dbkk"),
        ("choice", "dac biet kho khan", "dbkk"),
        ("choice", "BG", "bg"),
    ],
)
def test_values(kind, raw, value):
    read = read_value(raw, Column("k", "Cột", kind=kind, choices=STATUS))
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("kind", ["text", "integer", "money", "decimal", "percent", "date", "boolean", "choice"])
@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0"])
def test_blank_is_not_reported_or_asked_for(kind, blank):
    assert read_value(blank, Column("k", "Cột", kind=kind)) is None
    with pytest.raises(ValueError, match="Chưa nhập “Cột”"):
        read_value(blank, Column("k", "Cột", kind=kind, blank=False))


@pytest.mark.parametrize(
    ("kind", "raw", "told"),
    [
        ("integer", "12,5 người", "“12,5 người” không phải là số"),
        ("integer", 12.5, "“12,5” không phải là số nguyên"),
        ("integer", -1, "phải từ 0 trở lên"),
        ("integer", "-3", "Số −3 không hợp lệ"),
        ("integer", float("nan"), "không chứa một con số"),
        ("integer", float("inf"), "không chứa một con số"),
        ("integer", 10**15 + 1, "lớn bất thường"),
        ("integer", "9.999.999.999.999.999", "lớn bất thường"),
        ("decimal", 1e300, "lớn bất thường"),
        ("integer", True, "không chứa một con số"),
        ("integer", dt.date(2018, 1, 1), "“01/01/2018” không phải là số"),
        ("integer", dt.time(3, 4), "không phải là số"),
        ("money", "8,25 tỷ", "không phải là số"),
        ("money", 0.5, "không phải là số nguyên"),
        ("decimal", "12.5", "hãy viết 12,5"),
        ("percent", "-5 %", "phải từ 0 trở lên"),
        ("date", "31/02/2018", "không phải là ngày"),
        ("date", 2018.0, "không phải là ngày"),
        ("date", dt.time(3, 4), "không phải là ngày"),
        ("boolean", "có thể", "“có thể” không rõ"),
        ("boolean", 2.0, "“2” không rõ"),
        ("choice", "Nghèo", "hãy chọn một trong: “Đặc biệt khó khăn”, “Biên giới”, “Trọng điểm”"),
        ("text", "a" * 10_001, "tối đa 10.000 ký tự"),
        ("text", "#REF!", "Công thức trong ô bị lỗi (#REF!)"),
        ("integer", " #DIV/0! ", "Công thức trong ô bị lỗi"),
        ("date", "Err:508", "Công thức trong ô bị lỗi"),
        ("text", BadCell("Ô bị lỗi"), "Ô bị lỗi"),
    ],
)
def test_problems(kind, raw, told):
    with pytest.raises(ValueError, match=r"\w") as caught:
        read_value(raw, Column("k", "Cột", kind=kind, choices=STATUS))
    assert told in str(caught.value)
    assert is_vietnamese(str(caught.value))


def test_negative_numbers_where_they_make_sense():
    assert read_value(-5, Column("k", "Tăng giảm", kind="integer", minimum=None)) == -5
    with pytest.raises(ValueError, match=r"phải từ 2\.000 trở lên"):
        read_value(1999, Column("k", "Năm", kind="integer", minimum=2000))


def test_choices_of_one_folded_name_are_told_apart_by_marks_or_code():
    column = Column("k", "Xã", kind="choice", choices=TWINS)
    assert read_value("Đắk Long", column) == "23500"
    assert read_value("dak ha", column) == "23600"
    assert read_value(23410.0, column) == "23410"
    with pytest.raises(ValueError, match="“Dak Long” chỉ nhiều mục khác nhau; hãy ghi mã: 23410 và 23500"):
        read_value("Dak Long", column)


def test_choices_of_exactly_one_name_need_the_code():
    column = Column("k", "Xã", kind="choice", choices=(("1", "Đăk Long"), ("2", "Đăk Long")))
    with pytest.raises(ValueError, match="hãy ghi mã: 1 và 2"):
        read_value("Đăk Long", column)


def test_a_long_list_of_choices_is_cut_in_the_message():
    column = Column("k", "Xã", kind="choice", choices=[(str(n), f"Xã {n}") for n in range(500)])
    with pytest.raises(ValueError, match="“Xã 7”, …") as caught:
        read_value("y" * 5000, column)
    assert len(str(caught.value)) < 400


COLUMNS = (Column("name", "Xã", blank=False), Column("poor", "Hộ nghèo", kind="integer"), Column("day", "Ngày"))


def row_of(**values):
    return Row("Biểu 1", 12, {"name": 1, "poor": 27}, values)


def test_all_problems_of_a_row_are_collected_with_their_cells():
    values, problems = read_row(row_of(name=None, poor="abc"), COLUMNS)
    assert values == {}
    assert [str(problem) for problem in problems] == [
        "Biểu 1!B12: Chưa nhập “Xã”.",
        "Biểu 1!AB12: “abc” không phải là số; hãy nhập số, ví dụ 1.234,5.",
    ]


def test_a_column_the_sheet_lacks_is_left_out_and_a_blank_cell_is_none():
    assert read_row(row_of(name="Đăk Hà", poor=None), COLUMNS) == ({"name": "Đăk Hà", "poor": None}, [])


@given(
    kind=st.sampled_from(["text", "integer", "money", "decimal", "percent", "date", "boolean", "choice"]),
    raw=st.one_of(
        st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times()
    ),
)
def test_any_cell_gives_a_value_or_an_explanation(kind, raw):
    try:
        read_value(raw, Column("k", "Cột", kind=kind, choices=STATUS))
    except ValueError as error:
        assert is_vietnamese(str(error))  # noqa: PT017 - both outcomes are right

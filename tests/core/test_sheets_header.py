"""Finding the table in sheets as offices make them."""

import unicodedata

import pytest

from kontum04.core.sheets.header import find_in_workbook, find_table
from kontum04.core.sheets.model import Column, Sheet, SheetError, reference_header
from kontum04.core.sheets.reader import read_workbook
from tests.core.wording import is_vietnamese
from tests.core.workbooks import SAMPLES

COLUMNS = (
    Column("unit", "Tên đơn vị", ("Đơn vị",), required=True),
    Column("commune", "Xã", required=True),
    Column("saved", "Kinh phí: Tiết kiệm", kind="money"),
    Column("total", "Kinh phí: Cộng", ("Cộng",), kind="money"),
    Column("works", "Công trình: Cộng", kind="integer"),
)

PLAIN = [["TT", "Đơn vị", "Xã"], [1, "Sở Y tế", "Đăk Hà"], [2, "Sở Tư pháp", "Bờ Y"]]

GROUPED = [
    ["BÁO CÁO KẾT QUẢ", None, None, None, None, None, None],
    ["Năm 2018"],
    [],
    ["TT", "Đơn vị ", "Xã", "Kinh phí", None, "Công trình", None, "Ghi chú"],
    [None, None, None, "Tiết kiệm", "Cộng", "Cộng", "Đang làm"],
    ["(1)", "(2)", "(3)", "(4)", "(5)=(4)", "(6)", "(7)", "(8)"],
    [],
    [1.0, "Sở Y tế", "Đăk Hà", 5.0, 6.0, 7.0],
    [None, "  ", None, "\u00a0"],
    [2.0, "Tổng Công ty Cà phê", "Bờ Y", 8.0, 9.0, None],
    [None, "Tổng cộng (2 xã):", None, 13.0, 15.0, 7.0],
    [],
    [None, "NGƯỜI LẬP BIỂU", None, "TRƯỞNG BAN"],
]


def sheet(rows, name="Biểu 1", hidden=False):
    return Sheet(name, rows, hidden)


def values(table):
    return [tuple(row.values.values()) for row in table.rows]


def test_a_plain_sheet():
    table = find_table(sheet(PLAIN), COLUMNS)
    assert table.columns == {"unit": 1, "commune": 2}
    assert values(table) == [("Sở Y tế", "Đăk Hà"), ("Sở Tư pháp", "Bờ Y")]
    assert table.notes == []


def test_titles_groups_numbering_totals_and_signatures():
    table = find_table(sheet(GROUPED), COLUMNS)
    assert table.header_row == 5
    assert table.columns == {"unit": 1, "commune": 2, "saved": 3, "total": 4, "works": 5}
    assert values(table) == [
        ("Sở Y tế", "Đăk Hà", 5.0, 6.0, 7.0),
        ("Tổng Công ty Cà phê", "Bờ Y", 8.0, 9.0, None),
    ]
    assert table.notes == [
        "Không dùng đến các cột: “Công trình › Đang làm” (G5), “Ghi chú” (H4).",
        "Bỏ qua hàng tổng cộng: hàng 11.",
        "Bỏ qua phần ghi chú, chữ ký sau hàng tổng cộng: hàng 13.",
    ]


def test_a_row_knows_where_it_stands():
    row = find_table(sheet(GROUPED), COLUMNS).rows[1]
    assert (row.sheet, row.number, row.cell("commune"), row.cell("works")) == ("Biểu 1", 10, "C10", "F10")
    assert find_table(sheet(PLAIN), COLUMNS).rows[0].cell("works") == "A2"


@pytest.mark.parametrize(
    "header",
    [
        ["TT", unicodedata.normalize("NFD", "Đơn vị"), "XÃ  "],
        ["TT", "TÊN ĐƠN VỊ *", "Xã\n"],
        ["TT", "ten don vi", "xa"],
        ["TT", "Tên đơn vị:", "\u00a0Xã\u00a0"],
    ],
)
def test_headers_match_however_they_are_written(header):
    assert len(find_table(sheet([header, *PLAIN[1:]]), COLUMNS).rows) == 2


def test_marks_tell_headers_apart_that_fold_alike():
    columns = [Column("status", "Diện"), Column("power", "Điện"), Column("name", "Xã")]
    table = find_table(sheet([["Xã", "Điện", "Diện"], ["Đăk Hà", "có", "ĐBKK"]]), columns)
    assert table.columns == {"name": 0, "power": 1, "status": 2}
    with pytest.raises(SheetError, match="Không tìm thấy"):
        find_table(sheet([["Xa", "Dien", "DIEN"], ["Đăk Hà", "có", "ĐBKK"]]), [*columns[:2], Column("x", "Tên")])


def test_a_unit_in_the_header_is_not_ignored():
    columns = [*COLUMNS[:2], Column("money", "Kinh phí (đồng)", required=True)]
    with pytest.raises(SheetError, match=r"Biểu 1!A1: Thiếu cột “Kinh phí \(đồng\)”"):
        find_table(sheet([["Đơn vị", "Xã", "Kinh phí (triệu đồng)"], ["Sở Y tế", "Hiếu", 5]]), columns)


def test_the_last_row_is_kept_without_a_total():
    assert values(find_table(sheet(PLAIN), COLUMNS))[-1] == ("Sở Tư pháp", "Bờ Y")


def test_data_after_a_subtotal_are_kept():
    rows = [*PLAIN, ["", "Cộng", None], [3, "Ban Dân tộc", "Hiếu"], [None, "Tổng cộng"]]
    table = find_table(sheet(rows), COLUMNS)
    assert values(table)[-1] == ("Ban Dân tộc", "Hiếu")
    assert table.notes == ["Bỏ qua hàng tổng cộng: hàng 4 và 6."]


def test_a_remark_before_any_total_is_not_silently_dropped():
    table = find_table(sheet([*PLAIN, [None, "Người lập biểu"]]), COLUMNS)
    assert values(table)[-1] == ("Người lập biểu", None)


def test_a_header_printed_again_further_down_is_no_data():
    table = find_table(sheet([*PLAIN, PLAIN[0], [3, "Ban Dân tộc", "Hiếu"]]), COLUMNS)
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    "numbering", [["(1)", "(2)", "(3)"], [1.0, 2.0, 3.0], ["A", "B", 1, 2, 3], ["1", "2", "3=1+2"]]
)
def test_column_numbers_under_the_header_are_no_data(numbering):
    assert len(find_table(sheet([PLAIN[0], numbering, *PLAIN[1:]]), COLUMNS).rows) == 2


@pytest.mark.parametrize("row", [[1, 3, 2], [2, 3, 4], ["1", "Sở Y tế", 2, 3]])
def test_figures_that_do_not_count_up_are_data(row):
    assert len(find_table(sheet([PLAIN[0], row, *PLAIN[1:]]), COLUMNS).rows) == 3


def test_reference_columns_of_our_templates_are_no_news():
    header = [*PLAIN[0], reference_header("Số hộ – năm 2017"), "Lạ"]
    assert find_table(sheet([header, *PLAIN[1:]]), COLUMNS).notes == ["Không dùng đến các cột: “Lạ” (E1)."]


def test_all_header_problems_are_told_at_once():
    columns = (*COLUMNS, Column("day", "Ngày nộp", ("Ngày gửi",), required=True), Column("x", "Điểm", required=True))
    with pytest.raises(SheetError) as caught:
        find_table(sheet([[], ["TT", "Đơn vị", "Xã", "Xã"], [1, "Sở Y tế", "Đăk Hà"]]), columns)
    assert [str(problem) for problem in caught.value.problems] == [
        "Biểu 1!A2: Thiếu cột “Ngày nộp” / “Ngày gửi” ở hàng tiêu đề.",
        "Biểu 1!A2: Thiếu cột “Điểm” ở hàng tiêu đề.",
        "Biểu 1!D2: Trùng cột: “Xã” (C2) và “Xã” (D2); hãy giữ lại một.",
    ]


def test_columns_of_two_groups_are_told_apart_by_their_group():
    rows = [["Đơn vị", "Xã", "Kinh phí", None], [None, None, "Cộng", "Cộng"], ["Sở Y tế", "Bờ Y", 1, 2]]
    with pytest.raises(SheetError, match=r"“Kinh phí › Cộng” \(C2\) và “Kinh phí › Cộng” \(D2\)"):
        find_table(sheet(rows), COLUMNS)
    rows[0][3] = "Công trình"
    assert find_table(sheet(rows), COLUMNS).columns == {"unit": 0, "commune": 1, "total": 2, "works": 3}


@pytest.mark.parametrize("rows", [[], [[None]], [["a", "b"]], [["Đơn vị"], ["Sở Y tế"]], [[1, 2], [3, 4]]])
def test_no_header_says_which_columns_are_wanted(rows):
    with pytest.raises(SheetError, match=r"Không tìm thấy hàng tiêu đề.*“Tên đơn vị” / “Đơn vị”, “Xã”") as caught:
        find_table(sheet(rows), COLUMNS)
    assert is_vietnamese(str(caught.value))


def test_two_columns_of_one_name_are_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="XÃ"):
        find_table(sheet(PLAIN), [Column("a", "Xã"), Column("b", "XÃ")])


def test_the_one_sheet_with_the_table_is_found():
    sheets = [sheet([["Ghi chú"]], "Bìa"), sheet(PLAIN, "Ẩn", hidden=True), sheet([]), sheet(PLAIN, "Biểu 2")]
    assert find_in_workbook(sheets, COLUMNS).sheet == "Biểu 2"


def test_several_sheets_with_the_table_are_refused_by_name():
    with pytest.raises(SheetError, match="“Biểu 1” và “Biểu 2”"):
        find_in_workbook([sheet(PLAIN), sheet(PLAIN, "Biểu 2")], COLUMNS)


def test_a_workbook_without_the_table_tells_every_sheet():
    with pytest.raises(SheetError) as caught:
        find_in_workbook([sheet([["x"]], "Một"), sheet([["y"]], "Hai")], COLUMNS)
    assert [problem.sheet for problem in caught.value.problems] == ["Một", "Hai"]
    with pytest.raises(SheetError, match="Tệp không có dữ liệu"):
        find_in_workbook([sheet([]), sheet(PLAIN, hidden=True)], COLUMNS)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_a_sheet_from_a_file(extension):
    columns = [Column("name", "Xã", required=True), Column("rate", "Tỷ lệ", kind="percent", required=True)]
    table = find_in_workbook(read_workbook(SAMPLES / f"office.{extension}"), columns)
    assert table.header_row == 3
    assert [row.values["rate"] for row in table.rows] == [5.6, 5.6]

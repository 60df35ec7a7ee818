"""Templates: what goes out comes back, and what may not be changed is locked."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kontum04.core.sheets.header import find_in_workbook
from kontum04.core.sheets.model import Column, Sheet
from kontum04.core.sheets.reader import read_workbook
from kontum04.core.sheets.stamp import Stamp, read_stamp
from kontum04.core.sheets.template import TemplateRow, write_template
from kontum04.core.sheets.values import read_row
from tests.core.workbooks import xlsx

STAMP = Stamp("commune-indicators", 1, "nq04-2016", 2018)
COLUMNS = (
    Column("code", "Mã xã", required=True, blank=False, locked=True),
    Column("name", "Xã", locked=True),
    Column("poor", "Hộ nghèo", kind="integer", help_text="Theo chuẩn của năm."),
    Column("rate", "Tỷ lệ", kind="percent"),
    Column("area", "Diện tích", kind="decimal"),
    Column("money", "Kinh phí", kind="money"),
    Column("day", "Ngày", kind="date"),
    Column("power", "Có điện", kind="boolean"),
    Column("status", "Diện", kind="choice", choices=(("dbkk", "Đặc biệt khó khăn"), ("bg", "Biên giới"))),
    Column("unit", "Đơn vị", kind="choice", choices=(("1", "Sở Y tế"), ("2", "Công an, tỉnh"), ("3", "=1+1"))),
)
FULL = {
    "code": "0234",
    "name": "Đăk Hà",
    "poor": 5,
    "rate": Decimal("5.6"),
    "area": Decimal("12.25"),
    "money": 8_250_000_000,
    "day": dt.date(2018, 12, 31),
    "power": False,
    "status": "bg",
    "unit": "2",
}
EMPTY = dict.fromkeys(FULL) | {"code": "0235", "name": "=HYPERLINK(1)"}


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_template(
        COLUMNS,
        [TemplateRow(FULL, {"poor": 7}), TemplateRow(EMPTY)],
        title="Số liệu xã năm 2018",
        notes=["Nghị quyết 04"],
        stamp=STAMP,
        references={"poor": "năm 2017"},
        spare_rows=2,
    )


@pytest.fixture
def sheet(written):
    return load_workbook(io.BytesIO(written)).worksheets[0]


def column_of(sheet, text):
    return next(cell for cell in sheet[5] if str(cell.value).startswith(text))


def test_what_goes_out_comes_back(written):
    table = find_in_workbook(read_workbook(written), COLUMNS)
    assert table.notes == []
    rows = [read_row(row, COLUMNS) for row in table.rows]
    assert rows == [(FULL, []), (EMPTY, [])]


def test_the_stamp_comes_back(written):
    assert read_stamp(read_workbook(written)) == STAMP


@pytest.mark.parametrize(
    "rows",
    [
        None,
        [],
        [["kind", "units"]],
        [["kind", "units"], ["version", "một"], ["programme", "p"], ["year", "2018"]],
        [["kind"], ["version", "1"], ["programme", "p"], ["year", "2018"]],
    ],
)
def test_no_or_a_damaged_stamp_is_none(rows):
    sheets = [Sheet("Biểu 1", [["Xã"]])]
    if rows is not None:
        sheets.append(Sheet("_portal", rows, hidden=True))
    assert read_stamp(sheets) is None


def test_the_offices_own_sheet_has_no_stamp():
    assert read_stamp(read_workbook(xlsx())) is None


def test_identities_are_locked_and_inputs_open(sheet):
    assert sheet.protection.sheet
    assert not sheet.protection.password
    filled, spare = sheet[6], sheet[8]
    locked = [cell.protection.locked for cell in filled]
    assert locked == [True, True, True, *[False] * 8]  # code, name, last year's value
    assert [cell.protection.locked for cell in spare] == [False, False, True, *[False] * 8]


def test_last_years_value_stands_grey_beside_the_input(sheet):
    header = column_of(sheet, "Tham khảo")
    assert header.value == "Tham khảo: Hộ nghèo – năm 2017"
    cell = sheet.cell(6, header.column)
    assert (cell.value, cell.fill.fgColor.rgb) == (7, "00EDEDED")
    assert sheet.cell(5, header.column + 1).value == "Hộ nghèo"


def test_text_is_text_and_codes_keep_their_zeros(sheet):
    assert (sheet["A6"].value, sheet["A6"].data_type, sheet["A6"].number_format) == ("0234", "s", "@")
    assert (sheet["B7"].value, sheet["B7"].data_type, sheet["B7"].quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_drop_downs_come_from_a_hidden_sheet(written):
    book = load_workbook(io.BytesIO(written))
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "Nhập liệu": "visible",
        "_choices": "hidden",
        "_portal": "hidden",
    }
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["J6:J9"].formula1 == "'_choices'!$A$1:$A$2"
    assert rules["K6:K9"].formula1 == "'_choices'!$B$1:$B$3"
    assert rules["I6:I9"].formula1 == '"có,không"'
    assert [cell.value for cell in book["_choices"]["B"]] == ["Sở Y tế", "Công an, tỉnh", "=1+1"]
    assert book["_choices"]["B3"].data_type == "s"
    whole = rules["D6:D9"]
    assert (whole.type, whole.formula1, whole.error) == ("whole", "0", "Số nguyên, từ 0 trở lên.")


def test_formats_comments_and_print(sheet):
    formats = {sheet.cell(5, cell.column).value: cell.number_format for cell in sheet[6]}
    assert formats["Hộ nghèo"] == formats["Kinh phí"] == "#,##0"
    assert formats["Tỷ lệ"] == "General"  # so that a typed "5,6%" becomes a percent cell, which is understood
    assert formats["Ngày"] == "dd/mm/yyyy"
    assert sheet["A5"].value == "Mã xã *"
    assert "Theo chuẩn của năm. Số nguyên, từ 0 trở lên." in column_of(sheet, "Hộ nghèo").comment.text
    assert sheet.freeze_panes == "C6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("$5:$5", 0)
    assert sheet["A1"].value == "Số liệu xã năm 2018"
    assert "Để trống khi chưa có số liệu" in sheet["A3"].value


def test_a_template_without_rows_is_still_one():
    data = write_template(COLUMNS[:2], [], title="Mẫu", stamp=STAMP)
    assert find_in_workbook(read_workbook(data), COLUMNS[:2]).rows == []

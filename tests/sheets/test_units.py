"""The list of units by sheet: known by name, new ones made, every change told field by field."""

import datetime as dt

import pytest

from kontum04.core.text import nfc
from tests.core.workbooks import xlsx
from tests.sheets.books import filled, kind_of, opened, table_of, told
from tests.twinning.pages import dump
from twinning.choices import UnitKind, UnitLevel
from twinning.models import Unit

HEADER = ["Tên đơn vị", "Tên ngắn", "Khối", "Cấp", "Huyện", "Số cán bộ, nhân viên", "Có hiệu lực từ", "Đến hết ngày"]


@pytest.fixture
def sheet(world):
    return kind_of(world, "units")


def test_a_template_is_the_list_with_room_below(sheet):
    rows = table_of(sheet.template(filled=False))
    assert [row["Tên đơn vị"] for row in rows] == ["Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei", "Sở Thử nghiệm"]
    assert (rows[1]["Khối"], rows[1]["Cấp"], rows[1]["Huyện"]) == (
        "Phòng, ban cấp huyện",
        "Cấp huyện",
        "huyện Đăk Glei",
    )
    page = opened(sheet.template(filled=False)).worksheets[0]
    assert len(page.data_validations.dataValidation) >= 4
    assert not page.cell(page.max_row, 1).protection.locked


def test_handing_an_export_back_changes_nothing(sheet):
    plan = sheet.plan_file(sheet.template(filled=True))
    assert (plan.new, plan.changed, plan.unchanged, plan.errors, plan.warnings) == (0, 0, 3, [], [])


def test_new_and_changed_units(world, sheet):
    content = filled(sheet.template(filled=True), 2, {"Tên ngắn": "STN", "Số cán bộ, nhân viên": "1.020"})
    values = {"Tên đơn vị": " Ban  Dân vận Tỉnh ủy", "Khối": "cơ quan đảng", "Có hiệu lực từ": "02/01/2017"}
    content = filled(content, 3, values)
    outcome = sheet.import_file(content, by=world.people.office, name="đơn vị.xlsx")
    assert (outcome.plan.new, outcome.plan.changed, outcome.plan.unchanged) == (1, 1, 2)
    assert [(change.where, change.label, change.before, change.after) for change in outcome.plan.changes] == [
        ("Sở Thử nghiệm", "Tên ngắn", "Sở TN", "STN"),
        ("Sở Thử nghiệm", "Số cán bộ, nhân viên", "", "1.020"),
        ("Ban Dân vận Tỉnh ủy", "Khối", "", "Cơ quan Đảng"),
        ("Ban Dân vận Tỉnh ủy", "Cấp", "", "Cấp tỉnh"),
        ("Ban Dân vận Tỉnh ủy", "Có hiệu lực từ", "", "02/01/2017"),
    ]
    unit = Unit.objects.get(name="Ban Dân vận Tỉnh ủy")
    assert (unit.kind, unit.level, unit.valid_from) == (UnitKind.PARTY_BODY, UnitLevel.PROVINCE, dt.date(2017, 1, 2))
    assert unit.name == nfc(unit.name)
    changed = Unit.objects.get(pk=world.unit.pk)
    assert (changed.head_count, changed.search_key) == (1020, "so thu nghiem stn")
    for each in (unit, changed):
        record = each.history.first()
        assert record.history_user == world.people.office
        assert record.history_change_reason == "Nhập từ tệp đơn vị.xlsx"


def test_a_name_is_known_whatever_its_marks_and_is_not_rewritten(world, sheet):
    plan = sheet.import_file(xlsx([["Đơn vị", "Tên viết tắt"], ["SO THU NGHIEM", "TN"]]), by=None, name="a.xlsx").plan
    assert (plan.new, plan.changed) == (0, 1)
    assert Unit.objects.get(pk=world.unit.pk).name == "Sở Thử nghiệm"


def test_a_value_is_taken_back_by_words(world, sheet):
    content = filled(sheet.template(filled=True), 2, {"Tên ngắn": "chưa có số liệu"})
    assert sheet.import_file(content, by=None, name="a.xlsx").saved
    assert Unit.objects.get(pk=world.unit.pk).short_name == ""


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        (["Sở Mới"], "C2", "Chưa nhập “Khối”."),
        (["Sở Mới", None, "cơ quan lạ"], "C2", "không có trong danh mục"),
        (["Sở Mới", None, "Doanh nghiệp", "Cấp huyện"], "E2", "Đơn vị cấp huyện phải ghi huyện"),
        (["Sở Mới", None, "Doanh nghiệp", None, "Đăk Hà"], "E2", "đơn vị cấp tỉnh để trống"),
        (["Sở Mới", None, "Doanh nghiệp", "Cấp huyện", "Sa Thầy"], "E2", "Không có huyện, thành phố “Sa Thầy”"),
        (["Sở Mới", "x" * 61, "Doanh nghiệp"], "B2", "60"),
        (["S" * 201, None, "Doanh nghiệp"], "A2", "Tên đơn vị quá dài"),
        (["Sở Mới", None, "Doanh nghiệp", None, None, "-5"], "F2", "từ 0 trở lên"),
        (["Sở Mới", None, "Doanh nghiệp", None, None, 3_000_000_000], "F2", "lớn bất thường"),
        (["Sở Mới", None, "Doanh nghiệp", None, None, None, "31/02/2018"], "G2", "không phải là ngày"),
        (["Sở Mới", None, "Doanh nghiệp", None, None, None, "01/02/2018", "01/01/2018"], "H2", "phải sau ngày bắt đầu"),
        (["Sở TN", None, "Doanh nghiệp"], "A2", "là tên ngắn của “Sở Thử nghiệm”"),
        (["Sở Thử nghiệm", None, "chưa có số liệu"], "C2", "“Khối” bắt buộc phải có"),
        ([None, "STN", "Doanh nghiệp"], "A2", "Chưa nhập “Tên đơn vị”"),
    ],
)
def test_wrong_rows(sheet, row, cell, message):
    before = dump()
    outcome = sheet.import_file(xlsx([HEADER, row], sheet="S"), by=None, name="a.xlsx")
    errors = told(outcome.plan.errors)
    assert len(errors) == 1
    assert errors[0].startswith(f"S!{cell}: ")
    assert message in errors[0]
    assert dump() == before


def test_one_unit_twice(sheet):
    rows = [HEADER, ["Sở Mới", None, "Doanh nghiệp"], ["sở mới", None, "Doanh nghiệp"]]
    assert [error.cell for error in sheet.plan_file(xlsx(rows)).errors] == ["A2", "A3"]


def test_a_new_name_close_to_a_known_one_is_doubted(sheet):
    plan = sheet.plan_file(xlsx([HEADER, ["Sở Thử nghiêm tỉnh", None, "Doanh nghiệp"]]))
    assert plan.errors == []
    assert "gần giống một đơn vị đã có. Có phải là “Sở Thử nghiệm”?" in told(plan.warnings)[0]


def test_an_id_in_the_sheet_is_never_trusted(world, sheet):
    rows = [["id", "Tên đơn vị", "Tên ngắn"], [world.other_unit.pk, "Sở Thử nghiệm", "X"]]
    assert sheet.import_file(xlsx(rows), by=None, name="a.xlsx").saved
    assert Unit.objects.get(pk=world.other_unit.pk).short_name == ""
    assert Unit.objects.get(pk=world.unit.pk).short_name == "X"

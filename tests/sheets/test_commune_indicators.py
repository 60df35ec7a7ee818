"""Figures of communes by sheet: what is new, changed, taken back; the office's own sheets; what staff added."""

import unicodedata
from decimal import Decimal

import pytest

from communes.choices import PartKind
from communes.models import IndicatorValue
from tests import factories as make
from tests.core.workbooks import xlsx
from tests.sheets.books import filled, kind_of, opened, table_of, told
from tests.twinning.pages import dump

CODE = "commune-indicators"


@pytest.fixture
def sheet(world):
    return kind_of(world, CODE)


def value_of(part, commune, year=2018):
    return IndicatorValue.objects.filter(part=part, commune=commune, village=None, year=year).first()


def test_a_template_names_the_communes_and_shows_last_year(sheet):
    first, second, third = table_of(sheet.template(filled=False))
    assert (first["Mã xã"], first["Huyện"], first["Xã"]) == ("23365", "huyện Đăk Glei", "Xã Đăk Long")
    assert (second["Xã"], third["Huyện"]) == ("Xã Đăk Nhoong", "huyện Đăk Hà")
    assert first["Tham khảo: Hộ nghèo (hộ) – năm 2017"] == 200
    assert first["Hộ nghèo (hộ)"] is None
    assert "Tỷ lệ hộ nghèo (%)" not in first  # computed, never entered


def test_a_filled_template_shows_what_is_stored(sheet):
    first, second, _third = table_of(sheet.template(filled=True))
    assert (first["Hộ nghèo (hộ)"], first["Đạt Bộ tiêu chí quốc gia về y tế xã"]) == (180, "có")
    assert first["Thu nhập bình quân đầu người (triệu đồng/năm)"] == 12.5
    assert second["Hộ nghèo (hộ)"] is None


def test_identity_is_locked_and_figures_are_open(sheet):
    page = opened(sheet.template(filled=False)).worksheets[0]
    row = page.max_row
    assert [page.cell(row, column).protection.locked for column in (1, 2, 3)] == [True] * 3
    assert not page.cell(row, 5).protection.locked


def test_handing_an_export_back_changes_nothing(world, sheet):
    plan = sheet.plan_file(sheet.template(filled=True))
    assert (plan.new, plan.changed, plan.errors, plan.warnings, plan.changes) == (0, 0, [], [], [])
    assert plan.unchanged == IndicatorValue.objects.filter(year=2018, village=None).count()


def test_new_changed_and_unchanged_cells_are_told_apart(sheet):
    content = filled(sheet.template(filled=True), 0, {"Hộ nghèo (hộ)": 170, "Nhân khẩu (người)": 1900})
    content = filled(content, 1, {"Hộ nghèo (hộ)": 0})
    plan = sheet.plan_file(content)
    assert (plan.new, plan.changed, plan.errors) == (1, 1, [])
    told_changes = [(change.where, change.label, change.before, change.after) for change in plan.changes]
    assert told_changes == [
        ("Xã Đăk Long (huyện Đăk Glei)", "Hộ nghèo", "180", "170"),
        ("Xã Đăk Nhoong (huyện Đăk Glei)", "Hộ nghèo", "", "0"),
    ]


def test_saving_keeps_who_and_from_which_file(world, sheet):
    office = world.people.office
    content = filled(sheet.template(filled=False), 0, {"Hộ nghèo (hộ)": "170"})
    outcome = sheet.import_file(content, by=office, name="số liệu 2018.xlsx")
    assert outcome.saved
    value = value_of(world.parts.poor, world.commune)
    assert (value.value, value.source, value.updated_by) == (170, "Nhập từ tệp số liệu 2018.xlsx", office)
    assert value.standard == world.parts.standard
    record = value.history.first()
    assert (record.history_user, record.history_change_reason) == (office, "Nhập từ tệp số liệu 2018.xlsx")
    assert record.prev_record.value == 180


def test_a_blank_cell_leaves_what_is_stored(world, sheet):
    before = dump()
    outcome = sheet.import_file(sheet.template(filled=False), by=world.people.office, name="trống.xlsx")
    assert outcome.saved
    assert (outcome.plan.changes, outcome.plan.unchanged) == ([], 0)
    assert dump() == before


def test_zero_is_zero_and_missing_takes_a_number_back(world, sheet):
    values = {"Hộ nghèo (hộ)": "Chưa có số liệu", "Đạt Bộ tiêu chí quốc gia về y tế xã": "không"}
    content = filled(sheet.template(filled=True), 0, values)
    plan = sheet.import_file(content, by=world.people.office, name="a.xlsx").plan
    assert [(change.before, change.after) for change in plan.changes] == [("180", ""), ("có", "không")]
    assert value_of(world.parts.poor, world.commune) is None
    assert value_of(world.parts.health, world.commune).value == 0
    removed = IndicatorValue.history.filter(part=world.parts.poor, history_type="-").get()
    assert (removed.history_user, removed.history_change_reason) == (world.people.office, "Nhập từ tệp a.xlsx")


def test_the_offices_own_sheet(world, sheet):
    """Merged titles, two-line header, numbering, empty rows, NFD, dots, percents of nothing, totals and signatures."""
    nfd = unicodedata.normalize("NFD", "Xã  Đắk Long ")
    rows = [
        ["BAN CHỈ ĐẠO 04 TỈNH KON TUM"],
        ["BIỂU TỔNG HỢP SỐ LIỆU NĂM 2018"],
        [],
        ["TT", "Huyện", "Tên xã ", "Dân cư", None, "Hộ nghèo", "Thu nhập bình quân đầu người", "Ghi chú"],
        [None, None, None, "Tổng số hộ", "Nhân khẩu", None, None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "H. Đăk Glei", nfd, "1.234", "5 600", 185.0, "13,25", "rà soát lại"],
        [],
        [2, None, "Đăk Nhoong", 310, None, "–", "  ", None],
        [3, "Đăk Hà", "ĐĂK LONG", "500 ", "2.345", "100", None, None],
        [None, None, "Tổng cộng", 2044, 7945, 285, None, None],
        [None, None, None, None, None, "NGƯỜI LẬP BIỂU", None, None],
    ]
    content = xlsx(rows, sheet="Biểu 2")
    book = opened(content)
    book.active.merge_cells("A1:H1")
    book.active.merge_cells("D4:E4")
    outcome = sheet.import_file(content, by=world.people.office, name="biểu 2.xlsx")
    assert told(outcome.plan.errors) == []
    assert outcome.saved
    parts = world.parts
    assert value_of(parts.households, world.commune).value == 1234
    assert value_of(parts.people, world.commune).value == 5600
    assert value_of(parts.poor, world.commune).value == 185
    assert value_of(parts.income, world.commune).value == Decimal("13.25")
    assert value_of(parts.households, world.places.second_commune).value == 310
    assert value_of(parts.poor, world.places.second_commune) is None
    assert value_of(parts.people, world.foreign_commune).value == 2345
    assert any("“Ghi chú”" in line for line in told(outcome.plan.warnings))


def test_rows_that_only_name_the_district_head_what_stands_below(world, sheet):
    rows = [
        ["Xã", "Tổng số hộ"],
        ["Huyện Đăk Glei", 700],
        ["Đăk Long", 401],
        ["Huyện Đăk Hà", None],
        ["Đăk Long", 501],
    ]
    plan = sheet.plan_file(xlsx(rows))
    assert told(plan.errors) == []
    assert [(change.where, change.after) for change in plan.changes] == [
        ("Xã Đăk Long (huyện Đăk Glei)", "401"),
        ("Xã Đăk Long (huyện Đăk Hà)", "501"),
    ]
    assert "hàng 2 và 4" in told(plan.warnings)[0]


def test_every_error_is_told_at_once_and_nothing_saved(world, sheet):
    rows = [
        ["Xã", "Huyện", "Tổng số hộ", "Hộ nghèo", "Đạt Bộ tiêu chí quốc gia về y tế xã"],
        ["Đăk Long", "Đăk Glei", "nhiều", "1,234.5", "đạt"],
        ["Đăk Long", None, 500, 90, None],
        ["Đăk Nhoong", None, 50, 60, None],
        ["Ia Tơi", None, -1, 3.5, None],
        [None, "Đăk Hà", 20, None, None],
    ]
    before = dump()
    outcome = sheet.import_file(xlsx(rows, sheet="Biểu 2"), by=world.people.office, name="sai.xlsx")
    errors = told(outcome.plan.errors)
    assert [error.split(":")[0] for error in errors] == [
        "Biểu 2!C2", "Biểu 2!D2", "Biểu 2!E2", "Biểu 2!A3", "Biểu 2!D4", "Biểu 2!A5", "Biểu 2!C5", "Biểu 2!D5",
        "Biểu 2!A6",
    ]  # fmt: skip
    assert "“nhiều” không phải là số" in errors[0]
    assert "1.234,5" in errors[1]
    assert "Số hộ nghèo không được lớn hơn tổng số hộ" in errors[4]
    assert "Chưa nhập “Xã”" in errors[8]
    assert not outcome.saved
    assert dump() == before


def test_the_same_commune_twice_is_told_at_both_cells(sheet):
    rows = [["Xã", "Huyện", "Tổng số hộ"], ["Đăk Long", "Đăk Hà", 505], ["Đắk Long", "huyện Đắk Hà", 506]]
    errors = told(sheet.plan_file(xlsx(rows, sheet="S")).errors)
    message = "Trùng nhau: các hàng 2 và 3 nói về cùng một đối tượng; hãy giữ lại một hàng."
    assert errors == [f"S!A2: {message}", f"S!A3: {message}"]


def test_a_broken_rule_stands_at_the_cell_that_was_changed(world, sheet):
    plan = sheet.plan_file(xlsx([["Xã", "Mã xã", "Tổng số hộ"], ["Đăk Long", 23365.0, 150]], sheet="S"))
    assert told(plan.errors) == ["S!C2: Tổng số hộ: Số hộ nghèo không được lớn hơn tổng số hộ."]


def test_what_was_wrong_before_does_not_stand_in_the_way(world, sheet):
    IndicatorValue.objects.filter(part=world.parts.households, commune=world.commune, year=2018).update(value=10)
    content = filled(sheet.template(filled=True), 0, {"Nhân khẩu (người)": 2000})
    assert sheet.plan_file(content).errors == []


def test_warnings_do_not_refuse(world, sheet):
    for village in (world.places.village, world.places.second_village):
        make.IndicatorValueFactory(part=world.parts.households, commune=world.commune, village=village, value=100)
    content = filled(sheet.template(filled=False), 0, {"Tổng số hộ (hộ)": 390})
    outcome = sheet.import_file(content, by=world.people.office, name="a.xlsx")
    assert outcome.saved
    assert "cộng các thôn là 200, xã ghi 390" in told(outcome.plan.warnings)[0]


def test_a_number_keeps_three_decimals_as_it_is_stored(world, sheet):
    content = xlsx([["Xã", "Mã xã", "TN01"], ["Đăk Long", "23365", 12.34567]])
    assert sheet.import_file(content, by=None, name="a.xlsx").saved
    assert value_of(world.parts.income, world.commune).value == Decimal("12.346")
    assert sheet.plan_file(content).changes == []


def test_an_indicator_that_staff_add_is_a_column_at_once(world, sheet):
    part = make.IndicatorPartFactory(
        indicator__group=world.parts.poor.indicator.group, indicator__code="NG99", indicator__name="Hộ mới thoát nghèo"
    )
    fresh = kind_of(world, CODE)
    first = table_of(fresh.template(filled=False))[0]
    assert "Hộ mới thoát nghèo (hộ)" in first
    content = filled(fresh.template(filled=False), 0, {"Hộ mới thoát nghèo (hộ)": 4})
    assert fresh.import_file(content, by=None, name="a.xlsx").saved
    assert value_of(part, world.commune).value == 4


def test_parts_of_one_name_are_told_apart_by_their_codes(world):
    for code in ("NG98", "NG99"):
        make.IndicatorPartFactory(
            indicator__code=code, label="Tổng số", indicator__group=world.parts.poor.indicator.group
        )
    sheet = kind_of(world, CODE)
    assert {"NG98 Tổng số", "NG99 Tổng số"} <= table_of(sheet.template(filled=False))[0].keys()
    rows = [["Xã", "Mã xã", "NG99 Tổng số"], ["Đăk Long", "23365", 7]]
    assert [change.label for change in sheet.plan_file(xlsx(rows)).changes] == ["Tổng số"]
    rows[0][2] = "Tổng số"
    assert "Không có cột chỉ tiêu nào" in told(sheet.plan_file(xlsx(rows)).errors)[0]


@pytest.mark.parametrize(("typed", "stored"), [("đạt", 2), (2.0, 2), ("Cơ bản đạt", 1), ("chua dat", 0)])
def test_levels_by_label_or_number(world, sheet, typed, stored):
    assert world.parts.village_state.kind == PartKind.CHOICE
    content = xlsx([["Xã", "Mã xã", "ND01"], ["Đăk Long", "23365", typed]])
    assert sheet.import_file(content, by=None, name="a.xlsx").saved
    assert value_of(world.parts.village_state, world.commune).value == stored


def test_commune_not_on_the_programmes_list_is_refused(world, sheet):
    make.CommuneFactory(name="Hà Mòn", district=world.places.other_district)
    errors = told(sheet.plan_file(xlsx([["Xã", "DC01"], ["Hà Mòn", 5]])).errors)
    assert "Không tìm thấy xã “Hà Mòn” trong danh sách xã của Nghị quyết 04 (2016) năm 2018" in errors[0]

"""Assignments by sheet: unit, commune or village, first day; they follow each other and never overlap."""

import datetime as dt

import pytest

from tests import factories as make
from tests.core.workbooks import xlsx
from tests.sheets.books import kind_of, table_of, told
from tests.twinning.pages import dump
from twinning.models import Obligation, Twinning

HEADER = ["Đơn vị", "Huyện", "Xã", "Thôn", "Từ ngày", "Đến hết ngày", "Quyết định"]


@pytest.fixture
def sheet(world):
    return kind_of(world, "twinnings")


def plan_of(sheet, *rows):
    return sheet.plan_file(xlsx([HEADER, *rows], sheet="S"))


def test_a_template_is_the_years_list_with_drop_downs(sheet):
    rows = table_of(sheet.template(filled=False))
    assert [(row["Đơn vị"], row["Xã"]) for row in rows] == [
        ("Công ty Ví dụ", "Xã Đăk Long (huyện Đăk Hà)"),
        ("Phòng Thử nghiệm huyện Đăk Glei", "Xã Đăk Long (huyện Đăk Glei)"),
        ("Sở Thử nghiệm", "Xã Đăk Long (huyện Đăk Glei)"),
        ("Sở Thử nghiệm", "Xã Đăk Nhoong (huyện Đăk Glei)"),
    ]
    assert rows[0]["Từ ngày"] == dt.datetime(2016, 7, 1)  # noqa: DTZ001 - a cell


def test_handing_an_export_back_changes_nothing(world, sheet):
    make.TwinningFactory(
        programme=world.programme, unit=world.other_unit, commune=world.commune, village=world.places.village
    )
    plan = kind_of(world, "twinnings").plan_file(kind_of(world, "twinnings").template(filled=True))
    assert (plan.new, plan.changed, plan.unchanged, plan.errors, plan.warnings) == (0, 0, 5, [], [])


def test_an_assignment_ends_and_another_follows(world, sheet):
    decision = make.DecisionFactory(number="12-QĐ/TU", issued_on=dt.date(2018, 5, 2))
    rows = [
        ["Sở TN", None, "Đăk Nhoong", None, "01/07/2016", "30/06/2018", None],
        ["Công ty Ví dụ", "Đăk Glei", "Đăk Nhoong", None, dt.date(2018, 7, 1), None, "Số 12 - QĐ/TU"],
        ["Sở Thử nghiệm", "Đăk Glei", "Đăk Long", "Thôn Đăk Ôn", "15-1-2018", None, "12-QĐ/TU (02/05/2018)"],
    ]
    outcome = sheet.import_file(xlsx([HEADER, *rows]), by=world.people.office, name="phân công.xlsx")
    assert told(outcome.plan.errors) == []
    assert (outcome.plan.new, outcome.plan.changed) == (2, 1)
    ended = Twinning.objects.get(unit=world.unit, commune=world.places.second_commune)
    assert ended.ends_on == dt.date(2018, 6, 30)
    made = Twinning.objects.get(unit=world.other_unit, commune=world.places.second_commune)
    assert (made.starts_on, made.programme, made.decision) == (dt.date(2018, 7, 1), world.programme, decision)
    assert made.history.get().history_change_reason == "Nhập từ tệp phân công.xlsx"
    assert made.history.get().history_user == world.people.office
    assert Twinning.objects.get(village=world.places.village).commune == world.commune


def test_without_a_day_the_one_of_the_year_is_meant(world, sheet):
    plan = plan_of(sheet, ["Công ty Ví dụ", "Đăk Hà", "Đăk Long", None, None, "31/12/2018", None])
    assert [(change.label, change.after) for change in plan.changes] == [("Đến hết ngày", "31/12/2018")]


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        (["Sở Lạ", None, "Đăk Nhoong", None, "01/01/2018"], "A2", "Không tìm thấy đơn vị “Sở Lạ”"),
        (["Sở TN", None, "Đăk Long", None, "01/01/2018"], "C2", "có thể là"),
        (["Sở TN", "Sa Thầy", "Đăk Long", None, "01/01/2018"], "B2", "Không tìm thấy xã “Đăk Long” ở “Sa Thầy”"),
        (["Sở TN", None, "Đăk Nhoong", "Thôn Xa", "01/01/2018"], "D2", "không có thôn, làng “Thôn Xa”"),
        (["Công ty Ví dụ", None, "Đăk Nhoong", None, None], "E2", "Chưa nhập “Từ ngày”"),
        (["Công ty Ví dụ", None, "Đăk Nhoong", None, "2018"], "E2", "không phải là ngày"),
        (["Sở TN", None, "Đăk Nhoong", None, "01/01/2018"], "E2", "trùng với lần từ 01/07/2016"),
        (["Sở TN", None, "Đăk Nhoong", None, "01/07/2016", "01/01/2016"], "F2", "phải sau ngày bắt đầu"),
        (["Sở TN", None, "Đăk Nhoong", None, "01/07/2016", None, "99-QĐ/TU"], "G2", "Chưa có văn bản số “99-QĐ/TU”"),
    ],
)
def test_wrong_rows(sheet, row, cell, message):
    before = dump()
    errors = told(plan_of(sheet, row).errors)
    assert len(errors) == 1
    assert errors[0].startswith(f"S!{cell}: ")
    assert message in errors[0]
    assert dump() == before


def test_every_error_of_a_row_is_told(sheet):
    errors = plan_of(sheet, ["Sở Lạ", None, "Xã Lạ", None, "hôm qua", "ngày mai", "không số"]).errors
    assert [error.cell for error in errors] == ["A2", "C2", "E2", "F2", "G2"]


def test_a_decision_of_two_dates_needs_its_date(world, sheet):
    for day in (1, 2):
        make.DecisionFactory(number="7-QĐ/TU", issued_on=dt.date(2018, 5, day))
    row = ["Sở TN", None, "Đăk Nhoong", None, "01/07/2016", None, "7-QĐ/TU"]
    assert "7-QĐ/TU (02/05/2018)" in told(plan_of(sheet, row).errors)[0]


def test_two_rows_of_one_assignment(sheet):
    row = ["Công ty Ví dụ", None, "Đăk Nhoong", None, "01/01/2018"]
    assert [error.cell for error in plan_of(sheet, row, row).errors if "Trùng nhau" in error.message] == ["A2", "A3"]


def test_it_is_told_who_owes_nothing_yet(world, sheet):
    make.UnitFactory(name="Sở Mới")
    plan = plan_of(kind_of(world, "twinnings"), ["Sở Mới", None, "Đăk Nhoong", None, "01/06/2018"])
    assert plan.errors == []
    assert "Chưa có nghĩa vụ báo cáo năm 2018: Sở Mới." in told(plan.warnings)[0]
    assert not Obligation.objects.filter(unit__name="Sở Mới").exists()


def test_a_commune_that_is_not_on_the_list_is_doubted(world):
    make.CommuneFactory(name="Hà Mòn", district=world.places.other_district)
    plan = plan_of(kind_of(world, "twinnings"), ["Sở TN", None, "Hà Mòn", None, "01/06/2018"])
    assert "không thuộc danh sách xã của chương trình năm 2018" in told(plan.warnings)[0]

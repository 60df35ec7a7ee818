"""Figures of villages by sheet."""

import pytest

from communes.models import IndicatorValue
from tests import factories as make
from tests.core.workbooks import xlsx
from tests.sheets.books import filled, kind_of, table_of, told

CODE = "village-indicators"


@pytest.fixture
def sheet(world):
    return kind_of(world, CODE)


def test_a_template_lists_the_villages_under_their_communes(sheet):
    rows = table_of(sheet.template(filled=True))
    assert [(row["Xã"], row["Thôn, làng"]) for row in rows] == [
        ("Xã Đăk Long", "Thôn Đăk Ôn"),
        ("Xã Đăk Long", "Thôn Đăk Tu"),
        ("Xã Đăk Long", "Thôn Kon Teo"),
    ]
    assert rows[0]["No đủ – vững mạnh – an toàn"] == "cơ bản đạt"
    assert "Nhân khẩu (người)" not in rows[0]  # asked of communes only


def test_handing_an_export_back_changes_nothing(sheet):
    plan = sheet.plan_file(sheet.template(filled=True))
    assert (plan.changes, plan.errors, plan.warnings, plan.unchanged) == ([], [], [], 1)


def test_values_go_to_the_village(world, sheet):
    content = filled(sheet.template(filled=True), 2, {"Tổng số hộ (hộ)": 55})
    assert sheet.import_file(content, by=world.people.office, name="thôn.xlsx").saved
    value = IndicatorValue.objects.get(part=world.parts.households, village=world.places.foreign_village)
    assert (value.commune, value.value, value.year) == (world.foreign_commune, 55, 2018)


def test_villages_are_known_by_commune_and_name(world, sheet):
    rows = [
        ["Huyện", "Xã", "Thôn", "Tổng số hộ"],
        ["Đăk Glei", "Đăk Long", "dak on", 50],
        ["Đăk Hà", "Đăk Long", "dak on", 60],
        ["Đăk Glei", "Đăk Long", "Thôn Đắk Ôn", 70],
        ["Đăk Glei", "Đăk Long", None, 80],
    ]
    errors = told(sheet.plan_file(xlsx(rows, sheet="S")).errors)
    assert [error.split(":")[0] for error in errors] == ["S!C2", "S!C3", "S!C4", "S!C5"]
    assert "không có thôn, làng “dak on”" in errors[1]
    assert "các hàng 2 và 4" in errors[0]


def test_the_sum_of_villages_is_held_against_the_communes_number(world, sheet):
    content = filled(sheet.template(filled=True), 0, {"Tổng số hộ (hộ)": 150})
    content = filled(content, 1, {"Tổng số hộ (hộ)": 200})
    plan = sheet.plan_file(content)
    assert plan.errors == []
    assert "cộng các thôn là 350, xã ghi 400" in told(plan.warnings)[0]
    assert kind_of(world, CODE).plan_file(filled(content, 1, {"Tổng số hộ (hộ)": 250})).warnings == []


def test_villages_that_no_longer_exist_are_left_out(world):
    make.VillageFactory(commune=world.commune, name="Đã nhập", valid_to="2017-12-31")
    assert len(table_of(kind_of(world, CODE).template(filled=False))) == 3

"""The sheet of a village: its years, its criteria, its own twin or that of its commune."""

import pytest

from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.orders import DocumentOrder
from tests import factories as make
from tests.reports.said import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(world):
    """Of a village with a state and a poverty rate, in the terms of the office's own indicators."""
    state = world.parts.village_state
    state.code = "ND01.1"
    state.save()
    world.parts.poverty_rate.at_village = True
    world.parts.poverty_rate.save()
    for year, poor in ((2017, 30), (2018, 24)):
        village = {"commune": world.commune, "village": world.places.village, "year": year}
        make.IndicatorValueFactory(part=world.parts.households, value=60, **village)
        make.IndicatorValueFactory(part=world.parts.poor, value=poor, standard=world.parts.standard, **village)

    def run(village=None):
        order = DocumentOrder("village", world.programme_year, village=village or world.places.village)
        return said(order, WHOLE_PROVINCE_READER)

    return run


def test_its_years_and_its_poverty(sheet):
    text = sheet()
    assert "thuộc xã Đăk Long (huyện Đăk Glei)." in text["overview"]
    assert "Thôn (làng) có 60 hộ." in text["overview"]
    assert "tỷ lệ hộ nghèo là 40,0 % (24 hộ nghèo trên tổng số 60 hộ)." in text["overview"]
    assert "Hộ nghèo | hộ | 30 | 24" in text["indicators"]


def test_the_parts_stand_beside_what_the_commune_reported(world, sheet):
    """24 of 60 households are poor: 40 %, not under 30 %."""
    rules = make.ProsperityRuleSetFactory(level="village", reported_in=world.parts.village_state)
    make.ProsperityCriterionFactory(rule_set=rules)
    text = sheet()["criteria"]
    assert "Năm 2018, mức no đủ – vững mạnh – an toàn do xã báo: cơ bản đạt." in text
    assert "Theo các phần dưới đây: chưa đạt." in text
    assert "No đủ: hộ nghèo dưới 30 % | Hộ nghèo: 24 hộ; Tổng số hộ: 60 hộ | chưa đạt" in text


def test_a_village_without_data(world, sheet):
    text = sheet(world.places.second_village)
    assert "mức no đủ – vững mạnh – an toàn do xã báo: chưa có số liệu." in text["criteria"]
    assert "Tỷ lệ hộ nghèo: chưa có số liệu." in text["overview"]
    assert "Hộ nghèo | hộ | chưa có số liệu | chưa có số liệu" in text["indicators"]


def test_those_of_the_commune_help_unless_somebody_is_assigned_to_the_village(world, sheet):
    assert sheet()["twins"].startswith("Không có đơn vị giúp riêng thôn (làng); các đơn vị giúp cả xã:\n- ")
    office = make.UnitFactory(name="Phòng Ví dụ huyện")
    make.TwinningFactory(programme=world.programme, unit=office, commune=world.commune, village=world.places.village)
    text = sheet()["twins"]
    assert text.startswith("Đơn vị được phân công giúp thôn (làng):\n- Phòng Ví dụ huyện, giúp ")
    assert "Sở Thử nghiệm" not in text

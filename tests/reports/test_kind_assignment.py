"""The notice of assignment: each commune with its dates and its decision, and what the unit will owe."""

import datetime as dt

import pytest

from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder, NothingToSayError
from tests import factories as make
from tests.reports.said import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(world):
    def run(unit=None):
        order = DocumentOrder("assignment", world.programme_year, unit=unit or world.unit)
        return document_context(order, WHOLE_PROVINCE_READER)

    return run


def test_communes_dates_and_grounds(world, notice):
    twinning = world.unit.twinnings.get(commune=world.commune)
    twinning.decision = make.DecisionFactory(number="15-QĐ/TU", issued_on=dt.date(2016, 9, 20))
    twinning.ends_on = dt.date(2018, 10, 31)
    twinning.save()
    context = notice()
    text = told(context)
    assert context.letterhead.doc_type == "TB"
    assert context.letterhead.recipients[0] == "Sở Thử nghiệm"
    assert "căn cứ 15-QĐ/TU (20/09/2016), năm 2018 Sở Thử nghiệm được phân công" in text["communes"]
    assert "giúp đỡ 2 xã:" in text["communes"]
    start = f"{twinning.starts_on:%d/%m/%Y}"
    assert (
        f"1 | Xã Đăk Long (huyện Đăk Glei) | cả xã | {start} | 31/10/2018 | 15-QĐ/TU (20/09/2016)" in text["communes"]
    )
    assert "2 | Xã Đăk Nhoong (huyện Đăk Glei) | cả xã" in text["communes"]
    assert text["communes"].endswith("chưa ghi quyết định")


def test_what_the_unit_will_owe(world, notice):
    assert "đăng ký kế hoạch trước hết ngày 31-01-2018, báo cáo 6 tháng" in told(notice())["duties"]
    helper = make.UnitFactory()
    make.TwinningFactory(programme=world.programme, unit=helper, commune=world.commune)
    assert "Thời hạn" not in told(notice(helper))["duties"], "it owes nothing in this year"


def test_no_notice_to_a_unit_without_communes(world, notice):
    with pytest.raises(NothingToSayError, match="không được phân công giúp xã nào trong năm 2018"):
        notice(make.UnitFactory())

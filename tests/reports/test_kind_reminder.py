"""The letter to a late unit: what is late and by how much, until when to answer; none to a unit that owes nothing."""

import datetime as dt

import pytest

from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.kinds.reminder import late_units
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder, NothingToSayError, order_of
from tests import factories as make
from tests.reports.said import told
from twinning.choices import PeriodKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(world):
    world.programme_year.cutoff_on = dt.date(2018, 12, 31)
    world.programme_year.save()

    def run(unit=None, **order):
        about = DocumentOrder("reminder", world.programme_year, unit=unit or world.unit, **order)
        return document_context(about, WHOLE_PROVINCE_READER)

    return run


def test_what_is_late_since_when_and_until_when_to_answer(letter):
    context = letter()
    text = told(context)
    assert context.letterhead.doc_type == "CV"
    assert context.letterhead.addressees == ("Sở Thử nghiệm",)
    assert "đơn vị còn 1 kỳ quá hạn của năm 2018 chưa nộp:" in text["outstanding"]
    assert "- Báo cáo năm: hạn nộp ngày 30-11-2018, đã quá hạn 31 ngày (đang soạn, chưa gửi)." in text["outstanding"]
    assert "Trong năm, đơn vị còn có báo cáo 6 tháng nộp chậm 5 ngày." in text["request"]
    assert "trước hết ngày 07-01-2019" in text["request"], "seven days after the letter's own date"


def test_another_day_to_answer_survives_the_job(world, letter):
    order = DocumentOrder("reminder", world.programme_year, unit=world.unit, answer_by=dt.date(2019, 1, 20))
    assert order_of(order.as_params(), WHOLE_PROVINCE_READER) == order
    assert "trước hết ngày 20-01-2019" in told(letter(answer_by=dt.date(2019, 1, 20)))["request"]


def test_an_extension_is_named_and_counts(world, letter):
    make.ExtensionFactory(obligation=world.obligation(world.unit, PeriodKind.ANNUAL), new_due_on=dt.date(2018, 12, 20))
    text = told(letter())["outstanding"]
    assert "hạn nộp ngày 30-11-2018, được gia hạn đến ngày 20-12-2018, đã quá hạn 11 ngày" in text


def test_a_plan_sent_back_is_late_again(world, letter):
    text = told(letter(world.other_unit))
    assert "Đăng ký kế hoạch: hạn nộp ngày 31-01-2018" in text["outstanding"]
    assert "(đã trả lại để sửa, chưa nộp lại)" in text["outstanding"]


def test_no_letter_to_a_unit_that_owes_nothing_late(world, letter):
    with pytest.raises(
        NothingToSayError, match=r"Đơn vị Ngoan không còn kế hoạch, báo cáo nào quá hạn trong năm 2018\."
    ):
        letter(make.UnitFactory(name="đơn vị Ngoan"))


def test_the_late_units_are_those_that_get_a_letter(world, letter):
    late = late_units(world.programme_year, WHOLE_PROVINCE_READER)
    assert {unit.pk for unit in late} >= {world.unit.pk, world.other_unit.pk}
    assert [unit.pk for unit in late] == [unit.pk for unit in sorted(late, key=lambda unit: unit.sort_key)]
    for unit in late:
        letter(unit)
    assert late_units(world.programme_year, world.people.commune) == []

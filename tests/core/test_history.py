"""The history of rows, told in Vietnamese."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from communes.history import value_changes
from communes.models import IndicatorValue
from kontum04.core import clock
from kontum04.core.history import changes
from tests.factories import CommuneFactory, ConfirmationFactory, IndicatorValueFactory, UnitFactory
from twinning.choices import ReportStatus
from twinning.history import claim_changes, report_changes
from twinning.models import Unit

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2035, 11, 20, 12, tzinfo=clock.ZONE)  # after the cast was made


def told(found) -> list[tuple]:
    return [(change.what, change.from_text, change.to_text) for change in found]


def edit(instance, *, by=None, why="", **values):
    for name, value in values.items():
        setattr(instance, name, value)
    instance._history_user, instance._change_reason = by, why
    instance.save()


def test_a_change_says_who_when_what_from_to_and_why(world):
    with time_machine.travel(NOON, tick=False):
        edit(world.unit, by=world.people.office, why="Quyết định 12", head_count=4800, name="Sở Mới")
    newest = changes(world.unit)[:2]
    assert sorted(told(newest)) == [
        ("Số cán bộ, nhân viên", None, "4.800"),
        ("Tên đơn vị", "Sở Thử nghiệm", "Sở Mới"),
    ]
    assert {(change.who, change.when, change.reason) for change in newest} == {
        (world.people.office, NOON, "Quyết định 12")
    }


def test_choices_dates_links_and_yes_no_are_told_by_their_words(world):
    edit(world.unit, kind="armed", valid_from=dt.date(2016, 2, 3))
    edit(world.unit, level="district", district=world.places.district)
    assert set(told(changes(world.unit))) >= {
        ("Khối", "Sở, ban, ngành", "Lực lượng vũ trang"),
        ("Có hiệu lực từ", None, "03/02/2016"),
        ("Cấp", "Cấp tỉnh", "Cấp huyện"),
        ("Huyện, thành phố", None, "huyện Đăk Glei"),
    }
    edit(world.programme_year, is_illustrative=True)
    assert told(changes(world.programme_year))[0] == ("Số liệu minh họa", "không", "có")


def test_years_have_no_thousands_point(world):
    edit(world.programme, last_year=2025)
    assert told(changes(world.programme))[0] == ("Năm cuối", None, "2025")


def test_a_new_row_tells_what_it_says(world):
    unit = UnitFactory(name="Đơn vị mới", head_count=0)
    assert set(told(changes(unit))) == {
        ("Tạo mới", None, None),
        ("Tên đơn vị", None, "Đơn vị mới"),
        ("Khối", None, "Sở, ban, ngành"),
        ("Số cán bộ, nhân viên", None, "0"),
    }


def test_saving_without_a_change_tells_nothing_new(world):
    before = changes(world.unit)
    world.unit.save()
    assert changes(world.unit) == before


def test_a_row_older_than_its_history_still_tells_that_it_was_changed(world):
    Unit.history.all().delete()
    edit(world.unit, head_count=5)
    assert told(changes(world.unit)) == [("Sửa", None, None)]


def test_reset_to_missing_is_not_zero(world):
    contribution = world.filings.half_contribution
    edit(contribution, trips=None)
    assert told(changes(contribution))[0] == ("Lượt người xuống cơ sở", "20", None)


def test_values_are_named_by_indicator_and_read_as_entered(world):
    health = IndicatorValue.objects.get(part=world.parts.health)
    edit(health, value=Decimal(0))
    state = IndicatorValue.objects.get(part=world.parts.village_state)
    edit(state, value=Decimal(2))
    assert told(value_changes(health))[0] == ("YT01 Đạt Bộ tiêu chí quốc gia về y tế xã: Giá trị", "có", "không")
    assert told(value_changes(state))[0] == (
        "ND01 No đủ – vững mạnh – an toàn, Thôn Đăk Ôn: Giá trị",
        "cơ bản đạt",
        "đạt",
    )


def test_a_report_tells_of_all_its_rows(world):
    report = world.filings.half
    edit(report, status=ReportStatus.RETURNED, by=world.people.office, why="Thiếu ngày công")
    edit(world.filings.half_contribution, trips=25, by=world.people.unit)
    lines = told(report_changes(report))
    assert lines[:2] == [
        ("Xã Đăk Long: Lượt người xuống cơ sở", "20", "25"),
        ("Trạng thái", "Đã nộp, chờ duyệt", "Trả lại để sửa"),
    ]


def test_a_claim_tells_the_communes_word(world):
    claim = world.filings.half_contribution
    word = ConfirmationFactory(contribution=claim, measure="workdays", claimed=15, given_by=world.people.commune)
    edit(word, verdict="disputed", reason="Chỉ có 10 ngày", by=world.people.commune)
    assert set(told(claim_changes(claim))) >= {
        ("Ngày công: Ý kiến của xã", "Xã xác nhận", "Xã không đồng ý"),
        ("Ngày công: Lý do không đồng ý", None, "Chỉ có 10 ngày"),
        ("Ngày công: Số đo", None, "Ngày công"),
    }


def test_pages_of_reports_and_claims_show_their_history(world, client_of):
    edit(world.filings.half_contribution, trips=25, by=world.people.unit)
    page = client_of("office").get(world.url("report-detail", pk=world.filings.half.pk)).content.decode()
    assert "Xã Đăk Long: Lượt người xuống cơ sở" in page
    ConfirmationFactory(contribution=world.filings.half_contribution, verdict="disputed", reason="Chưa thấy ai")
    page = client_of("commune").get(world.url("claim-confirm", pk=world.filings.half_contribution.pk)).content.decode()
    assert "Lượt người xuống cơ sở: Lý do không đồng ý" in page


@pytest.mark.parametrize("count", [1, 30])
def test_a_long_history_costs_no_more_queries(world, django_assert_num_queries, count):
    communes = CommuneFactory.create_batch(count)
    for commune in communes:
        edit(world.twinning, commune=commune, by=world.people.office)
    with django_assert_num_queries(2):  # the records with their people, and the communes they lead to
        assert len(changes(world.twinning)) > count


@pytest.mark.parametrize(
    ("who", "own", "status"),
    [
        ("unit", True, 200),
        ("unit", False, 404),
        ("unit_outsider", True, 404),
        ("commune", True, 404),
        ("office", False, 200),
        ("unposted", True, 404),
    ],
)
def test_page_keeps_to_the_scope(world, client_of, who, own, status):
    report = world.filings.half if own else world.filings.accepted
    url = reverse("history", kwargs={"model": "twinning.report", "pk": report.pk})
    assert client_of(who).get(url).status_code == status


def test_page_shows_no_table_that_was_not_meant(world, client_of):
    client = client_of("office")
    for model in ("accounts.user", "axes.accesslog", "communes.programme", "khong.co"):
        assert client.get(reverse("history", kwargs={"model": model, "pk": 1})).status_code == 404


def test_page_of_a_value(world, client_of):
    value = IndicatorValueFactory(part=world.parts.poor, commune=world.commune, year=2016, value=5)
    url = reverse("history", kwargs={"model": "communes.indicatorvalue", "pk": value.pk})
    page = client_of("commune").get(url).content.decode()
    assert "NG01 Hộ nghèo, Xã Đăk Long, 2016" in page
    assert "5 hộ" in page

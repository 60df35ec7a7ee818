"""The calendar of a year in the browser: opening it, changing its dates, closing and opening forms."""

import datetime as dt
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core import clock
from tests import factories as make
from tests.twinning.sheets import rows_of
from twinning.choices import PeriodKind
from twinning.models import Obligation

DATES_2019 = {
    "year": "2019",
    "due_plan": "31/01/2019",
    "due_half": "15/06/2019",
    "due_annual": "30/11/2019",
    "cutoff_on": "31/12/2019",
}


@pytest.fixture
def office(client_of):
    return client_of(Role.OFFICE)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def open_url(world) -> str:
    return reverse("open-year", kwargs={"programme": world.programme.code})


# --- Opening ------------------------------------------------------------------------------------------------------


def test_the_next_year_is_proposed_with_the_dates_of_the_programme(world, office):
    response = office.get(open_url(world))
    form = response.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert shown == {
        "year": 2019,
        "due_plan": "31/01/2019",
        "due_half": "15/06/2019",
        "due_annual": "30/11/2019",
        "cutoff_on": "31/12/2019",
    }
    assert not ProgrammeYear.objects.filter(year=2019).exists()


def test_another_year_can_be_asked_for(world, office):
    response = office.get(f"{open_url(world)}?year=2016")
    assert response.context["form"]["due_plan"].value() == "31/01/2016"


@pytest.mark.parametrize("year", ["2018", "1999", "abc", "2099"])
def test_a_year_that_cannot_be_opened_is_not_proposed(world, office, year):
    assert office.get(f"{open_url(world)}?year={year}").context["form"]["year"].value() == 2019


def test_an_endless_programme_offers_years_up_to_the_next(world, office):
    with time_machine.travel(dt.datetime(2020, 5, 1, tzinfo=clock.ZONE)):
        assert office.get(open_url(world)).context["years"] == [2016, 2019, 2020, 2021]


def test_opening_leads_to_the_periods_of_the_year(world, office):
    response = office.post(open_url(world), DATES_2019, follow=True)
    assert response.redirect_chain[-1][0] == world.url("period-list").replace("2018", "2019")
    assert "Đã mở năm 2019." in text(response)
    assert Obligation.objects.in_year(world.programme, 2019).count() == 9


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"year": "2018"}, "năm 2018 đã được mở."),
        ({"year": "2015"}, "bắt đầu từ năm 2016"),
        ({"year": "chín"}, "Năm"),
        ({"due_annual": "31/11/2019"}, "31/11/2019"),
        ({"due_half": "1/1/2019"}, "sau hạn của kỳ “Đăng ký kế hoạch”"),
        ({"due_plan": "", "due_half": "", "due_annual": ""}, "ít nhất một kỳ"),
        ({"cutoff_on": "1/1/2019"}, "phải từ ngày 30/11/2019"),
    ],
)
def test_what_cannot_be_opened_is_explained_and_stays_typed(world, office, changes, expected):
    response = office.post(open_url(world), DATES_2019 | changes)
    assert response.status_code == 422
    assert expected in text(response)
    assert not ProgrammeYear.objects.filter(year=2019).exists()
    for name, value in changes.items():
        if value and name != "year":
            assert f'value="{value}"' in text(response)


def test_when_every_year_is_open_the_page_says_so(world, office):
    programme = make.ProgrammeYearFactory(programme__first_year=2018, programme__last_year=2018).programme
    assert "Mọi năm của chương trình đã được mở" in text(office.get(reverse("open-year", args=[programme.code])))


def test_an_unknown_programme_is_not_found(office):
    assert office.get(reverse("open-year", args=["khong-co"])).status_code == 404


# --- Periods ------------------------------------------------------------------------------------------------------


def counts(response) -> dict[str, dict[str, int]]:
    return {row.period.kind: row.counts for row, _links, _unowing in response.context["rows"]}


def test_every_period_is_counted_by_what_came_of_it(world, office):
    found = counts(office.get(world.url("period-list")))
    assert found["plan"] == {"all": 3, "submitted": 0, "accepted": 1, "open": 2, "late": 2, "waived": 0}
    assert found["half"] == {"all": 3, "submitted": 1, "accepted": 0, "open": 2, "late": 3, "waived": 0}
    assert found["annual"] == {"all": 3, "submitted": 1, "accepted": 1, "open": 1, "late": 2, "waived": 0}


def test_every_count_leads_to_exactly_its_rows(world, office):
    response = office.get(world.url("period-list"))
    for _row, links, _unowing in response.context["rows"]:
        for label, count, href in links:
            rows = office.get(href).context["table"].data
            assert len(rows) == count, f"{label}: {href}"


def test_counts_stay_within_the_scope(world, client_of):
    found = counts(client_of(Role.DISTRICT).get(world.url("period-list")))
    assert {kind: numbers["all"] for kind, numbers in found.items()} == dict.fromkeys(PeriodKind.values, 1)


def test_the_periods_are_exported(world, office):
    header, *rows = rows_of(office.get(world.url("period-list") + "?format=xlsx"))
    assert header == [
        "Kỳ", "Hạn nộp", "Nghĩa vụ", "Chờ duyệt", "Đã duyệt", "Chưa nộp", "Trễ hạn", "Được miễn", "Biểu",
    ]  # fmt: skip
    assert rows[0] == ["Đăng ký kế hoạch", dt.date(2018, 1, 31), 3, 0, 1, 2, 2, 0, "đang mở"]


def test_any_number_of_units_costs_the_same_queries(world, office):
    costs = set()
    office.get(world.url("period-list"))
    for count in (1, 3, 70):
        for unit in make.UnitFactory.create_batch(count):
            make.TwinningFactory(programme=world.programme, unit=unit)
            make.ObligationFactory(unit=unit, period=world.periods[PeriodKind.PLAN])
        with CaptureQueriesContext(connection) as queries:
            office.get(world.url("period-list"))
        costs.add(len(queries))
    assert len(costs) == 1


def test_closing_and_opening_the_form(world, office):
    period = world.periods[PeriodKind.PLAN]
    closed = office.post(world.url("period-close", pk=period.pk), follow=True)
    assert "Đã đóng biểu Đăng ký kế hoạch 2018. Số ngày trễ vẫn được tính." in text(closed)
    period.refresh_from_db()
    assert period.is_closed
    assert "đã được đóng trước đó" in text(office.post(world.url("period-close", pk=period.pk), follow=True))
    assert "Đã mở lại biểu" in text(office.post(world.url("period-reopen", pk=period.pk), follow=True))


def test_units_twinned_later_are_added_by_hand(world, office):
    period = world.periods[PeriodKind.PLAN]
    newcomer = make.TwinningFactory(programme=world.programme).unit
    assert "Bổ sung 1 đơn vị mới phân công" in text(office.get(world.url("period-list")))
    added = office.post(world.url("period-fill", pk=period.pk), follow=True)
    assert "Đã bổ sung 1 nghĩa vụ" in text(added)
    assert period.obligations.filter(unit=newcomer).count() == 1
    again = office.post(world.url("period-fill", pk=period.pk), follow=True)
    assert "Đã bổ sung 0 nghĩa vụ" in text(again)


@pytest.mark.parametrize("name", ["period-close", "period-reopen", "period-fill"])
def test_a_period_of_another_year_is_not_found(world, office, name):
    url = world.url(name, pk=world.periods[PeriodKind.PLAN].pk).replace("2018", "2017")
    assert office.post(url).status_code == 404


def test_readers_are_offered_no_buttons(world, client_of):
    page = text(client_of(Role.LEADERSHIP).get(world.url("period-list")))
    assert "Đăng ký kế hoạch" in page
    assert "Đóng biểu" not in page
    assert "Đổi hạn nộp" not in page


def test_a_year_without_periods_says_what_to_do(world, office):
    page = text(office.get(world.url("period-list").replace("2018", "2017")))
    assert "Năm này chưa có kỳ báo cáo" in page
    assert world.url("period-edit").replace("2018", "2017") in page


# --- Changing dates -----------------------------------------------------------------------------------------------


def test_dates_are_changed_with_a_reason(world, office):
    url = world.url("period-edit")
    form = office.get(url).context["form"]
    assert form["due_annual"].value() == "30/11/2018"
    data = {"due_plan": "31/01/2018", "due_half": "15/06/2018", "due_annual": "05/12/2018", "cutoff_on": "31/12/2018"}
    refused = office.post(url, data)
    assert refused.status_code == 422
    assert "hãy ghi vì sao đổi hạn" in text(refused)
    saved = office.post(url, data | {"reason": "Hội nghị dời"}, follow=True)
    assert "Đã lưu hạn nộp." in text(saved)
    period = world.periods[PeriodKind.ANNUAL]
    period.refresh_from_db()
    assert period.due_on == dt.date(2018, 12, 5)
    change = period.history.first()
    assert (change.history_change_reason, change.history_user) == ("Hội nghị dời", world.people.office)

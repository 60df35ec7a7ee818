"""What surrounds every page: navigation by role, the switch of programme and year, the session's end."""

import pytest
from django.urls import reverse

from communes.models import ProgrammeYear
from kontum04.accounts.choices import Role
from reports.navigation import NAVIGATION
from tests import factories as make

pytestmark = pytest.mark.django_db


def links(response) -> list:
    return list(response.context["nav"])


def years(response) -> dict[str, dict[int, str]]:
    return {item.name: {year.year: year.url for year in item.years} for item in response.context["programmes"]}


def test_every_role_has_at_most_five_entries():
    assert set(NAVIGATION) == set(Role)
    assert max(len(entries) for entries in NAVIGATION.values()) <= 5


@pytest.mark.parametrize("role", Role)
def test_every_entry_opens_and_is_marked_as_the_current_one(world, client_of, role):
    client = client_of(role)
    for item in links(client.get(world.url("year-home"))):
        page = client.get(item.url)
        assert page.status_code == 200, item.url
        assert [other.label for other in links(page) if other.active] == [item.label]


@pytest.mark.parametrize(
    ("role", "page", "entry"),
    [
        (Role.OFFICE, "report-detail", "Báo cáo"),
        (Role.OFFICE, "year-grid", "Xã, số liệu"),
        (Role.OFFICE, "review-queue", "Báo cáo"),
        (Role.UNIT, "report-detail", "Kế hoạch, báo cáo"),
        (Role.LEADERSHIP, "obligation-list", "Tiến độ báo cáo"),
    ],
)
def test_pages_below_an_entry_belong_to_it(world, client_of, role, page, entry):
    kwargs = {"pk": world.filings.half.pk} if page == "report-detail" else {}
    shown = links(client_of(role).get(world.url(page, **kwargs)))
    assert [item.label for item in shown if item.active] == [entry]


def test_the_switch_keeps_the_page(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("commune-list"))
    assert years(page)[world.programme.name] == {
        2018: "/nq04-2016/2018/communes/",
        2017: "/nq04-2016/2017/communes/",
    }


def test_the_switch_leads_home_from_a_page_about_one_row(world, client_of):
    page = client_of(Role.OFFICE).get(world.url("commune-detail", pk=world.commune.pk))
    assert years(page)[world.programme.name][2017] == "/nq04-2016/2017/"


def test_the_switch_names_programmes_without_years(world, client_of):
    old = make.ProgrammeFactory(code="nq04-2007", first_year=2007)
    page = client_of(Role.UNIT).get(world.url("year-home"))
    assert years(page)[old.name] == {}


def test_the_shown_year_is_marked(world, client_of):
    page = client_of(Role.OFFICE).get("/nq04-2016/2017/communes/")
    [programme] = [item for item in page.context["programmes"] if item.years]
    assert [(year.year, year.active) for year in programme.years] == [(2018, False), (2017, True)]
    assert page.context["programme_year"] == world.previous_year


def test_a_page_of_no_year_stands_in_the_newest(world, client_of):
    page = client_of(Role.OFFICE).get(reverse("password_change"))
    assert page.context["programme_year"] == world.programme_year
    assert not any(item.active for item in links(page))


def test_before_any_year_was_opened_nothing_is_linked(client_of):
    page = client_of(make.UserFactory(role=Role.OFFICE)).get(reverse("password_change"))
    assert page.status_code == 200
    assert links(page) == []
    assert not ProgrammeYear.objects.exists()


def test_visitors_see_no_navigation(client):
    assert "nav-main" not in client.get(reverse("login")).content.decode()


@pytest.mark.parametrize("more_years", [1, 20])
def test_the_frame_costs_the_same_whatever_the_years(world, client_of, django_assert_num_queries, more_years):
    for number in range(more_years):
        make.ProgrammeYearFactory(programme=world.programme, year=1990 + number)
    client = client_of(Role.OFFICE)
    client.get(reverse("password_change"))
    with django_assert_num_queries(4):  # session, user, programmes, years
        client.get(reverse("password_change"))


def test_search_keeps_what_was_typed(world, client_of):
    page = client_of(Role.OFFICE).get(reverse("search"), {"q": "Đăk <b>"})
    assert 'value="Đăk &lt;b&gt;"' in page.content.decode()

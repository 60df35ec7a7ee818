"""The shelf of documents: what each role finds on it, first pages as pictures, choosing whom a paper is about."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils.html import escape

from kontum04.accounts.choices import Role
from reports.documents import preview
from reports.documents.render import drawn
from tests import factories as make

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def page(world, client_of):
    def get(name="document-list", who=Role.OFFICE, query="", **kwargs):
        return client_of(who).get(world.url(name, **kwargs) + query)

    return get


def kinds_on(response) -> list[str]:
    return [place.kind.code for place in response.context["shelf"]]


def test_each_role_finds_what_it_may_make(page):
    assert set(kinds_on(page())) >= {
        "review",
        "summary",
        "commune",
        "unit",
        "village",
        "reminder",
        "proposal",
        "decision",
    }
    assert kinds_on(page(who=Role.UNIT)) == ["unit"]
    assert kinds_on(page(who=Role.COMMUNE)) == ["commune", "village"]
    assert "reminder" not in kinds_on(page(who=Role.MEMBER))


def test_a_layout_that_awaits_confirmation_is_told(world, page):
    world.programme_year.cutoff_on = dt.date(2026, 5, 27)
    world.programme_year.save()
    for response in (page(), page("document-kind", kind="unit")):
        assert "thể thức này chờ cán bộ văn thư xác nhận" in response.text
    world.programme_year.cutoff_on = dt.date(2026, 5, 26)
    world.programme_year.save()
    assert "chờ cán bộ văn thư" not in page().text


def test_search_without_marks_within_the_scope(world, page):
    found = page("document-kind", kind="unit", query="?q=so+thu")
    assert [item.name for item in found.context["page"]] == ["Sở Thử nghiệm"]
    assert "Không tìm thấy “zzz”" in page("document-kind", kind="unit", query="?q=zzz").text
    own = page("document-kind", who=Role.UNIT, kind="unit").context["page"]
    assert [item.name for item in own] == ["Sở Thử nghiệm"]
    communes = page("document-kind", who=Role.COMMUNE, kind="commune")
    assert "huyện Đăk Hà" not in communes.text
    village = page("document-kind", kind="village", query="?q=huyen+dak+ha").context["page"]
    assert [item.name for item in village] == [str(world.places.foreign_village)]


def test_the_one_that_was_chosen_is_shown(world, page):
    response = page("document-kind", kind="commune", query=f"?commune={world.foreign_commune.pk}")
    assert response.context["chosen"].name == "Xã Đăk Long (huyện Đăk Hà)"
    assert escape(world.url("document-preview", kind="commune")) in response.text


def test_the_first_page_is_a_picture_that_is_drawn_once(world, page, monkeypatch):
    drawings = []
    monkeypatch.setattr(preview, "drawn", lambda *args: drawings.append(args) or drawn(*args))
    query = f"?unit={world.unit.pk}"
    first = page("document-preview", kind="unit", query=query)
    again = page("document-preview", who=Role.HEAD, kind="unit", query=query)
    assert first.content.startswith(PNG)
    assert (first.content, first["ETag"], len(drawings)) == (again.content, again["ETag"], 1)
    assert first["Cache-Control"] == "private, no-cache"
    world.unit.head_count = 77
    world.unit.save()
    assert page("document-preview", kind="unit", query=query)["ETag"] != first["ETag"]
    assert len(drawings) == 2


def test_a_browser_that_has_it_is_told_so(world, client_of):
    url = world.url("document-preview", kind="assignment") + f"?unit={world.unit.pk}"
    client = client_of(Role.OFFICE)
    tag = client.get(url)["ETag"]
    answer = client.get(url, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_where_there_is_nothing_to_write_a_page_says_why(world, page):
    good = make.UnitFactory(name="Đơn vị Ngoan")
    query = f"?unit={good.pk}"
    answer = page("document-file", kind="reminder", file_format="pdf", query=query)
    assert answer.status_code == 404
    assert "Đơn vị Ngoan không còn kế hoạch, báo cáo nào quá hạn trong năm 2018." in answer.text
    assert "Chưa có nội dung" in page("document-preview", kind="reminder", query=query).text


def test_papers_are_linked_from_what_they_are_about(world, page):
    def links_to(kind, row):
        return f"{world.url('document-file', kind=kind, file_format='pdf')}?{row._meta.model_name}={row.pk}"

    unit = page("unit-detail", pk=world.unit.pk).text
    assert all(links_to(kind, world.unit) in unit for kind in ("unit", "assignment", "reminder"))
    own = page("unit-detail", who=Role.UNIT, pk=world.unit.pk).text
    assert links_to("unit", world.unit) in own
    assert links_to("reminder", world.unit) not in own
    commune = page("commune-detail", who=Role.COMMUNE, pk=world.commune.pk).text
    assert links_to("commune", world.commune) in commune
    assert links_to("village", world.places.village) in commune
    assert links_to("commune", world.commune) not in page("commune-detail", who=Role.UNIT, pk=world.commune.pk).text
    world.district_unit.obligations.exclude(report__isnull=False).update(
        waived_on=dt.date(2018, 2, 1), waived_reason="mới lập"
    )
    for name in ("obligation-list", "obligation-matrix"):
        text = page(name).text
        assert links_to("reminder", world.unit) in text
        assert links_to("reminder", world.district_unit) not in text, "filed late, so nothing is owed"


@pytest.mark.parametrize(("kind", "subject"), [("unit", "unit"), ("village", "village")])
def test_choosing_costs_the_same_whatever_the_number(world, constant_queries, kind, subject):
    def more(count):
        for _position in range(count):
            if subject == "unit":
                make.TwinningFactory(programme=world.programme, unit=make.UnitFactory(), commune=world.commune)
            else:
                make.VillageFactory(commune=world.commune)

    constant_queries(world.url("document-kind", kind=kind), more, Role.OFFICE)

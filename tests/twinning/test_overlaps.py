"""Similar things that several plans register at one commune: asked as a question, settled by the office."""

from html import unescape

import pytest

from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from twinning.choices import ItemKind, PeriodKind
from twinning.figures.overlaps import likeness, overlaps
from twinning.models import OverlapNote, PlanItem, SignalRule

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def registered(world, unit=None, programme=None, **given) -> PlanItem:
    """A thing in the filed plan of another unit, of the same year; of another programme if one is given."""
    period = world.periods[PeriodKind.PLAN]
    if programme:
        year = make.ProgrammeYearFactory(programme=programme, year=world.year)
        period = make.ReportingPeriodFactory(programme_year=year, kind=PeriodKind.PLAN)
    owed = make.ObligationFactory(unit=unit or make.UnitFactory(), period=period)
    values = {"commune": world.commune, "content": "Bê tông hóa đường nội thôn", "kind": ItemKind.WORK} | given
    return make.PlanItemFactory(report=make.ReportFactory(obligation=owed, filed=True), **values)


def groups(world) -> list[set[PlanItem]]:
    return [set(found.items) for found in overlaps(world.programme_year, WHOLE_PROVINCE_READER)]


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("Bê tông hóa đường nội thôn", "be tong hoa duong noi thon", True),
        ("Bê tông hóa đường nội thôn", "Bê tông đường nội thôn", True),
        ("Sửa chữa nhà rông", "Sửa nhà ở cho hộ nghèo", False),
        ("Mô hình nuôi dê", "Mô hình trồng cà phê", False),
        ("", "", False),
    ],
)
def test_telling_words_make_contents_alike(one, other, similar):
    rule = SignalRule()
    found = likeness(one, other, rule.common_words)
    assert (found >= rule.works_alike) is similar
    assert found == likeness(other, one, rule.common_words)


def test_how_alike_is_data_of_the_programme(world):
    both = {registered(world), registered(world, content="Bê tông đường nội thôn")}
    assert groups(world) == [both]
    rule = make.SignalRuleFactory(programme=world.programme, works_alike=100)
    assert groups(world) == []
    rule.common_words = "hóa"
    rule.save()
    assert groups(world) == [both]


def test_units_of_one_programme_and_of_two_programmes(world):
    one, other = registered(world), registered(world, programme=make.ProgrammeFactory(first_year=2017))
    third = registered(world, content="Bê tông đường nội thôn")
    assert groups(world) == [{one, other, third}]
    [found] = overlaps(world.programme_year, WHOLE_PROVINCE_READER)
    assert len(found.programmes) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"kind": ItemKind.MODEL},
        {"kind": ItemKind.VISIT},
        {"content": "Làm cầu treo"},
    ],
)
def test_other_kinds_and_contents_are_no_question(world, other):
    registered(world, **other)
    registered(world)
    assert groups(world) == []


def test_two_lines_of_one_plan_are_no_question(world):
    one = registered(world)
    make.PlanItemFactory(report=one.report, commune=one.commune, content=one.content, kind=one.kind)
    assert groups(world) == []


def test_villages_decide_where_both_are_known(world):
    here, there = world.places.village, world.places.second_village
    one = registered(world, village=here)
    registered(world, village=there)
    assert groups(world) == []
    same_place = registered(world, village=here, content="Làm cầu treo")
    assert groups(world) == [{one, same_place}]


def test_other_communes_years_and_unfiled_plans_are_left_out(world):
    registered(world)
    registered(world, commune=world.foreign_commune)
    draft = registered(world)
    draft.report.status = "returned"
    draft.report.save()
    assert groups(world) == []


def test_the_office_settles_a_group_and_a_later_thing_asks_again(world, client_of):
    one, other = registered(world), registered(world)
    place = {"pk": world.commune.pk, "kind": "work", "item": other.pk}
    office = client_of(Role.OFFICE)
    assert office.post(world.url("plan-overlap-settle", **place), {"note": " "}).status_code == 422
    assert office.post(world.url("plan-overlap-settle", **place), {"note": "Nối tiếp nhau"}).status_code == 302
    note = OverlapNote.objects.get()
    assert (note.note, set(note.items.all()), note.recorded_by) == ("Nối tiếp nhau", {one, other}, world.people.office)
    assert "Đã thống nhất: Nối tiếp nhau" in text(office.get(world.url("plan-overlap-list")))
    assert "Không có dòng nào khớp" in text(office.get(world.url("plan-overlap-list") + "?settled=no"))
    registered(world)
    assert "Có cần làm chung không?" in text(office.get(world.url("plan-overlap-list") + "?settled=no"))
    office.post(world.url("plan-overlap-settle", **place), {"note": "Ba đơn vị làm chung"})
    assert OverlapNote.objects.count() == 1
    assert OverlapNote.objects.get().items.count() == 3
    assert note.history.count() == 2


def test_the_list_keeps_to_the_readers_communes(world, client_of):
    for commune in (world.commune, world.foreign_commune):
        registered(world, commune=commune)
        registered(world, commune=commune)
    own = text(client_of(Role.COMMUNE).get(world.url("plan-overlap-list")))
    assert "1 nhóm việc" in own
    assert "Ghi đã thống nhất" not in own
    assert "2 nhóm việc" in text(client_of(Role.HEAD).get(world.url("plan-overlap-list")))

"""The map of communes: who sees which, the two commune maps by date, the tiles, the table and its workbook."""

import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.commune_map import commune_map, map_days
from reports.figures.map_measures import map_measures
from tests import factories as make
from tests.communes.conftest import words_of
from tests.communes.test_entry import listed_communes
from tests.factories import square

pytestmark = pytest.mark.django_db

LAST_OLD, FIRST_NEW = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def looks(found) -> dict[str, str]:
    return {place.commune.code: place.look for place in found.places}


def outlined(*communes) -> None:
    for at, commune in enumerate(communes):
        make.BoundaryFactory(commune=commune, geometry=square(107 + at / 10, 14))


# --- What is drawn ----------------------------------------------------------------------------------------------------


def test_communes_are_shaded_missing_or_pale(world):
    """45 % and 20 % poor; the second commune reported nothing, and one more is not on the list."""
    other = make.CommuneFactory(district=world.places.district)
    found = commune_map(world.programme_year, WHOLE_PROVINCE_READER, "NG03")
    assert looks(found) == {"23365": "5", "23353": "missing", "23504": "1", other.code: "pale"}
    assert [(line.look, line.label, line.count) for line in found.legend] == [
        ("1", "20,0\u00a0%", 1),
        ("5", "45,0\u00a0%", 1),
        ("missing", "chưa có số liệu", 1),
        ("pale", "không thuộc danh sách đang xem", 1),
    ]
    assert found.note == "QĐ 59/2015/QĐ-TTg."
    assert found.sheet is None
    assert [district for district, _places in found.tiles] == ["huyện Đăk Glei", "huyện Đăk Hà"]
    assert len(commune_map(world.programme_year, WHOLE_PROVINCE_READER, small=True).places) == 3


def test_the_value_is_the_one_of_the_list(world, client_of):
    found = commune_map(world.programme_year, world.people.office, "NG03")
    place = next(place for place in found.places if place.commune == world.commune)
    assert place.value == Decimal("45.0")
    assert place.said == "Xã Đăk Long (huyện Đăk Glei): 45,0\u00a0%"
    text = words_of(client_of(Role.OFFICE).get(world.url("indicator-list") + "?part=NG03"))
    assert "45,0" in text


def test_another_standard_is_set_apart(world):
    old = world.parts.standard.__class__.objects.get(code="qd09-2011")
    make.IndicatorValueFactory(part=world.parts.poor, commune=world.places.second_commune, value=90, standard=old)
    found = commune_map(world.programme_year, WHOLE_PROVINCE_READER, "NG01")
    assert looks(found)["23353"] == "apart"
    assert "1 xã đo theo chuẩn khác" in found.note
    assert sum(line.count for line in found.legend if line.look.isdigit()) == 2


@pytest.fixture
def merged(world):
    """After 1/7/2025 another commune bears the code of the first; both have outlines, in places apart."""
    new = make.CommuneFactory(
        code=world.commune.code, name="Đăk Môn", district=None, valid_from=FIRST_NEW, valid_to=None
    )
    for at, commune in enumerate((world.commune, new)):
        make.BoundaryFactory(commune=commune, geometry=square(107 + at, 14))
    world.programme.designations.filter(commune=world.commune).update(ends_on=LAST_OLD)
    make.DesignationFactory(programme=world.programme, commune=new, category=world.category, starts_on=FIRST_NEW)
    households, poor = world.parts.households, world.parts.poor
    for commune, count in ((world.commune, 10), (new, 70)):
        make.IndicatorValueFactory(part=households, commune=commune, year=2025, value=100)
        make.IndicatorValueFactory(part=poor, commune=commune, year=2025, value=count, standard=world.parts.standard)
    return new


def test_a_code_used_again_does_not_colour_the_old_commune(world, merged):
    year = make.ProgrammeYearFactory(programme=world.programme, year=2025)
    after, before = map_days(year, WHOLE_PROVINCE_READER)
    assert (after, before) == (dt.date(2025, 12, 31), LAST_OLD)
    on_new, on_old = (commune_map(year, WHOLE_PROVINCE_READER, "NG03", day=day) for day in (after, before))
    assert [(place.commune, place.value) for place in on_new.rows] == [(merged, Decimal("70.0"))]
    assert {place.commune for place in on_new.places} == {merged}
    assert (world.commune, Decimal("10.0")) in [(place.commune, place.value) for place in on_old.rows]
    assert merged not in {place.commune for place in on_old.places}
    shapes = [next(place.shape for place in found.drawn if place.is_shown) for found in (on_new, on_old)]
    assert all(shapes)


def test_a_list_that_still_names_old_communes_shows_their_map(world):
    year = make.ProgrammeYearFactory(programme=world.programme, year=2025)
    assert map_days(year, WHOLE_PROVINCE_READER)[0] == LAST_OLD


def test_years_after_the_merger_without_a_new_list_show_the_last_old_map(world, client_of):
    year = make.ProgrammeYearFactory(programme=world.programme, year=2026)
    assert map_days(year, WHOLE_PROVINCE_READER)[0] == LAST_OLD
    page = client_of(Role.OFFICE).get(f"/{world.programme.code}/2026/map/")
    assert len(page.context["table"].rows) == 3


def test_communes_without_outline_stay_as_tiles_beside_the_map(world):
    outlined(world.commune)
    found = commune_map(world.programme_year, WHOLE_PROVINCE_READER)
    assert [place.commune for place in found.drawn] == [world.commune]
    assert [place.commune for _district, places in found.tiles for place in places] == [
        world.places.second_commune,
        world.foreign_commune,
    ]


def test_every_measure_colours_the_map(world):
    make.ExitCriterionFactory(
        rule_set=make.ExitRuleSetFactory(from_year=2010, verdict="no(ngheo)"), formula="NG03 >= 20"
    )
    measures = {each.code: each for each in map_measures(world.programme_year)}
    assert {"NG03", "NG04", "YT01", "help.money_total", "help.per_household", "units", "category"} < set(measures)
    for measure in measures.values():
        found = commune_map(world.programme_year, WHOLE_PROVINCE_READER, measure)
        assert sum(line.count for line in found.legend) == 3
    values = {
        code: {
            place.commune.code: place.text
            for place in commune_map(world.programme_year, WHOLE_PROVINCE_READER, code).places
        }
        for code in ("units", "category", "help.money_total", "help.per_household")
    }
    assert values["category"] == {"23365": "Trọng điểm", "23353": "ĐBKK", "23504": "ĐBKK"}
    assert values["units"] == {"23365": "2 đơn vị", "23353": "1 đơn vị", "23504": "1 đơn vị"}
    assert values["help.money_total"] == {"23365": "5 triệu đồng", "23353": "chưa có số liệu", "23504": "80 triệu đồng"}
    assert values["help.per_household"] == {  # 5 million for 400 households, 80 million for 500
        "23365": "12.500 đồng", "23353": "chưa có số liệu", "23504": "160.000 đồng",
    }  # fmt: skip
    assert commune_map(world.programme_year, WHOLE_PROVINCE_READER, "nothing") is None


# --- The page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_his_own_communes_only(world, client_of, role):
    outlined(world.commune, world.foreign_commune)
    text = client_of(role).get(world.url("commune-map")).content.decode()
    assert "Xã Đăk Long (huyện Đăk Glei): 45,0" in text
    sees_all = role in (Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP)
    assert ("huyện Đăk Hà" in text) == sees_all
    assert text.count("data-map-place") == (3 if sees_all else 2 if role in (Role.DISTRICT, Role.UNIT) else 1)
    assert "style=" not in re.sub(r"<head>.*?</head>", "", text, flags=re.DOTALL)


def test_a_unit_is_not_offered_what_is_not_its_own(world, client_of):
    client = client_of(Role.UNIT)
    text = client.get(world.url("commune-map")).content.decode()
    assert "NG03" in text
    assert "help.money_total" not in text
    assert client.get(world.url("commune-map") + "?measure=help.money_total").status_code == 404
    assert client_of(Role.OFFICE).get(world.url("commune-map") + "?measure=x").status_code == 404
    assert client_of(Role.OFFICE).get(world.url("commune-map") + "?on=1999-01-01").status_code == 404


def test_filters_pale_the_rest_and_narrow_the_table(world, client_of):
    url = world.url("commune-map") + f"?district={world.places.district.pk}&measure=NG03"
    page = client_of(Role.OFFICE).get(url)
    assert looks(page.context["map"]) == {"23365": "3", "23353": "missing", "23504": "pale"}
    assert len(page.context["table"].rows) == 2
    assert "2 xã; 1 có số liệu" in words_of(page)


def test_the_workbook_holds_what_the_table_shows(world, client_of):
    url = world.url("commune-map") + "?measure=NG03&sort=-figure"
    client = client_of(Role.OFFICE)
    rows = [row.record.commune.code for row in client.get(url).context["table"].rows]
    book = load_workbook(io.BytesIO(client.get(f"{url}&format=xlsx").content))
    sheet = list(book.active.iter_rows(values_only=True))
    assert rows == ["23365", "23504", "23353"]
    assert "QĐ 59/2015/QĐ-TTg" in str(sheet)
    assert [list(row[:2]) for row in sheet if row[0] and str(row[0]).startswith("Xã Đăk")] == [
        ["Xã Đăk Long", 45],
        ["Xã Đăk Long", 20],
        ["Xã Đăk Nhoong", None],
    ]


@pytest.mark.parametrize("with_outlines", [True, False])
def test_the_page_costs_the_same_for_1_3_and_70_communes(world, constant_queries, with_outlines):
    listed = listed_communes(world)

    def make_rows(count):
        listed(count)
        if with_outlines:
            for commune in world.commune.__class__.objects.filter(boundary__isnull=True):
                make.BoundaryFactory(commune=commune)

    constant_queries(world.url("commune-map"), make_rows, Role.OFFICE)

"""No đủ – vững mạnh – an toàn from its parts: all three states and what cannot be told, of villages and communes."""

from decimal import Decimal
from itertools import product

import pytest

from communes.admin.prosperity_rules import full_is_nearly
from communes.figures.conditions import CriterionState, Holds
from communes.figures.prosperity import (
    FULL,
    NEARLY,
    NOT_YET,
    PlaceState,
    commune_states,
    state_from,
    village_states,
)
from communes.models import IndicatorPart, PlaceLevel, ProsperityRuleSet
from communes.reference import load_reference
from kontum04.accounts.choices import Role
from tests import factories as make
from tests.access.admin_forms import filled
from tests.communes.conftest import words_of
from tests.communes.test_assessment import report
from tests.communes.test_entry import listed_communes

CODES = ("no_du", "vung_manh", "an_toan")
RULES = ProsperityRuleSet(
    full="at_least(3, no_du, vung_manh, an_toan)",
    nearly="at_least(2, no_du, vung_manh, an_toan)",
    reported_in=IndicatorPart(
        code="ND01.2",
        kind="choice",
        choices=[[0, "chưa đạt"], [1, "cơ bản đạt"], [2, "đạt"]],
        aggregation="distribution",
    ),
)
YES, NO, UNKNOWN = Holds.YES, Holds.NO, Holds.UNKNOWN


def parts(*states: Holds) -> tuple[CriterionState, ...]:
    return tuple(CriterionState(code, code, "", state, ()) for code, state in zip(CODES, states, strict=True))


@pytest.mark.parametrize(
    ("states", "state", "at_least"),
    [
        ((YES, YES, YES), FULL, FULL),
        ((YES, YES, NO), NEARLY, NEARLY),
        ((NO, YES, YES), NEARLY, NEARLY),
        ((YES, NO, NO), NOT_YET, NOT_YET),
        ((NO, NO, NO), NOT_YET, NOT_YET),
        ((YES, YES, UNKNOWN), None, NEARLY),  # nearly at least; full if the third part holds
        ((YES, NO, UNKNOWN), None, NOT_YET),
        ((YES, UNKNOWN, UNKNOWN), None, NOT_YET),
        ((NO, NO, UNKNOWN), NOT_YET, NOT_YET),  # two do not hold: the third decides nothing
        ((NO, UNKNOWN, UNKNOWN), None, NOT_YET),
        ((UNKNOWN, UNKNOWN, UNKNOWN), None, NOT_YET),
    ],
)
def test_the_state_that_the_parts_come_to(states, state, at_least):
    assert state_from(RULES, parts(*states)) == (state, at_least)


@pytest.mark.parametrize("states", product(Holds, repeat=3))
def test_what_becomes_known_later_never_contradicts_what_was_told(states):
    state, at_least = state_from(RULES, parts(*states))
    choices = [(YES, NO) if one is UNKNOWN else (one,) for one in states]
    ends = {state_from(RULES, parts(*end))[0] for end in product(*choices)}
    assert min(ends) >= at_least
    assert ends == {state} if state is not None else len(ends) > 1


@pytest.mark.parametrize(
    ("states", "reported", "differs"),
    [
        ((YES, YES, YES), FULL, False),
        ((YES, YES, YES), NEARLY, True),
        ((NO, NO, NO), FULL, True),
        ((YES, YES, YES), None, False),  # nothing was reported: nothing to ask
        ((YES, YES, UNKNOWN), NEARLY, False),
        ((YES, YES, UNKNOWN), FULL, False),
        ((YES, YES, UNKNOWN), NOT_YET, True),
        ((YES, UNKNOWN, UNKNOWN), NOT_YET, False),
    ],
)
def test_what_was_reported_is_asked_about_only_where_it_cannot_follow(states, reported, differs):
    found = PlaceState(None, None, RULES, parts(*states), *state_from(RULES, parts(*states)), reported)
    assert found.differs is differs
    assert bool(found.question) is differs


def test_whoever_is_full_is_nearly_so_or_the_rules_are_refused():
    assert full_is_nearly(RULES.full, RULES.nearly, CODES)
    assert full_is_nearly("at_least(3, no_du, vung_manh, an_toan)", "no_du", CODES)
    assert not full_is_nearly("no_du", "vung_manh", CODES)


# --- By the proposal of the fixtures ----------------------------------------------------------------------------------


@pytest.fixture
def programme_year(db):
    load_reference()
    return make.ProgrammeYearFactory(programme__code="thu", year=2018)


@pytest.fixture
def commune(programme_year):
    commune = make.CommuneFactory(valid_to=None)
    make.DesignationFactory(programme=programme_year.programme, commune=commune, starts_on="2016-06-15")
    return commune


FED = {"DC01": 100, "NG01": 29, "ND01_3": 0, "DD01_2": 5}
STRONG = {"DB01_1": 1, "DB01_2": 2, "DB04_3": 2}


@pytest.mark.parametrize(
    ("changed", "states"),
    [
        ({}, (YES, YES, YES)),
        ({"NG01": 30}, (NO, YES, YES)),  # “under 30 %”: 30 of 100 is not under
        ({"ND01_3": 1}, (NO, YES, YES)),  # one hungry household is hunger
        ({"DD01_2": 6}, (NO, YES, YES)),  # 5 % may lack land, 6 % may not
        ({"ND01_3": None}, (UNKNOWN, YES, YES)),
        ({"NG01": 40, "ND01_3": None}, (NO, YES, YES)),  # too poor, whatever was eaten
        ({"DB01_2": 1, "DB04_3": None}, (YES, NO, YES)),  # shares a cell with another village
        ({"DB04_3": 1}, (YES, NO, YES)),  # its cell is rated below “good”
        ({"DB04_3": None}, (YES, UNKNOWN, YES)),
        ({"ND01_4": 0}, (YES, YES, NO)),
        ({"ND01_4": None}, (YES, YES, UNKNOWN)),
    ],
)
def test_a_village_part_by_part(programme_year, commune, changed, states):
    village = make.VillageFactory(commune=commune, valid_to=None)
    told = FED | STRONG | {"ND01_4": 1} | changed
    report(commune, 2018, village, **{code: value for code, value in told.items() if value is not None})
    (found,) = village_states(programme_year, [village])
    assert tuple(part.holds for part in found.parts) == states


def test_a_commune_needs_a_party_organisation_in_every_village(programme_year, commune):
    report(commune, 2018, **FED, DB04_1=2, ND01_5=1, ND01_2=2)
    for reached in (1, 0):
        report(commune, 2018, make.VillageFactory(commune=commune, valid_to=None), DB01_1=reached)
    (found,) = commune_states(programme_year, [commune])
    assert tuple(part.holds for part in found.parts) == (YES, NO, YES)
    assert (found.state, found.reported, found.differs) == (NEARLY, FULL, True)
    assert found.question.startswith("Xã báo “đạt”, theo các phần là “cơ bản đạt”.")
    assert "1/2 thôn" in found.parts[1].why
    assert "hoàn thành tốt nhiệm vụ" in found.parts[1].why


def test_villages_that_did_not_all_report_leave_the_commune_unknown(programme_year, commune):
    report(commune, 2018, **FED, DB04_1=2, ND01_5=1, ND01_2=1)
    report(commune, 2018, make.VillageFactory(commune=commune, valid_to=None), DB01_1=1)
    make.VillageFactory(commune=commune, valid_to=None)
    (found,) = commune_states(programme_year, [commune])
    assert found.parts[1].holds is UNKNOWN
    assert found.state_words == "chưa đủ số liệu, ít nhất cơ bản đạt"
    assert not found.differs


def test_rules_of_the_programme_and_of_the_period_come_first(programme_year, commune):
    for code, programme, from_year in (("rieng", programme_year.programme, 2018), ("sau", None, 2019)):
        rules = make.ProsperityRuleSetFactory(code=code, programme=programme, from_year=from_year)
        make.ProsperityCriterionFactory(rule_set=rules)
    of_year = ProsperityRuleSet.objects.of_year
    assert of_year(programme_year.programme, 2018, PlaceLevel.COMMUNE).code == "rieng"
    assert of_year(programme_year.programme, 2017, PlaceLevel.COMMUNE).code == "nd-vm-at-xa"
    assert of_year(make.ProgrammeFactory(), 2019, PlaceLevel.COMMUNE).code == "sau"
    assert of_year(programme_year.programme, 2006, PlaceLevel.VILLAGE) is None


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def rules(world):
    """Under 30 % of poor households; the cast's commune has 180 of 400, the foreign one 100 of 500."""
    made = {}
    for level in PlaceLevel:
        made[level] = make.ProsperityRuleSetFactory(level=level)
        make.ProsperityCriterionFactory(rule_set=made[level])
    return made


def say(world, rules, commune, level: int, village=None) -> None:
    part = rules[PlaceLevel.VILLAGE if village else PlaceLevel.COMMUNE].reported_in
    make.IndicatorValueFactory(part=part, commune=commune, village=village, value=Decimal(level), year=world.year)


def test_the_list_shows_both_and_asks(world, client_of, rules):
    say(world, rules, world.commune, 2)
    say(world, rules, world.foreign_commune, 2)
    page = client_of(Role.OFFICE).get(world.url("prosperity-list"))
    assert words_of(page).count("Xã báo “đạt”, theo các phần là “chưa đạt”.") == 1
    only = client_of(Role.OFFICE).get(world.url("prosperity-list") + "?differs=on")
    assert [row.commune for row in only.context["table"].data] == [world.commune]
    full = client_of(Role.OFFICE).get(world.url("prosperity-list") + "?state=2")
    assert [row.commune for row in full.context["table"].data] == [world.foreign_commune]


def test_entering_a_state_that_does_not_follow_is_asked_about_and_kept(world, client_of, rules):
    say(world, rules, world.commune, 2)
    page = client_of(Role.COMMUNE).get(world.url("commune-figures", pk=world.commune.pk))
    assert [problem.message for problem in page.context["grid"].warnings if "Xã báo" in problem.message]
    assert not page.context["grid"].errors


def test_the_commune_page_shows_the_parts(world, client_of, rules):
    page = client_of(Role.COMMUNE).get(world.url("commune-detail", pk=world.commune.pk))
    assert "No đủ: hộ nghèo dưới 30 %" in page.content.decode()


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"nearly": "an_toan"}, "Các mã có trong bộ tiêu chí: no_du."),
        ({"nearly": "no(no_du)"}, "Nơi đã “đạt” phải luôn đúng cả điều kiện “cơ bản đạt”."),
        ({"criteria-0-formula": "ABC9 > 1"}, "Không có số đo mang tên ABC9."),
        ({"criteria-0-formula": "__import__"}, "Không có số đo mang tên __import__."),
    ],
)
def test_rules_that_could_not_be_judged_by_are_refused(world, client_of, rules, answers, refusal):
    client, url = client_of(Role.ADMIN), f"/admin/communes/prosperityruleset/{rules[PlaceLevel.COMMUNE].pk}/change/"
    sent = filled(client, url)
    response = client.post(url, sent | answers)
    assert response.status_code == 200
    assert refusal in response.content.decode()
    assert client.post(url, sent).status_code == 302


def listed_villages(world):
    def make_rows(count):
        for _number in range(count):
            village = make.VillageFactory(commune=world.commune, valid_to=None)
            make.IndicatorValueFactory(
                part=world.parts.households, commune=world.commune, village=village, value=30, year=world.year
            )

    return make_rows


@pytest.mark.parametrize(
    ("name", "rows"), [("prosperity-list", listed_communes), ("village-prosperity-list", listed_villages)]
)
def test_the_lists_cost_the_same_for_1_3_and_70_places(world, constant_queries, rules, name, rows):
    constant_queries(world.url(name), rows(world), Role.OFFICE)

"""Advice on reassignment: every rule kept, checked apart from the solver; locks obeyed; nothing applied by itself."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.figures.assessment import Assessment, Verdict
from communes.figures.conditions import CriterionState, Holds
from communes.models import Commune, Designation, ExitRuleSet
from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests.factories import UnitFactory
from twinning.choices import AssignmentChange, AssignmentStatus, UnitLevel
from twinning.figures.advice.board import board_of
from twinning.figures.advice.changes import advise
from twinning.figures.advice.gaps import Gaps
from twinning.figures.advice.optimum import Helper, Locks, NoAssignmentError, Place, best_pairs
from twinning.models import AssignmentProposal, Twinning, Unit

FIRST_UNIT = 1000


def check_rules(places, helpers, pairs, locks=None) -> None:
    """Every rule, straight from its sentence."""
    for place in places:
        assert sum(commune == place.pk for _unit, commune in pairs) >= place.units_needed
    by_pk = {helper.pk: helper for helper in helpers}
    for helper in helpers:
        assert sum(unit == helper.pk for unit, _commune in pairs) <= helper.most
    districts = {place.pk: place.district for place in places}
    for unit, commune in pairs:
        assert by_pk[unit].district in (None, districts[commune])
    if locks:
        assert locks.keep <= pairs
        assert not locks.never & pairs


def ties_of(programme_year) -> set[tuple[int, int]]:
    """Who helps which listed commune at the end of the year, from the rows."""
    listed = listed_in(programme_year)
    rows = Twinning.objects.filter(
        programme=programme_year.programme, village=None, starts_on__lte=last_day(programme_year)
    )
    return {
        (row.unit_id, row.commune_id)
        for row in rows
        if row.commune_id in listed and (row.ends_on is None or row.ends_on > last_day(programme_year))
    }


def last_day(programme_year) -> dt.date:
    return dt.date(programme_year.year, 12, 31)


def listed_in(programme_year) -> dict[int, bool]:
    """Whether it is a key commune, by commune."""
    found: dict[int, bool] = {}
    for row in Designation.objects.in_year(programme_year.programme, programme_year.year).select_related("category"):
        found[row.commune_id] = found.get(row.commune_id, False) or row.category.is_key
    return found


def check_rows(programme_year, pairs) -> None:
    """The rules as the page words them, from the raw rows: nothing that the board or the solver computed is used."""
    for commune, is_key in listed_in(programme_year).items():
        assert sum(other == commune for _unit, other in pairs) >= (2 if is_key else 1)
    districts = dict(Commune.objects.values_list("pk", "district"))
    today = ties_of(programme_year)
    for unit in Unit.objects.all():
        helped = [commune for other, commune in pairs if other == unit.pk]
        present = sum(other == unit.pk for other, _commune in today)
        able = (present or 1) if unit.head_count is None else 1 + unit.head_count // 100
        assert len(helped) <= min(3, able), unit
        if unit.level == UnitLevel.DISTRICT:
            assert {districts[commune] for commune in helped} <= {unit.district_id}
        if unit.valid_to and unit.valid_to < last_day(programme_year):
            assert not helped


def puzzle(seed: int, communes: int, units: int):
    """A random province whose units can carry what its communes need."""
    chance = random.Random(seed)
    places = [
        Place(pk, 2 if chance.random() < 0.4 else 1, chance.random(), chance.randint(1, 5)) for pk in range(communes)
    ]
    helpers = [
        Helper(
            FIRST_UNIT + number,
            chance.randint(1, 3),
            chance.random(),
            chance.randint(1, 5) if number % 9 == 0 else None,
        )
        for number in range(units)
    ]
    free = [helper for helper in helpers if helper.district is None]
    ties = {(chance.choice(free).pk, place.pk) for place in places for _ in range(chance.randint(0, 2))}
    return places, helpers, ties


def test_53_communes_and_72_units_keep_every_rule():
    places, helpers, ties = puzzle(4, 53, 72)
    found = best_pairs(places, helpers, ties)
    check_rules(places, helpers, found.pairs)
    assert found.gap == 0


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_any_province_that_can_be_served_is_served_by_the_rules(seed):
    places, helpers, ties = puzzle(seed, 8, 14)
    try:
        found = best_pairs(places, helpers, ties)
    except NoAssignmentError:
        assert sum(place.units_needed for place in places) > sum(
            helper.most for helper in helpers if not helper.district
        )
        return
    check_rules(places, helpers, found.pairs)


def test_what_keeps_the_rules_is_left_alone():
    places = [Place(1, 1, 0.9), Place(2, 1, 0.1)]
    helpers = [Helper(11, 1, 0.1), Helper(12, 1, 0.9)]
    ties = {(11, 1), (12, 2)}  # the stronger unit at the lesser need: not worth two changes
    assert best_pairs(places, helpers, ties).pairs == ties


def test_the_stronger_unit_goes_where_the_need_is_greatest():
    places = [Place(1, 1, 0.9), Place(2, 1, 0.1)]
    helpers = [Helper(11, 1, 0.1), Helper(12, 1, 0.9)]
    assert best_pairs(places, helpers, ()).pairs == {(12, 1), (11, 2)}


def test_a_key_commune_gets_the_stronger_unit():
    places = [Place(1, 1, 0.5, is_key=True), Place(2, 1, 0.5)]
    helpers = [Helper(11, 1, 0.1), Helper(12, 1, 0.9)]
    assert best_pairs(places, helpers, ()).pairs == {(12, 1), (11, 2)}


def test_whoever_is_near_goes_rather_than_whoever_is_far():
    places = [Place(1, 1, 0.5, district=1), Place(2, 1, 0.5, district=2)]
    helpers = [Helper(11, 1, 0.5, near=frozenset({2})), Helper(12, 1, 0.5, near=frozenset({1}))]
    assert best_pairs(places, helpers, ()).pairs == {(12, 1), (11, 2)}


def test_nobody_is_assigned_only_because_it_would_pay():
    places = [Place(1, 1, 1.0, district=1, is_key=True)]
    helpers = [Helper(11, 3, 1.0, near=frozenset({1})), Helper(12, 3, 1.0, near=frozenset({1}))]
    assert len(best_pairs(places, helpers, ()).pairs) == 1


def test_a_gap_counts_criteria_whichever_way_they_are_worded():
    """Two that keep the commune on the list and one that lets it go; unknown ones are not counted."""
    rule_set = ExitRuleSet(pk=1, verdict="at_least(1, ntm, no(at_least(1, ngheo, duong)))")

    def line(code: str, holds: Holds) -> CriterionState:
        return CriterionState(code, code, "x", holds, ())

    lines = (line("ntm", Holds.NO), line("ngheo", Holds.YES), line("duong", Holds.UNKNOWN))
    assessment = Assessment(Commune(), False, (Verdict(rule_set, lines, Holds.NO),))
    gap = Gaps().of(assessment)
    assert (gap.against, gap.judged) == (2, 2)
    better = (line("ntm", Holds.NO), line("ngheo", Holds.NO), line("duong", Holds.NO))
    assert Gaps().of(Assessment(Commune(), False, (Verdict(rule_set, better, Holds.YES),))).against == 1


def test_an_overburdened_unit_is_relieved_where_a_stronger_one_is_needed_most():
    places = [Place(1, 1, 0.9), Place(2, 1, 0.1)]
    helpers = [Helper(11, 1, 0.1), Helper(12, 1, 0.9)]
    assert best_pairs(places, helpers, {(11, 1), (11, 2)}).pairs == {(12, 1), (11, 2)}


def test_locked_pairs_stay_as_they_were_locked():
    places, helpers, ties = puzzle(7, 20, 40)
    first = best_pairs(places, helpers, ties)
    added = next(iter(sorted(first.pairs - ties)))
    given_up = next(iter(sorted(ties - first.pairs)), None)
    locks = Locks(keep=frozenset({given_up} if given_up else ()), never=frozenset({added}))
    check_rules(places, helpers, best_pairs(places, helpers, ties, locks).pairs, locks)


def test_more_need_than_capacity_is_said():
    with pytest.raises(NoAssignmentError):
        best_pairs([Place(1, 2, 1.0)], [Helper(11, 3, 1.0)], ())


@pytest.mark.django_db
class TestInTheYear:
    def test_the_illustrative_year_keeps_every_rule_and_each_change_has_a_reason(self, demo_year):
        board = board_of(demo_year, WHOLE_PROVINCE_READER)
        assert (len(board.communes), board.wanted) == (53, 53 + 20)
        advice = advise(board)
        pairs = today = ties_of(demo_year)
        for change in advice.changes:
            assert (change.pair in today) == (change.change == AssignmentChange.END)
            pairs = pairs ^ {change.pair}
            assert change.reason
            assert "→" in change.effect
        check_rows(demo_year, pairs)
        short, overburdened, _served = advice.effects
        assert (short.before > 0, short.after, overburdened.after) == (True, 0, 0)
        assert advice.kept + sum(change.change == AssignmentChange.ADD for change in advice.changes) == len(pairs)

    @pytest.fixture
    def lonely(self, world):
        """Units enough for everybody, and one commune that none of them helps."""
        UnitFactory.create_batch(4, head_count=300)
        Twinning.objects.filter(commune=world.commune).delete()

    def test_picked_changes_become_drafts_and_no_assignment_changes(self, lonely, world, client_of):
        before = Twinning.objects.count()
        waiting = list(AssignmentProposal.objects.values_list("pk", flat=True))
        page = client_of(Role.OFFICE).get(world.url("twinning-advice"))
        changes = page.context["advice"].changes
        assert any(change.commune.commune == world.commune for change in changes)
        picked = [f"{unit}-{commune}" for unit, commune in (change.pair for change in changes)]
        answer = client_of(Role.OFFICE).post(world.url("twinning-advice-propose"), {"pick": picked})
        assert answer.status_code == 302
        drafts = AssignmentProposal.objects.exclude(pk__in=waiting)
        assert len(drafts) == len(changes)
        assert {row.status for row in drafts} == {AssignmentStatus.DRAFT}
        assert all(row.reason for row in drafts)
        assert Twinning.objects.count() == before

    def test_a_locked_addition_is_not_advised_again(self, lonely, world, client_of):
        client = client_of(Role.OFFICE)
        change = client.get(world.url("twinning-advice")).context["advice"].changes[0]
        again = client.get(world.url("twinning-advice"), {"never": f"{change.pair[0]}-{change.pair[1]}"})
        assert change.pair not in {other.pair for other in again.context["advice"].changes}
        assert [lock["name"] for lock in again.context["locked"]] == ["never"]

    def test_any_pair_can_be_locked_to_see_what_if(self, lonely, world, client_of):
        client = client_of(Role.OFFICE)
        asked = {"lock": "keep", "lock_unit": world.other_unit.pk, "lock_commune": world.commune.pk}
        page = client.get(world.url("twinning-advice"), asked)
        pair = (world.other_unit.pk, world.commune.pk)
        reasons = {change.pair: change.reason for change in page.context["advice"].changes}
        assert reasons[pair] == "theo cặp người xem đã khóa"
        assert [(lock["name"], lock["value"]) for lock in page.context["locked"]] == [("keep", f"{pair[0]}-{pair[1]}")]
        never = client.get(world.url("twinning-advice"), asked | {"lock": "never"})
        assert pair not in {change.pair for change in never.context["advice"].changes}

    def test_without_a_list_there_is_nothing_to_advise(self, world, client_of):
        Designation.objects.all().delete()
        page = client_of(Role.OFFICE).get(world.url("twinning-advice"))
        assert page.context["advice"].changes == ()

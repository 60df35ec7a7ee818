"""Plans followed through the year: states from dates and the last report, sums that count a joint thing once."""

import datetime as dt
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from tests.cast import build_world
from twinning.choices import DeliveryState, ItemKind, PeriodKind
from twinning.figures.delivery import followed, followed_items, registered_items
from twinning.figures.delivery_totals import deliveries
from twinning.figures.help import help_of
from twinning.figures.plan_gaps import plan_gaps
from twinning.models import PlanItem, Report

pytestmark = pytest.mark.django_db
DAY = dt.date(2018, 6, 30)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
LAST_WEEK = DAY - dt.timedelta(days=7)
S = DeliveryState


def report_of(world, unit, kind: PeriodKind, **given) -> Report:
    """The unit's filed report of a kind, whatever the cast says of it."""
    obligation = world.obligation(unit, kind)
    Report.objects.filter(obligation=obligation, status__in=["draft", "returned"]).update(
        status="submitted", submitted_at=make.filed_at(2018, 7, 1), **given
    )
    return Report.objects.filter(obligation=obligation).first() or make.ReportFactory(obligation=obligation, filed=True)


def told(world, item: PlanItem, kind: PeriodKind, **said):
    report = report_of(world, item.report.obligation.unit, kind)
    return make.WorkResultFactory(report=report, commune=item.commune, plan_item=item, kind=item.kind, **said)


def state_on(item: PlanItem, day: dt.date) -> str:
    return followed(PlanItem.objects.filter(pk=item.pk), WHOLE_PROVINCE_READER, day).get().state


def dated(world, starts_on=None, ends_on=None) -> PlanItem:
    item = world.filings.plan_item
    item.starts_on, item.ends_on = starts_on, ends_on
    item.save()
    return item


# --- States -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said", "state"),
    [
        (DAY, DAY, None, S.RUNNING),
        (AFTER, None, None, S.NOT_BEGUN),
        (LAST_WEEK, BEFORE, None, S.NOT_REPORTED),  # silence is neither a delay nor a result
        (None, None, None, S.NOT_REPORTED),
        (LAST_WEEK, DAY, {"progress": 90}, S.RUNNING),  # the day is not over
        (LAST_WEEK, BEFORE, {"progress": 90}, S.OVERDUE),
        (LAST_WEEK, BEFORE, {"is_completed": False}, S.OVERDUE),
        (LAST_WEEK, BEFORE, {"progress": 100, "is_completed": True}, S.DONE),
        (AFTER, None, {"is_completed": True}, S.DONE),
        (LAST_WEEK, AFTER, {"progress": 0}, S.NOT_BEGUN),
        (LAST_WEEK, AFTER, {"is_completed": False}, S.RUNNING),
        (AFTER, None, {"progress": 10}, S.RUNNING),
        (LAST_WEEK, BEFORE, {}, S.NOT_REPORTED),  # a row that says nothing tells nothing
        (None, None, {"is_completed": False}, S.NOT_BEGUN),
    ],
)
def test_a_state_follows_from_dates_and_the_last_word(world, starts_on, ends_on, said, state):
    item = dated(world, starts_on, ends_on)
    if said is not None:
        told(world, item, PeriodKind.HALF_YEAR, **{"progress": None, "is_completed": None} | said)
    assert state_on(item, DAY) == state


def test_the_later_report_has_the_last_word_once_it_is_filed(world):
    item = dated(world, LAST_WEEK, BEFORE)
    told(world, item, PeriodKind.HALF_YEAR, progress=40, is_completed=False)
    late = told(world, item, PeriodKind.ANNUAL, progress=100, is_completed=True)
    assert state_on(item, DAY) == S.DONE
    Report.objects.filter(pk=late.report_id).update(status="returned")
    assert state_on(item, DAY) == S.OVERDUE


def test_what_was_sent_back_registers_nothing(world):
    registered = set(registered_items(world.programme_year, WHOLE_PROVINCE_READER))
    assert registered == {world.filings.plan_item}


# --- Sums -------------------------------------------------------------------------------------------------------------


def test_a_joint_work_counts_with_its_lead_only(world):
    item = dated(world, LAST_WEEK, BEFORE)
    result = told(world, item, PeriodKind.ANNUAL, progress=100, is_completed=True, cost=9)
    found = deliveries(world.programme_year, WHOLE_PROVINCE_READER)
    assert (found.total.done, found.total.counted, found.total.led_elsewhere) == (1, 1, 0)
    result.joint_lead = world.district_unit
    result.save()
    found = deliveries(world.programme_year, WHOLE_PROVINCE_READER)
    assert (found.total.registered, found.total.counted, found.total.led_elsewhere) == (1, 0, 1)
    assert (found.total.done, found.total.told_cost) == (0, None)


def test_nothing_told_is_missing_and_not_zero(world):
    item = dated(world, LAST_WEEK, BEFORE)
    PlanItem.objects.filter(pk=item.pk).update(cost=None)
    total = deliveries(world.programme_year, WHOLE_PROVINCE_READER).total
    assert (total.planned_cost, total.told_cost, total.not_reported, total.overdue) == (None, None, 1, 0)
    assert world.foreign_commune.pk not in deliveries(world.programme_year, WHOLE_PROVINCE_READER).by_commune


ITEM = st.tuples(
    st.sampled_from([ItemKind.WORK, ItemKind.MODEL, ItemKind.VISIT]),
    st.sampled_from(["unit", "district_unit"]),
    st.none() | st.integers(0, 10**9),
    st.none() | st.dates(dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
    st.none() | st.tuples(st.none() | st.integers(0, 100), st.none() | st.booleans(), st.booleans()),
)


class SumsOfRandomYears(TestCase):
    """By unit, by commune and overall the same rows add up; each joint thing once; every thing in one state."""

    @settings(max_examples=12)
    @given(st.lists(ITEM, max_size=6))
    def test_all_three_ways_agree(self, drawn):
        world = build_world()
        for kind, whose, cost, ends_on, said in drawn:
            unit = getattr(world, whose)
            plan = report_of(world, unit, PeriodKind.PLAN)
            item = make.PlanItemFactory(
                report=plan, commune=world.commune, work_group=world.work_group, kind=kind, cost=cost, ends_on=ends_on
            )
            if said:
                progress, is_completed, is_joint = said
                lead = world.other_unit if is_joint else None
                told(world, item, PeriodKind.ANNUAL, progress=progress, is_completed=is_completed, joint_lead=lead)
        found = deliveries(world.programme_year, WHOLE_PROVINCE_READER)
        for parts in (found.by_unit.values(), found.by_commune.values()):
            for name in ("registered", "led_elsewhere", "counted", "beyond", "works", "models_done", *STATES):
                assert sum(getattr(part, name) for part in parts) == getattr(found.total, name), name
            costs = [part.planned_cost for part in parts if part.planned_cost is not None]
            assert found.total.planned_cost == (sum(costs) if costs else None)
        assert sum(found.total.by_state.values()) == found.total.counted
        assert found.total.led_elsewhere == sum(bool(said and said[2]) for *_rest, said in drawn)
        completed = help_of(world.programme_year, WHOLE_PROVINCE_READER).total.sums.get("works_completed", 0)
        beyond = [row for row in drawn if row[4] and row[4][1] and not row[4][2] and row[0] == ItemKind.WORK]
        assert found.total.works_done == len(beyond)
        assert completed >= found.total.works_done


STATES = ("not_begun", "running", "overdue", "done", "not_reported")


# --- Communes without a plan ------------------------------------------------------------------------------------------


def test_a_commune_without_a_plan_is_listed_with_what_its_units_owe(world):
    gaps = {gap.commune: gap for gap in plan_gaps(world.programme_year, WHOLE_PROVINCE_READER)}
    assert set(gaps) == {world.places.second_commune, world.foreign_commune}
    assert gaps[world.places.second_commune].cause == "nothing"
    foreign = gaps[world.foreign_commune]
    assert foreign.cause == "only-unit"
    [owing] = foreign.units
    assert (owing.unit, owing.state) == (world.other_unit, "returned")
    assert owing.days_late > 0


def test_a_commune_nobody_helps_says_so(world):
    lonely = make.CommuneFactory(name="Đăk Vắng")
    make.DesignationFactory(programme=world.programme, commune=lonely, category=world.category)
    gaps = {gap.commune: gap for gap in plan_gaps(world.programme_year, WHOLE_PROVINCE_READER)}
    assert (gaps[lonely].cause, gaps[lonely].units) == ("no-unit", [])


# --- Pages ------------------------------------------------------------------------------------------------------------


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_the_list_shows_planned_beside_delivered_and_filters_by_state(world, client_of):
    item = dated(world, LAST_WEEK, BEFORE)
    told(world, item, PeriodKind.ANNUAL, progress=35, is_completed=False, cost=7_000_000)
    page = text(client_of(Role.OFFICE).get(world.url("plan-follow-up") + "?state=overdue"))
    assert item.content in page
    assert "Quá hạn hoàn thành" in page
    assert "7.000.000" in page
    assert item.content not in text(client_of(Role.OFFICE).get(world.url("plan-follow-up") + "?state=done"))


@pytest.mark.parametrize("who", [Role.MEMBER, Role.COMMUNE, Role.DISTRICT, Role.UNIT])
def test_everybody_follows_his_own_communes_only(world, client_of, who):
    own = dated(world, LAST_WEEK, BEFORE)
    foreign = world.filings.other_plan_item
    Report.objects.filter(pk=foreign.report_id).update(status="accepted", submitted_at=make.filed_at(2018, 1, 20))
    page = text(client_of(who).get(world.url("plan-follow-up")))
    assert own.content in page
    assert foreign.content not in page
    assert foreign.content in text(client_of(Role.HEAD).get(world.url("plan-follow-up")))


def test_the_same_scope_in_the_sums(world):
    item = world.filings.other_plan_item
    Report.objects.filter(pk=item.report_id).update(status="accepted", submitted_at=make.filed_at(2018, 1, 20))
    seen = followed_items(world.programme_year, world.people.member)
    assert {row.commune for row in seen} == {world.commune}
    assert set(deliveries(world.programme_year, world.people.member).by_commune) == {world.commune.pk}


@pytest.mark.parametrize("name", ["plan-follow-up", "plan-partner-list", "plan-overlap-list"])
def test_lists_of_things_cost_the_same_at_any_length(world, constant_queries, name):
    def add(count):
        for _number in range(count):
            report = make.ReportFactory(
                obligation__period=world.periods[PeriodKind.PLAN], obligation__unit=make.UnitFactory(), filed=True
            )
            place = {"commune": make.CommuneFactory(), "work_group": world.work_group, "content": "Bê tông hóa đường"}
            item = make.PlanItemFactory(report=report, **place)
            make.PlanPartnerFactory(item=item)
            twin = make.ReportFactory(
                obligation__period=world.periods[PeriodKind.PLAN], obligation__unit=make.UnitFactory(), filed=True
            )
            make.PlanItemFactory(report=twin, **place)

    constant_queries(world.url(name), add, Role.OFFICE)


@pytest.mark.parametrize("name", ["plan-unit-list", "plan-commune-list", "plan-gap-list"])
def test_lists_of_places_cost_the_same_at_any_length(world, constant_queries, name):
    def add(count):
        for commune in make.CommuneFactory.create_batch(count):
            make.DesignationFactory(programme=world.programme, commune=commune, category=world.category)
            make.TwinningFactory(programme=world.programme, commune=commune, unit=make.UnitFactory())

    constant_queries(world.url(name), add, Role.OFFICE)

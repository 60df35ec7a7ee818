"""The illustrative requests, visits and proposals: of every kind some, and true to the story they stand in."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import Sum

from communes.figures.prosperity import commune_states, village_states
from communes.models import (
    Decision,
    Designation,
    ExitProposal,
    IndicatorValue,
    Inspection,
    ProgrammeYear,
    Remark,
    Village,
    designated_communes,
)
from reports.demo.assignments import RELEASED
from reports.demo.places import LEAVING
from twinning.choices import AssignmentStatus, RequestState
from twinning.models import AssignmentProposal, Commendation, Request, Twinning

pytestmark = pytest.mark.usefixtures("demo_year")
END_OF_2018 = dt.date(2018, 12, 31)


def test_requests_are_answered_overdue_late_rated_and_some_wait_for_an_addressee():
    rows = Request.objects.filter(filed_on__year=2018)
    assert {row.state_on(END_OF_2018) for row in rows} == set(RequestState)
    assert rows.answered_late().exists()
    assert rows.filter(rating__isnull=False).exists()
    assert rows.unaddressed().exists()
    own = rows.filter(commune__code="23365")
    assert own.answered().filter(rating__isnull=True).exists()


def test_every_commune_that_left_was_recognised_by_the_decision_that_ended_its_designation():
    recognised = ExitProposal.objects.filter(year=2018, stage="recognised")
    assert sorted(recognised.values_list("commune__code", flat=True)) == sorted(LEAVING)
    ended = Designation.objects.filter(ends_on__isnull=False)
    [decision] = set(ended.values_list("end_decision", flat=True))
    assert set(recognised.values_list("decision", flat=True)) == {decision}
    assert 3 <= ExitProposal.objects.exclude(stage="recognised").count() <= 5


def test_every_withdrawal_of_2018_was_applied_by_a_decision():
    applied = AssignmentProposal.objects.filter(status=AssignmentStatus.APPLIED)
    withdrawn = Twinning.objects.filter(ends_on=dt.date(2018, 11, 30))
    assert applied.count() == withdrawn.count() == RELEASED
    assert {row.twinning for row in applied.select_related("twinning")} == set(withdrawn)
    assert set(AssignmentProposal.objects.values_list("status", flat=True)) == {"draft", "approved", "applied"}


def test_the_first_year_was_commended_the_second_is_proposed():
    found = Counter(Commendation.objects.values_list("year", "status"))
    assert found == {(2017, "awarded"): 8, (2018, "proposed"): 9, (2018, "declined"): 1}
    assert Inspection.objects.count() == 6
    remarks = Remark.objects.filter(year=2018)
    assert Counter(remark.state for remark in remarks) == {"noted": 1, "waiting": 1, "answered": 1}


def test_no_made_up_decision_can_be_taken_for_a_real_one():
    rows = Decision.objects.filter(summary__iexact="Số liệu minh họa")
    assert rows.count() == 3
    assert all("minh họa" in row.number for row in rows)


def test_most_reported_states_follow_from_their_parts_and_some_are_asked_about():
    year = ProgrammeYear.objects.select_related("programme").get(programme__code="nq04-2016", year=2018)
    communes = list(designated_communes(year.programme, 2018))
    villages = list(Village.objects.filter(commune__in=communes).select_related("commune"))
    for states in (commune_states(year, communes), village_states(year, villages)):
        assert 0 < sum(found.differs for found in states) < len(states) / 3
        assert {found.state for found in states} == {0, 1, 2, None}


def test_land_of_villages_adds_up_to_their_communes():
    rows = IndicatorValue.objects.filter(part__code="DD01.2", village__isnull=False).order_by()
    totals = rows.values("commune", "year").annotate(total=Sum("value"))
    sums = {(row["commune"], row["year"]): row["total"] for row in totals}
    own = IndicatorValue.objects.filter(part__code="DD01.2", village=None)
    told = {(commune, year): value for commune, year, value in own.values_list("commune", "year", "value")}
    assert sums
    assert {place: told[place] for place in sums} == sums

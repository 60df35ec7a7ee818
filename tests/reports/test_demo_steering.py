"""The illustrative requests, visits and proposals: of every kind some, and true to the story they stand in."""

import datetime as dt
from collections import Counter

import pytest

from communes.models import Decision, Designation, ExitProposal, Inspection, Remark
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

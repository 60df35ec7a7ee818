"""Past years known from published figures only: they print, owe nobody anything, and never stand for today."""

import pytest
from django.urls import reverse

from communes.models import ProgrammeYear
from tests import factories as make
from tests.conftest import sign_in
from twinning.choices import PeriodKind
from twinning.services.periods import open_period, open_year
from twinning.services.year_dates import proposed_due_dates, year_to_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(world) -> ProgrammeYear:
    return make.ProgrammeYearFactory(programme=world.programme, year=world.year + 1, is_record=True)


def test_the_home_is_that_of_the_newest_year_worked_in(world, past):
    response = sign_in(world.people.office).get(reverse("home"))
    assert response.url == world.url("year-home")


def test_a_year_of_record_is_still_to_be_opened_and_becomes_a_working_year(world, past):
    assert year_to_open(world.programme) == past.year
    due = proposed_due_dates(world.programme, past.year)
    opened = open_year(programme=world.programme, year=past.year, due_dates=due, cutoff_on=None, by=world.people.office)
    assert (opened.pk, opened.is_record) == (past.pk, False)


def test_opening_a_period_makes_it_a_working_year(world, past):
    due_on = proposed_due_dates(world.programme, past.year)[PeriodKind.ANNUAL]
    open_period(programme_year=past, kind=PeriodKind.ANNUAL, due_on=due_on, by=world.people.office)
    past.refresh_from_db()
    assert not past.is_record

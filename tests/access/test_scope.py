"""Which rows a person sees: closed by default, the same everywhere, and no wider after a merger."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from communes.models import Commune, IndicatorValue, Posting
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core.scoping import ScopedQuerySet
from tests import factories as make
from twinning.models import Contribution, Report

pytestmark = pytest.mark.django_db

SCOPED = [model for model in apps.get_models() if isinstance(model._default_manager.all(), ScopedQuerySet)]
NARROW = (Role.MEMBER, Role.DISTRICT, Role.COMMUNE, Role.UNIT)


def visible(model, user: User) -> set:
    return set(model._default_manager.visible_to(user))


def test_what_belongs_to_somebody_is_scoped():
    names = {model.__name__ for model in SCOPED}
    assert names >= {"Commune", "Village", "IndicatorValue", "Designation", "Unit", "Twinning", "Obligation", "Report"}
    assert names >= {"Plan", "PlanItem", "Contribution", "WorkResult", "Evidence", "Confirmation"}


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", NARROW)
def test_an_empty_scope_shows_nothing(world, model, role):
    if not model._default_manager.exists():
        getattr(make, f"{model.__name__}Factory")()
    assert visible(model, make.UserFactory(role=role)) == set()


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_a_closed_account_sees_nothing_whatever_its_role(world, model):
    for role in Role:
        user = world.people.of(role)
        user.is_active = False
        assert visible(model, user) == set()


def test_nobody_is_signed_in(world):
    assert visible(Commune, AnonymousUser()) == set()


@pytest.mark.parametrize("role", NARROW)
def test_own_and_foreign_side_share_nothing_but_the_public(world, role):
    """What the own side sees of what was filed or reported, the foreign side does not, and the other way round."""
    people = world.people
    for outsider in (people.unit_outsider, people.commune_outsider):
        for model in (Report, Contribution, IndicatorValue):
            assert not visible(model, people.of(role)) & visible(model, outsider)


def test_a_commune_learns_of_a_claim_only_once_it_is_filed(world):
    claim = world.filings.draft_contribution
    assert claim not in visible(Contribution, world.people.commune)
    Report.objects.filter(pk=claim.report_id).update(status="submitted", submitted_at=make.filed_at(2018, 11, 30))
    assert claim in visible(Contribution, world.people.commune)
    Report.objects.filter(pk=claim.report_id).update(status="returned")
    assert claim not in visible(Contribution, world.people.commune)


# --- A merger (DOMAIN, rule 5) ----------------------------------------------------------------------------------------


@pytest.fixture
def merged(world) -> Commune:
    """The own and the foreign commune become one."""
    successor = make.CommuneFactory(name="Đăk Mới", district=None, valid_from=dt.date(2025, 7, 1), valid_to=None)
    for predecessor in (world.commune, world.foreign_commune):
        make.SuccessionFactory(predecessor=predecessor, successor=successor)
    return successor


def test_access_does_not_grow_by_a_merger(world, merged):
    people = world.people
    for who in (people.commune, people.commune_outsider, people.member, people.district, people.unit):
        assert merged not in visible(Commune, who)
    assert world.foreign_commune not in visible(Commune, people.commune)
    assert world.filings.accepted_contribution not in visible(Contribution, people.commune)


def test_a_posting_to_the_successor_opens_no_predecessor(world, merged):
    officer = make.PostingFactory(commune=merged).user
    assert visible(Commune, officer) == {merged}
    assert visible(IndicatorValue, officer) == set()
    assert visible(Contribution, officer) == set()


def test_old_postings_stay_what_they_were(world, merged):
    assert visible(Commune, world.people.commune) == {world.commune}
    assert Posting.objects.filter(commune=merged).count() == 0


# --- 404 and 403 ------------------------------------------------------------------------------------------------------


def test_a_row_outside_the_scope_is_not_even_admitted_to_exist(world, client_of):
    client = client_of(Role.COMMUNE)
    answers = [client.get(world.url("commune-detail", pk=pk)) for pk in (world.foreign_commune.pk, 10**9)]
    assert [answer.status_code for answer in answers] == [404, 404]
    outside, nowhere = (re.sub(rb"[0-9]|value=.[^ ]+", b"", answer.content) for answer in answers)
    assert outside == nowhere


def test_a_row_inside_the_scope_without_the_role_is_refused(world, client_of):
    assert client_of(Role.MEMBER).get(world.url("commune-detail", pk=world.commune.pk)).status_code == 200
    assert client_of(Role.MEMBER).get(world.url("commune-figures", pk=world.commune.pk)).status_code == 403


def test_a_row_of_another_year_is_not_found_under_this_one(world, client_of):
    url = world.url("report-detail", pk=world.filings.half.pk)
    assert client_of(Role.OFFICE).get(url).status_code == 200
    assert client_of(Role.OFFICE).get(url.replace("/2018/", "/2017/")).status_code == 404

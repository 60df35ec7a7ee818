"""Whose rows of the ground floor a person sees, and where a person may enter figures."""

import datetime as dt

import pytest

from communes.models import Commune, Designation, District, IndicatorValue, Posting, Village, YearNote
from kontum04.accounts.choices import WHOLE_PROVINCE, Role
from tests import factories as make

pytestmark = pytest.mark.django_db

OF_COMMUNE = {
    Commune: "pk",
    Village: "commune",
    Designation: "commune",
    IndicatorValue: "commune",
    YearNote: "commune",
}
"""Scoped models, and how each names its commune."""

SEEN = {
    Role.MEMBER: {"commune"},
    Role.DISTRICT: {"commune", "second_commune"},
    Role.COMMUNE: {"commune"},
    Role.UNIT: {"commune", "second_commune"},
    "commune_outsider": {"foreign_commune"},
    "unit_outsider": {"foreign_commune"},
    "unposted": set(),
}
"""The communes of the cast that each person sees; of the roles not named, all."""


@pytest.fixture
def rows(world):
    """Every commune of the cast has a row of every model."""
    for commune in (world.commune, world.places.second_commune, world.foreign_commune):
        make.YearNoteFactory(commune=commune)
        make.VillageFactory(commune=commune)


def named(world, names) -> set[int]:
    return {getattr(world.places, name).pk for name in names}


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("model", OF_COMMUNE, ids=lambda model: model.__name__)
@pytest.mark.parametrize("who", [*Role, "commune_outsider", "unit_outsider", "unposted", "inactive"])
def test_rows_are_seen_where_their_commune_is(world, model, who):
    everywhere = named(world, ("commune", "second_commune", "foreign_commune"))
    expected = everywhere if who in WHOLE_PROVINCE else named(world, SEEN.get(who, set()))
    found = model.objects.visible_to(world.people.of(who)).values_list(OF_COMMUNE[model], flat=True)
    assert set(found) == expected


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (Role.OFFICE, {"district", "other_district"}),
        (Role.DISTRICT, {"district"}),
        (Role.UNIT, {"district"}),
        ("commune_outsider", {"other_district"}),
        ("unposted", set()),
    ],
)
def test_districts_are_those_of_the_communes_one_sees(world, who, names):
    found = District.objects.visible_to(world.people.of(who))
    assert set(found) == {getattr(world.places, name) for name in names}


def test_postings_are_ones_own(world):
    assert set(Posting.objects.visible_to(world.people.commune)) == set(world.people.commune.postings.all())
    assert Posting.objects.visible_to(world.people.office).count() == Posting.objects.count()


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (Role.ADMIN, {"commune", "second_commune", "foreign_commune"}),
        (Role.OFFICE, {"commune", "second_commune", "foreign_commune"}),
        (Role.DISTRICT, {"commune", "second_commune"}),
        (Role.COMMUNE, {"commune"}),
        (Role.UNIT, set()),
        ("unposted", set()),
        ("inactive", set()),
    ],
)
def test_figures_are_entered_where_one_is_posted_never_where_one_only_reads(world, who, names):
    found = Commune.objects.enterable_by(world.people.of(who)).values_list("pk", flat=True)
    assert set(found) == named(world, names)


def test_a_posting_to_the_predecessor_shows_no_successor_and_the_other_way_round(world):
    successor = make.CommuneFactory(district=None, valid_from=dt.date(2025, 7, 1), valid_to=None)
    make.SuccessionFactory(predecessor=world.commune, successor=successor)
    make.IndicatorValueFactory(part=world.parts.households, commune=successor, year=2025)
    after = make.PostingFactory(commune=successor).user
    for model, path in OF_COMMUNE.items():
        seen_after = set(model.objects.visible_to(after).values_list(path, flat=True))
        seen_before = set(model.objects.visible_to(world.people.commune).values_list(path, flat=True))
        assert seen_after <= {successor.pk}
        assert successor.pk not in seen_before


def test_a_posting_to_a_district_opens_no_commune_without_one(world):
    successor = make.CommuneFactory(district=None, valid_from=dt.date(2025, 7, 1), valid_to=None)
    assert successor not in Commune.objects.visible_to(world.people.district)


@pytest.mark.parametrize(("year", "existed"), [(2015, True), (2025, True), (2026, False)])
def test_a_commune_is_there_in_every_year_of_which_it_saw_a_day(world, year, existed):
    assert Commune.objects.during(year).filter(pk=world.commune.pk).exists() is existed

"""The cast is what tests/cast.py says: every other test leans on it."""

import pytest

from communes.models import Commune
from kontum04.accounts.choices import Role
from twinning.models import Contribution, Obligation, Report, Unit


def test_there_is_one_person_per_role(world):
    assert [world.people.of(role).role for role in Role] == list(Role)


@pytest.mark.parametrize(
    ("who", "communes"),
    [
        (Role.MEMBER, ["commune"]),
        (Role.DISTRICT, ["commune", "second_commune"]),
        (Role.COMMUNE, ["commune"]),
        (Role.UNIT, ["commune", "second_commune"]),
        ("commune_outsider", ["foreign_commune"]),
        ("unit_outsider", ["foreign_commune"]),
        ("unposted", []),
        ("inactive", []),
    ],
)
def test_narrow_scopes(world, who, communes):
    expected = {getattr(world.places, name) for name in communes}
    assert set(Commune.objects.visible_to(world.people.of(who))) == expected


@pytest.mark.parametrize("who", [Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP])
def test_whole_province(world, who):
    user = world.people.of(who)
    assert Commune.objects.visible_to(user).count() == 3
    assert Unit.objects.visible_to(user).count() == 3
    assert Obligation.objects.visible_to(user).count() == 9
    assert Report.objects.visible_to(user).count() == 6


def test_lateness(world):
    late = {row.report: row.days_late.days for row in Obligation.objects.with_timeliness().filter(report__isnull=False)}
    assert late[world.filings.plan] == 0
    assert late[world.filings.half] == 5
    assert late[world.filings.submitted] == 5
    assert late[world.filings.draft] == 31


def test_a_commune_sees_only_filed_claims_on_it(world):
    seen = set(Contribution.objects.visible_to(world.people.commune))
    assert seen == {world.filings.half_contribution, world.filings.submitted_contribution}

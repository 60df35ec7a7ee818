"""Who is told that something is due."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from communes.models import Posting
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core import clock
from twinning.choices import ReminderAudience
from twinning.models import Membership, Obligation, Twinning


class Recipients:
    """Who is told about an obligation, by audience; read once for all of them (four queries)."""

    def __init__(self, rows: Iterable[Obligation]) -> None:
        units = {row.unit_id for row in rows}
        self._members: dict[int, list[User]] = defaultdict(list)
        self._heads: dict[int, list[User]] = defaultdict(list)
        for membership in Membership.objects.filter(unit__in=units, user__is_active=True).select_related("user"):
            (self._heads if membership.is_head else self._members)[membership.unit_id].append(membership.user)
        self._office = list(User.objects.filter(role=Role.OFFICE, is_active=True))
        self._followers = self._read_followers(units)

    def _read_followers(self, units: set[int]) -> dict[int, list[User]]:
        """Members of the committee who follow a commune that the unit helps today."""
        today = clock.today()
        helped: dict[int, set[int]] = defaultdict(set)
        rows = Twinning.objects.filter(unit__in=units, starts_on__lte=today)
        in_force = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        for unit, commune in in_force.values_list("unit", "commune"):
            helped[unit].add(commune)
        postings = Posting.objects.filter(commune__isnull=False, user__role=Role.MEMBER, user__is_active=True)
        followed: dict[int, list[User]] = defaultdict(list)
        for posting in postings.select_related("user"):
            if posting.commune_id:
                followed[posting.commune_id].append(posting.user)
        return {
            unit: list({user.pk: user for commune in communes for user in followed[commune]}.values())
            for unit, communes in helped.items()
        }

    def of(self, row: Obligation, audience: str) -> list[User]:
        """A unit without a named head is told through its people, so that no step is lost."""
        members, heads = self._members[row.unit_id], self._heads[row.unit_id]
        return {
            ReminderAudience.UNIT: members or heads,
            ReminderAudience.UNIT_HEAD: heads or members,
            ReminderAudience.OFFICE: self._office,
            ReminderAudience.MEMBER: self._followers.get(row.unit_id, []),
        }[ReminderAudience(audience)]

"""Which communes are open to a person of narrow scope. Upper floors add their own openers when they start."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

_openers: list[Callable] = []


def opens_communes(opener: Callable) -> Callable:
    """Register a function `user -> Q over Commune`; the rows of all registered functions together are in scope."""
    _openers.append(opener)
    return opener


def communes_open_to(user) -> Q:
    """The union of all openers; with no opener, nothing."""
    return reduce(or_, (opener(user) for opener in _openers), Q(pk__in=[]))


@opens_communes
def posted_communes(user) -> Q:
    """Own postings only, to the commune itself or its district. A merger opens nothing by itself (DOMAIN, rule 5)."""
    mine = apps.get_model("communes", "Posting").objects.filter(user=user)
    return Q(pk__in=mine.values("commune")) | Q(district__in=mine.filter(district__isnull=False).values("district"))

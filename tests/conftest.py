"""Fixtures for all tests: the cast (`world`), signing in (`client_of`) and counting queries (`constant_queries`)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings

from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from tests.cast import World, build_world

pytest_plugins = ["tests.demo"]

# A busy machine is slow without being wrong: no property may fail by the clock.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")

ROW_COUNTS = (1, 3, 70)
"""Sizes at which a list must cost the same number of queries."""


@pytest.fixture
def world(db) -> World:
    """The fixed cast; see tests/cast.py for who may see what."""
    return build_world()


def sign_in(user: User) -> Client:
    """A client of somebody already signed in; passwords and lock-out have tests of their own."""
    client = Client()
    client.force_login(user, backend="kontum04.accounts.backends.RoleBackend")
    return client


@pytest.fixture
def client_of(request) -> Callable[[User | Role | str | None], Client]:
    """`client_of(user)`, `client_of(Role.OFFICE)`, `client_of("unit_outsider")`; `client_of(None)` is anonymous."""

    def client(who: User | Role | str | None) -> Client:
        if who is None:
            return Client()
        return sign_in(who if isinstance(who, User) else request.getfixturevalue("world").people.of(who))

    return client


@pytest.fixture
def constant_queries(client_of) -> Callable[..., None]:
    """`constant_queries(url, make_rows, user)`: the page costs the same number of queries at 1, 3 and 70 rows.

    `make_rows(count)` adds that many rows which the page must show. That it really shows them is checked by the page
    growing, so that rows outside the scope or the filter cannot make the test pass; a page that sums rows up names by
    `grown` what grows instead."""

    def check(
        url: str,
        make_rows: Callable[[int], object],
        user: User | Role | str,
        grown: Callable[[HttpResponse], Any] = lambda response: len(response.getvalue()),
    ) -> None:
        client = client_of(user)
        client.get(url)  # fills the caches of content types and templates
        costs, sizes, made = {}, [], 0
        for count in ROW_COUNTS:
            make_rows(count - made)
            made = count
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = client.get(url)
            assert response.status_code == 200
            costs[count] = [query["sql"] for query in queries]
            sizes.append(grown(response))
        assert sizes[0] < sizes[1] < sizes[2], f"{url} does not show the rows that were made"
        cheapest, dearest = (limit(costs.values(), key=len) for limit in (min, max))
        extra = [sql for sql in dearest if sql not in cheapest]
        counts = {count: len(queries) for count, queries in costs.items()}
        assert len(cheapest) == len(dearest), f"queries at {counts}; for example {extra[:3]}"

    return check

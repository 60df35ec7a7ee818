"""The illustrative years as a fixture: `demo_year` is 2018 of nq04-2016, loaded once per session and worker.

Tests that ask for it run after all others, because its rows stay until the session ends; what a test changes in them
is undone as usual. It is not for tests that need real commits (a live server, threads): those call
`load_reference()` and `load()` themselves.
"""

from collections.abc import Iterator

import pytest

from communes.models import ProgrammeYear
from communes.reference import load_reference
from reports.demo.load import load
from reports.demo.scene import PROGRAMME, YEARS
from tests.outer import kept_rows


@pytest.fixture(scope="session")
def demo_rows(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Reference data and both illustrative years in the database."""

    def make() -> None:
        load_reference()
        load()

    with kept_rows(django_db_blocker, make):
        yield


@pytest.fixture
def demo_year(demo_rows, db) -> ProgrammeYear:
    """The year 2018; 2017 is the year before."""
    return ProgrammeYear.objects.select_related("programme").get(programme__code=PROGRAMME, year=max(YEARS))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "demo_rows" in getattr(item, "fixturenames", ()))

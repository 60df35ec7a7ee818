"""A real browser on a real server. Read-only tests share one portal; tests that change data get their own copy."""

import os
from collections.abc import Iterator

import pytest

from tests.e2e.portal import Portal

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items) -> None:
    """Everything in this folder needs the browser or the server and belongs to the stage of its own."""
    for item in items:
        if "tests/e2e/" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """The machine's own Chromium; nothing is downloaded and nothing calls home."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return browser_type_launch_args | {"executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return browser_context_args | {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Portal:
    """A portal with the illustrative years, not started: the template of all others."""
    portal = Portal(tmp_path_factory.mktemp("prepared"))
    portal.prepare()
    return portal


@pytest.fixture(scope="session")
def shared_portal(prepared) -> Iterator[Portal]:
    """One running portal for tests that only read."""
    prepared.start()
    yield prepared
    prepared.stop()


@pytest.fixture
def own_portal(prepared, tmp_path) -> Iterator[Portal]:
    """A running portal of the test's own."""
    portal = Portal(tmp_path / "portal", template=prepared.folder)
    portal.start()
    yield portal
    portal.stop()

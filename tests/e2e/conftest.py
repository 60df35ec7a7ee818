"""A real browser on a real server. Read-only tests share one portal; tests that change data get a copy of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import sign_in
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
PATIENCE = 30_000
"""Milliseconds to wait for what must come: the machine may be busy with other things."""

Enter = Callable[..., Page]


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
    expect.set_options(timeout=PATIENCE)
    return browser_context_args | {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture
def enter(new_context) -> Enter:
    """`enter(portal, "donvi")`: a page in a browser of that person's own, signed in."""

    def enter(portal: Portal, username: str, **options) -> Page:
        context = new_context(base_url=portal.url, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        sign_in(page, username)
        return page

    return enter


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Portal:
    """A portal with the illustrative years, not started: the template of all others."""
    portal = Portal(tmp_path_factory.mktemp("prepared"))
    portal.prepare()
    return portal


def running(prepared: Portal, folder: Path) -> Iterator[Portal]:
    portal = Portal(folder, template=prepared.folder)
    portal.start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def shared_portal(prepared, tmp_path_factory) -> Iterator[Portal]:
    """One running portal for tests that only read."""
    yield from running(prepared, tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def module_portal(prepared, tmp_path_factory) -> Iterator[Portal]:
    """One running portal for the tests of a module; each changes other rows than the rest."""
    yield from running(prepared, tmp_path_factory.mktemp("module"))


@pytest.fixture
def own_portal(prepared, tmp_path) -> Iterator[Portal]:
    """A running portal of the test's own."""
    yield from running(prepared, tmp_path / "portal")

"""Every page of every role, on a desk and on a phone: axe finds nothing, and nothing is asked of another host."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kontum04.accounts.choices import Role
from tests.e2e.tour import FULL, USERNAMES, Tour

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = Axe()
TOKENS = re.compile(r'value="[0-9a-zA-Z]{64}"|value="[0-9a-f]{24}"')
"""What differs each time a page is drawn: the form's token, the names of new rows."""


@pytest.fixture(scope="module")
def tour(module_portal) -> Tour:
    return Tour(module_portal)


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Contents of pages that axe has read: several roles see the very same."""
    return set()


@pytest.mark.parametrize("role", list(Role))
def test_no_page_is_left_out(tour, role):
    assert tour.missing(role) == []


@pytest.mark.parametrize("role", list(Role))
def test_pages(module_portal, tour, seen, enter, role):
    page = enter(module_portal, USERNAMES[role], viewport=DESK)
    faults = watch(page)
    for path in tour.pages[role].values():
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in look(page, seen)]
    assert "\n".join(faults) == ""


def test_pages_before_signing_in(module_portal, tour, new_context):
    page = new_context(base_url=module_portal.url, viewport=DESK).new_page()
    page.goto("/accounts/login/")
    faults = watch(page)
    page.reload()
    faults += look(page, set())
    page.get_by_role("button", name="Đăng nhập").click()
    faults += look(page, set())
    [code, *_others] = module_portal.column("SELECT code FROM reports_issueddocument")
    for path in ("/verify/", f"/verify/{code}/"):
        page.goto(path)
        faults += look(page, set())
    assert "\n".join(faults) == ""


def watch(page: Page) -> list[str]:
    """From now on notes what the console says and whatever leaves this host."""
    faults: list[str] = []
    host = urlsplit(page.url).netloc
    page.on("console", lambda message: message.type == "error" and faults.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", lambda request: _is_foreign(request.url, host) and faults.append(f"{page.url}: {request.url}"))
    return faults


def _is_foreign(url: str, host: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.netloc != host


def look(page: Page, seen: set[str]) -> Iterator[str]:
    """Faults of the page as it stands, first wide, then narrow; opens what can be opened."""
    if page.locator("h1").count() != 1:
        yield f"h1: {page.locator('h1').all_inner_texts()}"
    if page.locator("html").get_attribute("lang") != "vi":
        yield "lang"
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    content = TOKENS.sub("", page.locator("main").inner_html())
    if urlsplit(page.url).path == FULL:
        content += page.locator("nav.nav-main").inner_html()  # what surrounds every page of a role is read once
    is_new = not known(content, seen)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        if is_new:
            yield from (f"{size['width']} px, {fault}" for fault in violations(page))
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield f"scrolls sideways: {page.evaluate('document.documentElement.scrollWidth')} px"
    page.set_viewport_size(DESK)


def known(content: str, seen: set[str]) -> bool:
    digest = hashlib.sha256(content.encode()).hexdigest()
    if digest in seen:
        return True
    seen.add(digest)
    return False


def violations(page: Page) -> Iterator[str]:
    """Rule, how many, the first selector."""
    for found in AXE.run(page).response["violations"]:
        nodes = [" ".join(map(str, node["target"])) for node in found["nodes"]]
        yield f"{found['id']} × {len(nodes)}: {nodes[0]}: {found['help']}"

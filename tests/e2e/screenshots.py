"""Takes the pictures of the README anew, on the illustrative year: `make screenshots`."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

import tests.environment  # noqa: F401 (the tests' settings, whatever this machine's .env says)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontum04.settings")
django.setup()

from tests.e2e.conftest import CHROMIUM_ARGUMENTS  # noqa: E402 (the accounts live in an app)
from tests.e2e.people import sign_in  # noqa: E402
from tests.e2e.portal import ROOT, Portal  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
YEAR = "/nq04-2016/2018"


@dataclass(frozen=True)
class Shot:
    """A page as one person sees it. `link` is followed from `path` by its text, where a row has no fixed address."""

    name: str
    who: str
    path: str
    link: str = ""
    phone: bool = False


SHOTS = (
    Shot("dashboard", "lanhdao", f"{YEAR}/dashboard/"),
    Shot("home-office", "vanphong", f"{YEAR}/"),
    Shot("home-unit", "donvi", f"{YEAR}/"),
    Shot("report", "donvi", f"{YEAR}/", link="Báo cáo năm"),
    Shot("matrix", "vanphong", f"{YEAR}/obligations/matrix/"),
    Shot("entry", "vanphong", f"{YEAR}/communes/grid/"),
    Shot("home-phone", "lanhdao", f"{YEAR}/", phone=True),
)


def take(browser: Browser, portal: Portal, shot: Shot) -> None:
    viewport = PHONE if shot.phone else DESK
    with browser.new_context(base_url=portal.url, viewport=viewport, locale="vi-VN") as context:
        page = context.new_page()
        sign_in(page, shot.who)
        page.goto(shot.path)
        if shot.link:
            page.get_by_role("link", name=shot.link, exact=True).click()
            page.wait_for_load_state()
        page.screenshot(path=FOLDER / f"{shot.name}.png")


def draw_paper(portal: Portal, folder: Path) -> None:
    """The first page of the review, as paper."""
    pdf = folder / "review.pdf"
    portal.manage("render_document", "review", "--programme", "nq04-2016", "--year", "2018", "-o", str(pdf))
    target = FOLDER / "review-page-1"
    subprocess.run(["pdftoppm", "-r", "70", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, target], check=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        portal = Portal(Path(folder))
        portal.prepare()
        portal.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=CHROMIUM_ARGUMENTS)
                for shot in SHOTS:
                    take(browser, portal, shot)
                browser.close()
            draw_paper(portal, Path(folder))
        finally:
            portal.stop()


if __name__ == "__main__":
    main()

"""The map by keyboard and by pointer: tiles first, then outlines the office brought in."""

import json
import re

from playwright.sync_api import Page, expect

from tests.e2e.test_axe import violations
from tests.e2e.tour import FULL
from tests.factories import square

MAP = f"{FULL}map/?measure=NG03"
OF_DAY = "SELECT code FROM communes_commune WHERE valid_to = '2025-06-30' ORDER BY code"


def said(page: Page):
    return page.locator("[data-map-said]")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.dataset.said")


def test_tiles_by_keyboard_and_pointer(module_portal, enter):
    page = enter(module_portal, "vanphong")
    page.goto(MAP)
    tiles = page.locator("a[data-map-place]")
    expect(tiles).to_have_count(53)
    tiles.first.focus()
    expect(said(page)).to_have_text(re.compile(r"^Xã .+ \(huyện Đăk Glei\): \d+,\d\s%$"))
    before = focused(page)
    page.keyboard.press("ArrowRight")
    after = focused(page)
    assert after != before
    page.keyboard.press("ArrowLeft")
    assert focused(page) == before
    page.keyboard.press("Tab")
    assert focused(page) != before
    tiles.nth(5).hover()
    expect(said(page)).to_have_text(tiles.nth(5).get_attribute("data-said"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/communes/\d+/$"))


def test_outlines_by_keyboard(module_portal, enter, tmp_path):
    codes = module_portal.column(OF_DAY)
    places = [
        (code, square(round(107.3 + at % 11 / 10, 4), round(14.9 - at // 11 / 10, 4))) for at, code in enumerate(codes)
    ]
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": outline} for code, outline in places]
    file = tmp_path / "xa.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    module_portal.manage("import_boundaries", str(file), "--on", "2025-06-30", "--source", "Tệp thử")
    page = enter(module_portal, "lanhdao")
    page.goto(MAP)
    expect(page.locator("svg a[data-map-place]")).to_have_count(53)
    expect(page.get_by_text("Ranh giới: Tệp thử")).to_be_visible()
    page.locator("svg a[data-map-place]").nth(20).focus()
    visited = {focused(page)}
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
        visited.add(focused(page))
        expect(said(page)).to_have_text(focused(page))
    assert len(visited) > 3
    assert page.locator("[data-map-ring]").get_attribute("d")
    assert list(violations(page)) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"Xã|Phường|Thị trấn"))

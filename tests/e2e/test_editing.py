"""Typing in figures and reports: nothing typed is lost, nothing is stored twice, and the keyboard is enough."""

import re
import threading

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import fill_in
from tests.e2e.portal import Portal
from tests.e2e.tour import FULL, RETURNED
from tests.e2e.visitor import Visitor, form_fields

NGOC_LINH = "SELECT id FROM communes_commune WHERE code = '23365' AND valid_to IS NOT NULL"
REPORT_OF = """SELECT r.id FROM twinning_report r JOIN twinning_obligation o ON o.id = r.obligation_id
               JOIN twinning_unit u ON u.id = o.unit_id WHERE u.name = ? AND r.status IN ('draft', 'returned')"""


def open_report(page: Page, portal: Portal, unit: str) -> None:
    """The annual report of 2018 that the unit has still to file."""
    [report] = portal.column(REPORT_OF, unit)
    page.goto(f"{FULL}reports/{report}/edit/")


def prose(page: Page) -> Locator:
    return page.get_by_label("I. Tình hình xã")


def saved(page: Page) -> Locator:
    """What the page says once the server has stored the draft."""
    return page.locator("[data-autosave-status][data-state=saved]")


def open_figures(page: Page, portal: Portal, name: str = "figures") -> None:
    [commune] = portal.column(NGOC_LINH)
    page.goto(f"{FULL}communes/{commune}/{name}/")


def figure(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=re.compile(rf"Ngọc Linh.*, {label}$"))


# --- Drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_saves_itself(module_portal, enter):
    page = enter(module_portal, "vanphong")
    open_report(page, module_portal, "Chi cục Kiểm lâm tỉnh")
    prose(page).fill("Đời sống Nhân dân ổn định.")
    expect(saved(page)).to_contain_text("Đã lưu lúc")
    page.reload()
    expect(prose(page)).to_have_value("Đời sống Nhân dân ổn định.")


def test_ctrl_s_saves_and_does_not_file(module_portal, enter):
    page = enter(module_portal, "vanphong")
    open_report(page, module_portal, "Hội Chữ thập đỏ tỉnh")
    prose(page).fill("Lưu bằng bàn phím.")
    page.keyboard.press("Control+s")
    expect(saved(page)).to_be_visible()
    page.reload()
    expect(prose(page)).to_have_value("Lưu bằng bàn phím.")
    expect(page.get_by_role("button", name="Nộp", exact=True)).to_be_visible()


def test_two_open_edits_are_told_and_not_lost(module_portal, enter):
    first, second = enter(module_portal, "vanphong"), enter(module_portal, "quantri")
    for page in (first, second):
        open_report(page, module_portal, "Viettel Kon Tum")
    prose(first).fill("Bản của văn phòng.")
    expect(saved(first)).to_be_visible()
    prose(second).fill("Bản của quản trị.")
    conflict = second.get_by_role("alert").filter(has_text="Người khác vừa lưu bản này")
    expect(conflict).to_contain_text("Chuyên viên cơ quan thường trực")
    expect(conflict.get_by_role("listitem")).to_contain_text(["Bản của văn phòng."])
    expect(prose(second)).to_have_value("Bản của quản trị.")
    second.get_by_role("button", name="Lưu nội dung của tôi").click()
    expect(saved(second)).to_be_visible()
    first.reload()
    expect(prose(first)).to_have_value("Bản của quản trị.")


def test_two_open_edits_of_a_figure_are_told(module_portal, enter):
    office, commune = enter(module_portal, "vanphong"), enter(module_portal, "xa")
    for page in (office, commune):
        open_figures(page, module_portal)
    figure(office, "Học sinh bỏ học").fill("4")
    office.keyboard.press("Control+s")
    expect(office.get_by_role("status").first).to_contain_text("Đã lưu 1 số liệu.")
    figure(commune, "Học sinh bỏ học").fill("9")
    commune.keyboard.press("Control+s")
    expect(commune.get_by_role("alert")).to_contain_text("Người khác vừa lưu")
    expect(figure(commune, "Học sinh bỏ học")).to_have_value("9")
    commune.keyboard.press("Control+s")
    expect(commune.get_by_role("status").first).to_contain_text("Đã lưu 1 số liệu.")
    office.reload()
    expect(figure(office, "Học sinh bỏ học")).to_have_value("9")


# --- The end of a session ---------------------------------------------------------------------------------------------


def test_a_draft_outlives_the_session(module_portal, enter):
    page = enter(module_portal, "vanphong")
    open_report(page, module_portal, "Phòng Dân tộc huyện Đăk Glei")
    page.context.clear_cookies(name="sessionid")
    prose(page).fill("Viết lúc phiên đã hết.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Phiên làm việc đã hết")
    page.reload()
    fill_in(page, "vanphong")
    expect(page.get_by_text("Đã khôi phục nội dung chưa lưu")).to_be_visible()
    expect(prose(page)).to_have_value("Viết lúc phiên đã hết.")
    expect(saved(page)).to_be_visible()


def test_figures_on_their_way_outlive_the_session(module_portal, enter):
    page = enter(module_portal, "xa")
    open_figures(page, module_portal)
    figure(page, "Hộ thiếu đất ở").fill("17")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    fill_in(page, "xa")
    open_figures(page, module_portal)
    expect(page.get_by_text("Đã khôi phục nội dung chưa lưu")).to_be_visible()
    expect(figure(page, "Hộ thiếu đất ở")).to_have_value("17")


# --- Filing -----------------------------------------------------------------------------------------------------------


def test_an_impatient_hand_files_once(module_portal, enter):
    """Twice on the button, and twice over a bad line: one more round."""
    [report] = module_portal.column(RETURNED)
    rounds = "SELECT count(*) FROM twinning_reportversion WHERE report_id = ?"
    page = enter(module_portal, "donvi")
    page.goto(f"{FULL}reports/{report}/edit/")
    page.get_by_label("không có nội dung, tài liệu mật").check()
    fields = {**form_fields(page.content(), "revision"), "no_classified": "1"}
    page.get_by_role("button", name="Nộp", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Nộp", exact=True).dblclick()
    expect(page.get_by_role("status").first).to_contain_text("Đã nộp Báo cáo năm 2018, lần 2.")
    assert module_portal.column(rounds, report) == [2]
    send_twice(module_portal, f"{FULL}reports/{report}/submit", fields)
    assert module_portal.column(rounds, report) == [2]


def send_twice(portal: Portal, address: str, fields: dict[str, str]) -> None:
    """The same page of the same person, at the same time."""
    unit = Visitor(portal.url)
    unit.sign_in("donvi")
    senders = [threading.Thread(target=unit.post, args=(address, list(fields.items()))) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()


# --- Grids ------------------------------------------------------------------------------------------------------------


PASTED = ["181", "12", "1.052", "183", "", "990"]


def test_a_block_from_excel_spreads_over_the_villages(module_portal, enter):
    page = enter(module_portal, "xa", permissions=["clipboard-read", "clipboard-write"])
    open_figures(page, module_portal, "villages")
    rows = page.locator("table[data-grid] tbody tr")
    cells = [rows.nth(row).locator("input.num").nth(column) for row in range(2) for column in range(3)]
    before = [cell.input_value() for cell in cells]
    page.evaluate("navigator.clipboard.writeText('181\\t12\\t1.052\\r\\n183\\t\\t990\\r\\n')")
    cells[0].focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_text("Đã dán 6 ô. Ctrl+Z để hoàn tác.")).to_be_visible()
    assert [cell.input_value() for cell in cells] == PASTED
    page.keyboard.press("Control+z")
    assert [cell.input_value() for cell in cells] == before
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_be_visible()
    assert [cell.input_value() for cell in cells] == PASTED


def test_the_keyboard_is_enough(module_portal, enter):
    page = enter(module_portal, "xa")
    open_figures(page, module_portal)
    tab_to(page, figure(page, "Tổng số hộ"))
    page.keyboard.type("515")
    page.keyboard.press("Enter")
    expect(figure(page, "Hộ dân tộc thiểu số")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(figure(page, "Nhân khẩu")).to_be_focused()
    page.keyboard.type("2.151")
    page.keyboard.press("ArrowUp")
    expect(figure(page, "Hộ dân tộc thiểu số")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu 2 số liệu.")
    expect(figure(page, "Tổng số hộ")).to_have_value("515")
    expect(figure(page, "Nhân khẩu")).to_have_value("2.151")


def tab_to(page: Page, field: Locator) -> None:
    for _press in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("(field) => field === document.activeElement"):
            return
    raise AssertionError("not reached by Tab")


# --- Finding one's way ------------------------------------------------------------------------------------------------


def test_slash_goes_to_the_search(module_portal, enter):
    page = enter(module_portal, "vanphong")
    page.goto(f"{FULL}communes/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("dak long/")
    expect(page.get_by_role("searchbox")).to_have_value("dak long/")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả tìm “dak long”")
    for district in ("huyện Đăk Glei", "huyện Đăk Hà"):
        expect(page.get_by_role("link", name=f"Đăk Long ({district})")).to_be_visible()


def test_another_year_keeps_the_page(module_portal, enter):
    page = enter(module_portal, "vanphong")
    page.goto(f"{FULL}obligations/matrix/")
    page.get_by_label("Đổi chương trình và năm").click()
    page.get_by_role("link", name="2017").click()
    page.wait_for_url("**/nq04-2016/2017/obligations/matrix/")
    expect(page.get_by_label("Đổi chương trình và năm")).to_contain_text("năm 2017")

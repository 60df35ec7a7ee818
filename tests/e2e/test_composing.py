"""The year's review in the browser: written over the figures, followed by them, commented on, approved."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.papers import pdf_text
from tests.e2e.portal import Portal
from tests.e2e.test_editing import figure, open_figures
from tests.e2e.tour import FULL

SECTION = "TÌNH HÌNH CÁC XÃ"
PROSE = "Đời sống Nhân dân các xã tiếp tục ổn định."
POOR_BEFORE, POOR_NOW = "9.815", "9.816"
"""Poor households of all communes, before and after one commune reports one more."""
REMARK, ANSWER = "Nêu rõ thêm đời sống ở các thôn xa.", "Đã bổ sung ở cuối mục I."


def test_the_review_is_composed(own_portal, enter):
    office, commune = enter(own_portal, "vanphong"), enter(own_portal, "xa")
    address = begin_the_review(office)
    write_a_section(office)
    report_one_more_household(commune, own_portal)
    follow_the_moved_figure(office)
    send_out_for_comments(office)
    comment(enter(own_portal, "thanhvien"), address)
    answer(office)
    approve(enter(own_portal, "truongban"), address)
    read_the_paper(office)


# --- Steps, which the test of issuing takes too -----------------------------------------------------------------------


def begin_the_review(office: Page) -> str:
    """The address of a new review of 2018."""
    office.goto(f"{FULL}compositions/")
    office.get_by_role("link", name="Soạn văn bản mới").click()
    office.get_by_label("Báo cáo tổng kết năm").check()
    office.get_by_role("button", name="Lập dự thảo").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("Báo cáo tổng kết năm – 2018")
    return office.url


def section(page: Page, name: str = SECTION) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def write_a_section(office: Page) -> None:
    section(office).get_by_role("button", name=f"Sửa mục {SECTION}").click()
    text = office.get_by_role("textbox", name=f"Nội dung mục {SECTION}")
    expect(text).to_be_focused()
    office.keyboard.press("Control+End")
    office.keyboard.press("Enter")
    office.keyboard.type(PROSE)
    office.keyboard.press("Control+s")
    expect(section(office).locator("[data-autosave-status][data-state=saved]")).to_contain_text("Đã lưu lúc")
    section(office).get_by_role("button", name="Xong").click()
    expect(text).to_have_count(0)
    office.reload()
    expect(section(office)).to_contain_text(PROSE)
    expect(section(office)).to_contain_text(POOR_BEFORE)


def report_one_more_household(commune: Page, portal: Portal) -> None:
    open_figures(commune, portal)
    poor = figure(commune, "Hộ nghèo")
    poor.fill(str(int(poor.input_value()) + 1))
    commune.keyboard.press("Control+s")
    expect(commune.get_by_role("status").first).to_contain_text("Đã lưu 1 số liệu.")


def follow_the_moved_figure(office: Page) -> None:
    office.reload()
    moved = office.get_by_role("article", name=SECTION).get_by_role("listitem").filter(has_text=POOR_NOW)
    expect(moved).to_contain_text(re.compile(f"{POOR_BEFORE}.*{POOR_NOW}"))
    expect(section(office).locator(".is-moved", has_text=POOR_BEFORE)).to_have_count(1)
    moved.get_by_role("button", name=f"Cập nhật {POOR_BEFORE} thành {POOR_NOW}").click()
    expect(section(office).locator("[data-figure]", has_text=POOR_NOW)).to_be_visible()
    expect(section(office)).not_to_contain_text(POOR_BEFORE)
    expect(section(office)).to_contain_text(PROSE)
    rows = section(office).get_by_role("link", name=POOR_NOW)
    expect(rows).to_have_attribute("href", re.compile(f"{FULL}indicators/"))


def send_out_for_comments(office: Page) -> None:
    office.get_by_role("button", name="Gửi lấy ý kiến").click()
    expect(office.get_by_role("status").first).to_contain_text("Đang lấy ý kiến")


def comment(member: Page, address: str) -> None:
    member.goto(address)
    expect(member.get_by_role("button", name=f"Sửa mục {SECTION}")).to_have_count(0)
    section(member).get_by_text("Góp ý cho mục này").click()
    section(member).get_by_label(f"Góp ý cho mục {SECTION}").fill(REMARK)
    section(member).get_by_role("button", name="Gửi góp ý").click()
    expect(member.get_by_role("article", name="Góp ý của Thành viên Ban Chỉ đạo 04")).to_contain_text(REMARK)


def answer(office: Page) -> None:
    office.reload()
    remark = office.get_by_role("article", name="Góp ý của Thành viên Ban Chỉ đạo 04")
    remark.get_by_label("Tiếp thu", exact=True).check()
    remark.get_by_label("Trả lời góp ý của").fill(ANSWER)
    remark.get_by_role("button", name="Lưu trả lời").click()
    expect(remark.locator(".remark__answer")).to_contain_text(ANSWER)


def approve(head: Page, address: str) -> None:
    """The head has to see what is missing or has moved before it is approved."""
    head.goto(address)
    seen = head.get_by_label("Đã xem, vẫn duyệt với những chỗ nêu trên.")
    if seen.count():
        head.get_by_role("button", name="Duyệt", exact=True).click()
        expect(head.get_by_role("alert")).to_contain_text("hãy đọc và đánh dấu đã xem")
        seen.check()
    head.get_by_role("button", name="Duyệt", exact=True).click()
    expect(head.get_by_role("status").first).to_contain_text("Đã duyệt")


def read_the_paper(office: Page) -> None:
    office.reload()
    expect(office.get_by_role("button", name=f"Sửa mục {SECTION}")).to_have_count(0)
    with office.expect_download() as started:
        office.get_by_role("link", name="PDF", exact=True).click()
    paper = pdf_text(Path(started.value.path()).read_bytes())
    assert PROSE in paper
    assert f"{POOR_NOW} hộ nghèo" in paper
    assert POOR_BEFORE not in paper


# --- At the sheet itself ----------------------------------------------------------------------------------------------

FREE = "Quốc phòng – an ninh"
"""A section in which the figures say nothing."""
FROM_WORD = """<html><head><style>p { color: red }</style></head><body>
<p class="MsoNormal" style="color:red"><b>Kết quả:</b><o:p></o:p> tốt</p>
<ul><li>một</li></ul><script>document.title = "x"</script></body></html>"""
PASTE = """(html) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


def write_at_the_end(page: Page, name: str, words: str) -> Locator:
    """The sheet of a section, with words typed at its end."""
    section(page, name).get_by_role("button", name=f"Sửa mục {name}").click()
    sheet = page.get_by_role("textbox", name=f"Nội dung mục {name}")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    return sheet


def stored(page: Page, name: str) -> Locator:
    return section(page, name).locator("[data-autosave-status][data-state=saved]")


def test_two_open_edits_of_a_section_are_told_and_not_lost(module_portal, enter):
    first, second = enter(module_portal, "vanphong"), enter(module_portal, "quantri")
    second.goto(begin_the_review(first))
    write_at_the_end(first, FREE, " Bản của văn phòng.")
    expect(stored(first, FREE)).to_be_visible()
    sheet = write_at_the_end(second, FREE, " Bản của quản trị.")
    conflict = second.get_by_role("alert").filter(has_text="Người khác vừa lưu bản này")
    expect(conflict.get_by_role("listitem")).to_contain_text(["Bản của văn phòng."])
    expect(sheet).to_contain_text("Bản của quản trị.")
    second.get_by_role("button", name="Lưu nội dung của tôi").click()
    expect(stored(second, FREE)).to_be_visible()
    first.reload()
    expect(section(first, FREE)).to_contain_text("Bản của quản trị.")


def test_another_button_takes_unsaved_words_along(module_portal, enter):
    office = enter(module_portal, "vanphong")
    begin_the_review(office)
    write_at_the_end(office, FREE, " Chưa kịp lưu.")
    office.get_by_role("button", name=f"Chuyển lên: {SECTION}").click()
    expect(office.get_by_role("button", name=f"Sửa mục {FREE}")).to_be_visible()
    expect(section(office, FREE)).to_contain_text("Chưa kịp lưu.")


def test_words_pasted_from_word_lose_their_look(module_portal, enter):
    office = enter(module_portal, "vanphong")
    begin_the_review(office)
    sheet = write_at_the_end(office, FREE, " ")
    office.keyboard.press("Enter")
    office.evaluate(PASTE, FROM_WORD)
    expect(stored(office, FREE)).to_be_visible()
    assert "style" not in sheet.inner_html().replace('style=""', "")
    office.reload()
    expect(section(office, FREE).locator("strong")).to_have_text("Kết quả:")
    expect(section(office, FREE).get_by_role("listitem")).to_have_text("một")
    expect(section(office, FREE)).not_to_contain_text("document.title")


def test_a_figure_goes_as_a_whole_and_comes_from_the_list(module_portal, enter):
    office = enter(module_portal, "vanphong")
    begin_the_review(office)
    sheet = write_at_the_end(office, FREE, " Đã cử ")
    office.get_by_role("button", name="Chèn số liệu").click()
    office.get_by_label("Tìm số liệu").fill("luot nguoi")
    office.get_by_role("button", name="Chèn Lượt người xuống cơ sở: 4.800 lượt").click()
    expect(sheet.locator("[data-figure]")).to_have_text("4.800 lượt")
    office.keyboard.type("xuống cơ sở.")
    expect(stored(office, FREE)).to_be_visible()
    office.reload()
    expect(section(office, FREE).get_by_role("link", name="4.800 lượt")).to_be_visible()
    write_at_the_end(office, FREE, "")
    for _letter in "xuống cơ sở. ":
        office.keyboard.press("Backspace")
    office.keyboard.press("Backspace")
    expect(sheet.locator("[data-figure]")).to_have_count(0)
    expect(sheet).to_contain_text("Đã cử")

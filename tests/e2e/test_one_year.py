"""A year of the programme in the browser, from its opening to the papers of the leadership."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.papers import blank_pdf, download, download_long

UNIT = "Sở Tài chính"
HERE, THERE = "Xã Ngọc Linh", "Xã Mường Hoong"
WEAK_IN_2018 = "Liên minh Hợp tác xã tỉnh"
SECTIONS = ("I. Tình hình xã", "II.1. Công tác chỉ đạo", "III. Hạn chế", "IV. Nhiệm vụ năm sau")
"""The sections of prose that must be written."""


def test_one_year(own_portal, enter):
    office, unit = enter(own_portal, "vanphong"), enter(own_portal, "donvi")
    commune, leadership = enter(own_portal, "xa"), enter(own_portal, "lanhdao")
    open_the_year(office)
    register_the_plan(unit)
    accept(office, "Đăng ký kế hoạch")
    begin_the_report(unit)
    learn_what_is_wrong(unit)
    attach_evidence(unit)
    file_report(unit, "Báo cáo năm", number=1)
    enter_figures(commune)
    dispute_workdays(commune)
    send_back(office)
    mend_and_file_again(unit)
    confirm_again(commune)
    accept(office, "Báo cáo năm")
    read_papers_of_2018(leadership)
    read_papers_of_2019(leadership)


def problems(page: Page) -> Locator:
    return page.get_by_role("alert").get_by_role("listitem")


def task(page: Page, title: str) -> Locator:
    """A line of the home page."""
    page.goto("/")
    return page.get_by_role("listitem").filter(has_text=title)


def figures_of(page: Page, commune: str) -> Locator:
    return page.get_by_role("table", name=commune)


def press_file(page: Page) -> None:
    """File, and say yes to the question."""
    page.get_by_role("button", name="Nộp", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Nộp", exact=True).click()


def file_report(page: Page, period: str, *, number: int) -> None:
    press_file(page)
    expect(page.get_by_role("status")).to_contain_text(f"Đã nộp {period} 2019, lần {number}.")


# --- The office opens the year ----------------------------------------------------------------------------------------


def open_the_year(office: Page) -> None:
    office.goto("/")
    office.get_by_role("link", name="Mở năm mới").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("Mở năm 2019")
    expect(office.get_by_label("Báo cáo năm")).to_have_value("30/11/2019")
    office.get_by_role("button", name="Mở năm 2019").click()
    expect(office.get_by_role("status")).to_have_text("Đã mở năm 2019.")
    row = office.get_by_role("row").filter(has_text="Báo cáo năm")
    expect(row.get_by_role("cell", name="30/11/2019")).to_be_visible()


# --- The unit registers its plan --------------------------------------------------------------------------------------


def register_the_plan(unit: Page) -> None:
    task(unit, "Đăng ký kế hoạch").get_by_role("button", name="Bắt đầu").click()
    unit.get_by_role("button", name="Chép từ kế hoạch năm trước").click()
    expect(unit.get_by_role("status").first).to_contain_text("Đã chép 12 việc từ kế hoạch năm trước.")
    add_plan_row(unit)
    unit.locator("#id_items-0-cost").fill("1.500.000")
    unit.locator("#id_items-0-quantity").click()
    expect(unit.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    press_file(unit)
    expect(problems(unit)).to_contain_text(["Dòng 1: có kinh phí nhưng chưa chọn nguồn", "Cam kết"])
    expect(problems(unit)).to_have_count(2)
    unit.locator("#id_items-0-funding").select_option("savings")
    unit.get_by_label("không có nội dung, tài liệu mật").check()
    file_report(unit, "Đăng ký kế hoạch", number=1)
    expect(unit.get_by_role("rowheader", name="Làm đường vào khu sản xuất", exact=True)).to_be_visible()


def add_plan_row(unit: Page) -> None:
    """One more thing in the blank row below the copied ones."""
    row = unit.locator("#items-table tbody tr").last
    row.get_by_label("Nhóm việc").select_option(index=1)
    row.get_by_label("Xã", exact=True).select_option(HERE)
    row.get_by_label("Loại").select_option("work")
    row.get_by_label("Nội dung").fill("Làm đường vào khu sản xuất")
    row.get_by_label("Kinh phí").fill("45.000.000")
    row.get_by_label("Nguồn").select_option("staff")
    row.get_by_label("Hoàn thành").fill("30/9/2019")


def accept(office: Page, period: str) -> None:
    open_review(office, period)
    office.get_by_role("button", name="Duyệt", exact=True).click()
    expect(office.get_by_role("status")).to_contain_text("Đã duyệt")


def open_review(office: Page, period: str) -> None:
    task(office, f"{UNIT} – {period}").get_by_role("link").click()
    office.get_by_role("link", name="Xem cạnh kế hoạch").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text(f"{period} 2019 – {UNIT}")


# --- The unit writes its annual report --------------------------------------------------------------------------------


def begin_the_report(unit: Page) -> None:
    task(unit, "Báo cáo năm").get_by_role("button", name="Bắt đầu").click()
    here, there = figures_of(unit, HERE), figures_of(unit, THERE)
    here.get_by_label("Lượt người").fill("12.5")
    here.get_by_label("Ngày công").fill("91")
    here.get_by_label("Tiết kiệm").fill("1.234.000")
    here.get_by_label("Đảng viên").fill("3")
    there.get_by_label("Đảng viên").click()
    expect(here.get_by_label("Lượt người")).to_have_attribute("aria-invalid", "true")
    expect(here.get_by_role("row").filter(has_text="Cộng bằng tiền").locator("output")).to_have_text("1.234.000")
    work = unit.get_by_role("row").filter(has_text="Sửa nhà ở cho hộ nghèo")
    work.get_by_label("Tiến độ").fill("50")
    work.get_by_label("Đã xong").select_option("True")
    expect(unit.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")


def learn_what_is_wrong(unit: Page) -> None:
    """Everything at once, each with a way to its field; then all of it is mended but the promise."""
    press_file(unit)
    expect(problems(unit)).to_contain_text(
        ["“12.5” viết sai dấu phân cách", "chưa có số liệu nào", "Sửa nhà ở cho hộ nghèo", *SECTIONS, "Cam kết"]
    )
    expect(problems(unit)).to_have_count(4 + len(SECTIONS))
    problems(unit).get_by_role("link", name=HERE).click()
    expect(figures_of(unit, HERE).get_by_label("Lượt người")).to_be_focused()
    expect(figures_of(unit, HERE).get_by_label("Lượt người")).to_have_value("12.5")
    unit.keyboard.type("47")
    figures_of(unit, THERE).get_by_label("Lượt người").fill("36")
    unit.get_by_role("row").filter(has_text="Sửa nhà ở cho hộ nghèo").get_by_label("Tiến độ").fill("100")
    for title in SECTIONS:
        unit.get_by_label(title).fill(f"Đã làm xong mục {title}.")


def attach_evidence(unit: Page) -> None:
    paper = {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": blank_pdf()}
    unit.get_by_label("Tệp", exact=True).set_input_files(paper)
    unit.get_by_label("Nội dung tệp").fill("Nhà đã sửa xong")
    unit.get_by_role("button", name="Tải tệp lên").click()
    expect(unit.get_by_role("status").first).to_have_text("Đã tải tệp lên.")
    expect(unit.get_by_role("link", name="bien-ban.pdf", exact=True)).to_be_visible()
    expect(figures_of(unit, THERE).get_by_label("Lượt người")).to_have_value("36")
    unit.get_by_label("không có nội dung, tài liệu mật").check()


# --- The commune enters its figures and gives its word ----------------------------------------------------------------


WRONG_FIGURES = {"Tổng số hộ": "520", "Nhân khẩu": "2.150", "Hộ nghèo": "600"}
MENDED_FIGURES = {"Hộ nghèo": "150", "Hộ thoát nghèo trong năm": "25", "Hộ nghèo phát sinh, tái nghèo": "0"}


def enter_figures(commune: Page) -> None:
    """An error keeps the page from being saved, a doubt does not."""
    task(commune, "Số liệu của xã").get_by_role("link").click()
    for label, number in WRONG_FIGURES.items():
        figure(commune, label).fill(number)
    save_figures(commune)
    expect(problems(commune)).to_contain_text(["Hộ nghèo nhiều hơn tổng số hộ"])
    for label, number in MENDED_FIGURES.items():
        figure(commune, label).fill(number)
    save_figures(commune)
    expect(commune.get_by_role("status").first).to_contain_text("Đã lưu 5 số liệu.")
    commune.get_by_text("ô nên xem lại").click()
    doubts = commune.locator("[data-grid-status]").get_by_role("listitem")
    expect(doubts).to_contain_text(["Hộ nghèo năm nay chưa bằng năm trước trừ thoát nghèo cộng phát sinh"])
    expect(figure(commune, "Hộ nghèo")).to_have_value("150")


def figure(commune: Page, label: str) -> Locator:
    return commune.get_by_role("textbox", name=re.compile(rf"Ngọc Linh.*, {label}$"))


def save_figures(commune: Page) -> None:
    commune.get_by_role("button", name="Lưu", exact=True).click()


def dispute_workdays(commune: Page) -> None:
    task(commune, UNIT).get_by_role("link").click()
    expect(commune.get_by_role("heading", level=1)).to_contain_text(f"{UNIT}: {HERE}")
    line = commune.get_by_role("row").filter(has_text="Ngày công")
    line.get_by_label("Không đồng ý", exact=True).check()
    commune.get_by_role("button", name="Lưu ý kiến của xã").click()
    expect(problems(commune)).to_contain_text(["ngày công: không đồng ý thì phải ghi lý do."])
    line.get_by_label("Lý do không đồng ý").fill("Sổ của xã ghi 88 ngày công.")
    commune.get_by_role("button", name="Đồng ý các dòng còn lại").click()
    commune.get_by_role("dialog").get_by_role("button", name="Đồng ý các dòng còn lại").click()
    expect(commune.get_by_role("status").first).to_contain_text("Đã lưu ý kiến của xã về 4 số liệu.")


# --- Back and forth ---------------------------------------------------------------------------------------------------


def send_back(office: Page) -> None:
    open_review(office, "Báo cáo năm")
    line = office.get_by_role("table", name=HERE).get_by_role("row").filter(has_text="Ngày công")
    expect(line).to_contain_text("không đồng ý")
    expect(line).to_contain_text("Sổ của xã ghi 88 ngày công.")
    office.get_by_role("button", name="Trả lại").click()
    expect(problems(office)).to_contain_text(["Lý do: phải ghi lý do"])
    office.get_by_label("Lý do trả lại").fill("Đối chiếu lại ngày công với xã.")
    office.get_by_role("button", name="Trả lại").click()
    expect(office.get_by_role("status")).to_contain_text("Trả lại để sửa")


def mend_and_file_again(unit: Page) -> None:
    line = task(unit, "Báo cáo năm")
    expect(line).to_contain_text("Bị trả lại: Đối chiếu lại ngày công với xã.")
    line.get_by_role("link").click()
    figures_of(unit, HERE).get_by_label("Ngày công").fill("88")
    unit.get_by_label("không có nội dung, tài liệu mật").check()
    file_report(unit, "Báo cáo năm", number=2)


def confirm_again(commune: Page) -> None:
    """Only the number that changed is asked anew."""
    task(commune, UNIT).get_by_role("link").click()
    line = commune.get_by_role("row").filter(has_text="Ngày công")
    expect(line).to_contain_text("Đơn vị đã đổi số sau khi xã có ý kiến về số 91")
    line.get_by_label("Đồng ý", exact=True).check()
    commune.get_by_role("button", name="Lưu ý kiến của xã").click()
    expect(commune.get_by_role("status").first).to_contain_text("Đã lưu ý kiến của xã về 1 số liệu.")


# --- The leadership reads ---------------------------------------------------------------------------------------------


def papers(leadership: Page) -> tuple[str, str]:
    """The review, which is made in the background, and the summary, which answers at once."""
    home = leadership.url
    review = download_long(leadership, "Báo cáo tổng kết")
    leadership.goto(home)
    return review, download(leadership, "Tóm tắt 2 trang")


def read_papers_of_2018(leadership: Page) -> None:
    leadership.goto("/")
    leadership.get_by_label("Đổi chương trình và năm").click()
    leadership.get_by_role("link", name="2018").first.click()
    expect(leadership.get_by_role("heading", level=1)).to_contain_text("năm 2018")
    for paper in papers(leadership):
        for words in ("4.800", "335", "51 xã", WEAK_IN_2018, "số liệu minh họa"):
            assert words.casefold() in paper.casefold()


def read_papers_of_2019(leadership: Page) -> None:
    """47 + 36 trips, and what was spent, are now in the papers of the new year."""
    leadership.goto("/")
    expect(leadership.get_by_role("heading", level=1)).to_contain_text("năm 2019")
    review, summary = papers(leadership)
    for paper in (review, summary):
        assert "83 lượt" in paper
    assert "88" in review
    assert "1.234.000" in review or "1,2 triệu đồng" in review
    assert WEAK_IN_2018 in review

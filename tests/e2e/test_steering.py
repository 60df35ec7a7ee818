"""Steering in the browser: chasing, extending, replying, overruling, inspecting, remarking, asking and rating."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.tour import FULL

UNIT, COMMUNE = "Sở Tài chính", "Ngọc Linh"
"""Of the example accounts; the annual report of the unit came back and was never filed again."""


@pytest.fixture
def office(module_portal, enter) -> Page:
    return enter(module_portal, "vanphong")


@pytest.fixture
def unit(module_portal, enter) -> Page:
    return enter(module_portal, "donvi")


@pytest.fixture
def commune(module_portal, enter) -> Page:
    return enter(module_portal, "xa")


@pytest.fixture
def member(module_portal, enter) -> Page:
    return enter(module_portal, "thanhvien")


@pytest.fixture
def head(module_portal, enter) -> Page:
    return enter(module_portal, "truongban")


# --- Reading pages ----------------------------------------------------------------------------------------------------


def home(page: Page, title: str) -> Locator:
    """The list of that title on the first page of 2018."""
    page.goto(FULL)
    return page.get_by_role("region", name=title)


def listed(page: Page, room: str, words: str) -> Locator:
    """The one row of a list that the search leaves."""
    page.goto(f"{FULL}{room}/?{urlencode({'q': words})}")
    return page.get_by_role("row").filter(has_text=words)


def fact(page: Page, term: str) -> Locator:
    """What stands beside a term."""
    return page.locator(f"xpath=//dt[normalize-space()='{term}']/following-sibling::dd[1]")


def pick(page: Page, label: str, words: str) -> None:
    """Choose what contains these words."""
    field = page.get_by_label(label, exact=True)
    field.select_option(field.locator("option", has_text=words).get_attribute("value"))


def annual(office: Page) -> Locator:
    return listed(office, "obligations", UNIT).filter(has_text="Báo cáo năm")


def rating_of_unit(page: Page) -> None:
    listed(page, "ratings", UNIT).get_by_role("link", name=UNIT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(UNIT)


# --- Who is late ------------------------------------------------------------------------------------------------------


def test_the_office_chases_and_the_unit_is_told(office, unit):
    expect(home(unit, "Lời nhắc")).to_contain_text("Không có lời nhắc nào chưa đọc.")
    office.goto(f"{FULL}obligations/")
    office.get_by_role("button", name="Nhắc mọi đơn vị trễ").click()
    expect(office.get_by_role("status").first).to_contain_text("Đã nhắc")
    told = home(unit, "Lời nhắc").get_by_role("listitem")
    expect(told).to_contain_text(["Báo cáo năm"])
    told.get_by_role("link").first.click()
    expect(unit.get_by_text("(chưa đọc)").first).to_be_visible()
    expect(unit.get_by_text("Chuyên viên cơ quan thường trực nhắc").first).to_be_visible()
    unit.get_by_role("button", name="Đã đọc tất cả").click()
    expect(unit.get_by_text("(chưa đọc)")).to_have_count(0)


def test_the_office_extends_and_the_first_due_date_stays_beside_the_new_one(office, unit):
    annual(office).get_by_role("link", name="Gia hạn").click()
    office.get_by_label("Hạn mới").fill("15/12/2018")
    office.get_by_role("button", name="Gia hạn").click()
    expect(office.get_by_role("alert")).to_contain_text("Lý do")
    office.get_by_label("Lý do").fill("Tổ 04 làm nhiệm vụ đột xuất tại xã.")
    office.get_by_role("button", name="Gia hạn").click()
    expect(office.get_by_role("status").first).to_be_visible()
    row = annual(office)
    expect(row).to_contain_text("30/11/2018")
    expect(row).to_contain_text("15/12/2018")
    expect(home(unit, "Việc phải nộp")).to_contain_text("Hạn 30/11/2018, gia hạn đến 15/12/2018.")


# --- How units are judged ---------------------------------------------------------------------------------------------


def test_a_unit_replies_and_the_reply_stands_beside_its_rating(office, unit):
    words = "Tổ 04 bám xã nhưng nhật ký chưa được cộng đủ."
    home(unit, "Xếp loại").get_by_role("link").click()
    unit.get_by_role("textbox", name="Ý kiến của đơn vị").fill(words)
    unit.get_by_role("button", name="Gửi ý kiến").click()
    expect(unit.get_by_role("status").first).to_contain_text("Đã gửi ý kiến")
    rating_of_unit(office)
    beside = office.get_by_role("region", name="Ý kiến của đơn vị").locator("blockquote")
    expect(beside).to_have_text(words)
    expect(office.get_by_role("region", name="Kết quả")).to_be_visible()


def test_the_head_overrules_with_a_reason_and_the_rule_stays_to_be_seen(head, office):
    rating_of_unit(head)
    by_rule = fact(head, "Xếp loại").inner_text()
    ranks = head.get_by_label("Xếp loại", exact=True).locator("option").all_inner_texts()
    other = next(rank for rank in ranks if rank not in ("—", by_rule))
    head.get_by_label("Xếp loại", exact=True).select_option(label=other)
    head.get_by_role("button", name="Ghi quyết định").click()
    expect(head.get_by_role("alert")).to_contain_text("Lý do")
    head.get_by_role("textbox", name="Lý do").fill("Đơn vị nhận thêm việc ngoài kế hoạch.")
    head.get_by_role("button", name="Ghi quyết định").click()
    expect(head.get_by_role("status").first).to_contain_text("Đã ghi quyết định xếp loại.")
    rating_of_unit(office)
    expect(fact(office, "Xếp loại")).to_have_text(other)
    result = office.get_by_role("region", name="Kết quả")
    expect(result).to_contain_text(f"theo quy tắc: {by_rule}.")
    expect(result).to_contain_text("Đơn vị nhận thêm việc ngoài kế hoạch.")
    expect(office.get_by_role("button", name="Ghi quyết định")).to_have_count(0)


# --- What is found at communes ----------------------------------------------------------------------------------------


def test_a_member_inspects_and_the_commune_reads_it(member, commune):
    home(member, "Việc đã hẹn khi kiểm tra").get_by_role("link", name="Xem các lần kiểm tra").click()
    member.get_by_role("link", name="Ghi kết quả kiểm tra").click()
    pick(member, "Xã", COMMUNE)
    member.get_by_label("Ngày kiểm tra").fill("15/10/2018")
    member.get_by_label("Tình hình, kết quả kiểm tra").fill("Xã chưa mở sổ theo dõi công trình.")
    member.get_by_label("Việc đã thống nhất").fill("Mở sổ theo dõi từng công trình.")
    member.get_by_label("Hạn thực hiện").fill("30/10/2018")
    member.get_by_role("button", name="Lưu").click()
    expect(fact(member, "Hạn thực hiện")).to_have_text("30/10/2018")
    expect(home(member, "Việc đã hẹn khi kiểm tra")).to_contain_text("Mở sổ theo dõi từng công trình.")
    expect(listed(commune, "inspections", "Xã chưa mở sổ theo dõi công trình.")).to_contain_text("Quá hẹn")


def test_a_member_remarks_and_the_commune_answers(member, commune, unit):
    words = "Đường vào thôn làm đến đâu?"
    home(member, "Xã được giao theo dõi").get_by_role("link", name=COMMUNE).click()
    member.get_by_role("link", name="Ghi ý kiến").click()
    member.get_by_role("textbox", name="Ý kiến").fill(words)
    member.get_by_label("Cần trả lời").check()
    member.get_by_label("Gửi xã").check()
    member.get_by_role("button", name="Lưu").click()
    expect(fact(member, "Người đọc")).to_have_text("Ban Chỉ đạo và xã")
    waiting = home(commune, "Ý kiến của Ban Chỉ đạo chờ xã trả lời")
    waiting.get_by_role("link", name=words).click()
    commune.get_by_role("link", name="Trả lời").click()
    commune.get_by_role("textbox", name="Trả lời").fill("Đã xong 400 m.")
    commune.get_by_role("button", name="Trả lời").click()
    expect(home(member, "Xã được giao theo dõi")).to_contain_text("ý kiến của tôi đã được trả lời")
    expect(listed(member, "remarks", words)).to_contain_text("Đã xong 400 m.")
    assert unit.goto(f"{FULL}remarks/").status == 403


# --- What communes ask for --------------------------------------------------------------------------------------------

WISH = "Đề nghị hỗ trợ làm mương thoát nước ở thôn Đăk Na."


def test_a_commune_asks_and_rates_the_late_answer(commune, office, unit):
    ask(commune)
    pass_on(office)
    reply_late(unit)
    row = listed(commune, "requests", WISH)
    expect(row).to_contain_text("Đã trả lời")
    row.get_by_role("link").first.click()
    commune.get_by_role("link", name="Đánh giá câu trả lời").click()
    commune.get_by_label("2 – Chưa đạt yêu cầu").check()
    commune.get_by_role("button", name="Lưu đánh giá").click()
    expect(commune.get_by_role("alert")).to_contain_text("phải ghi vì sao")
    commune.get_by_role("textbox", name="Ý kiến").fill("Mới khảo sát, chưa làm.")
    commune.get_by_role("button", name="Lưu đánh giá").click()
    expect(fact(commune, "Xã đánh giá")).to_contain_text("2 – Chưa đạt yêu cầu")
    office.goto(f"{FULL}requests/?state=late")
    told = office.get_by_role("row").filter(has_text=WISH)
    expect(told).to_contain_text(UNIT)
    told.get_by_role("link").first.click()
    expect(office.get_by_text("trễ 10 ngày")).to_be_visible()
    expect(fact(office, "Xã đánh giá")).to_contain_text("Mới khảo sát, chưa làm.")


def ask(commune: Page) -> None:
    home(commune, "Kiến nghị của xã").get_by_role("link", name="Xem các kiến nghị").click()
    commune.get_by_role("link", name="Gửi kiến nghị").click()
    commune.get_by_label("Nội dung kiến nghị").fill(WISH)
    commune.get_by_label("Ngày gửi").fill("01/03/2018")
    commune.get_by_role("button", name="Gửi", exact=True).click()
    expect(fact(commune, "Nơi giải quyết")).to_have_text("chưa chuyển")


def pass_on(office: Page) -> None:
    listed(office, "requests", WISH).get_by_role("link").first.click()
    office.get_by_role("link", name="Chuyển giải quyết").click()
    expect(office.get_by_label("Hạn trả lời")).to_have_value("31/03/2018")
    pick(office, "Đơn vị kết nghĩa giải quyết", UNIT)
    office.get_by_role("button", name="Chuyển").click()
    expect(fact(office, "Nơi giải quyết")).to_have_text(UNIT)


def reply_late(unit: Page) -> None:
    home(unit, "Kiến nghị của xã chờ trả lời").get_by_role("link", name=WISH).click()
    unit.get_by_role("link", name="Trả lời").click()
    unit.get_by_label("Nội dung trả lời").fill("Đã cử tổ 04 khảo sát.")
    unit.get_by_label("Ngày trả lời").fill("10/04/2018")
    unit.get_by_role("button", name="Trả lời").click()
    expect(fact(unit, "Trả lời")).to_contain_text("Đã cử tổ 04 khảo sát.")

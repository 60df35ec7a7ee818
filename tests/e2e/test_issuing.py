"""The year's review on its last way: composed, approved, issued, fetched again byte by byte, and altered by nobody."""

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.papers import pdf_text
from tests.e2e.portal import Portal
from tests.e2e.test_composing import (
    PROSE,
    answer,
    approve,
    begin_the_review,
    comment,
    follow_the_moved_figure,
    report_one_more_household,
    send_out_for_comments,
    write_a_section,
)

DRAWING = 120_000
"""Milliseconds to draw a whole review in every format."""


def test_what_is_issued_stays(own_portal, enter):
    office, commune = enter(own_portal, "vanphong"), enter(own_portal, "xa")
    address = begin_the_review(office)
    write_a_section(office)
    report_one_more_household(commune, own_portal)
    follow_the_moved_figure(office)
    send_out_for_comments(office)
    comment(enter(own_portal, "thanhvien"), address)
    answer(office)
    approve(enter(own_portal, "truongban"), address)
    issue(office)
    paper = download(office)
    assert PROSE in pdf_text(paper)
    assert "Mã kiểm tra" in pdf_text(paper)
    report_one_more_household(commune, own_portal)
    leader = enter(own_portal, "lanhdao")
    leader.goto("/issued/")
    leader.get_by_role("link", name="01-BC/BCĐ").click()
    assert download(leader) == paper
    assert hashlib.sha256(paper).hexdigest() in leader.content()
    alter_nothing_in_the_admin(enter(own_portal, "quantri"), own_portal)
    alter_nothing_in_the_database(own_portal)
    assert download(leader) == paper
    verify(office.context.browser.new_page(base_url=own_portal.url, locale="vi-VN"), paper)


def issue(office: Page) -> None:
    """The office is asked once more; figures that moved again have to be seen."""
    office.reload()
    office.get_by_role("link", name="Ban hành", exact=True).click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Ban hành văn bản này?")
    seen = office.get_by_label("Tôi đã xem những số liệu còn thiếu hoặc đã đổi")
    if seen.count():
        seen.check()
    office.get_by_role("button", name="Ban hành", exact=True).click(timeout=DRAWING)
    expect(office.get_by_role("heading", level=1)).to_have_text("01-BC/BCĐ")
    expect(office.get_by_role("status").first).to_contain_text("Đã ban hành văn bản số 01-BC/BCĐ")


def download(page: Page) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name="Tải PDF").click()
    return Path(started.value.path()).read_bytes()


def alter_nothing_in_the_admin(admin: Page, portal: Portal) -> None:
    [(pk, title)] = portal.rows("SELECT id, title FROM reports_issueddocument")
    admin.goto("/admin/reports/issueddocument/")
    admin.get_by_role("link", name="01-BC/BCĐ").click()
    expect(admin.get_by_text(title).first).to_be_visible()
    expect(admin.get_by_role("button", name=re.compile("Lưu"))).to_have_count(0)
    expect(admin.get_by_role("link", name="Xóa")).to_have_count(0)
    [token] = [cookie["value"] for cookie in admin.context.cookies() if cookie["name"] == "csrftoken"]
    for action in ("change", "delete"):
        form = {"csrfmiddlewaretoken": token, "title": "Báo cáo khác", "post": "yes"}
        assert admin.request.post(f"/admin/reports/issueddocument/{pk}/{action}/", form=form).status == 403
    assert portal.rows("SELECT id, title FROM reports_issueddocument") == [(pk, title)]


def alter_nothing_in_the_database(portal: Portal) -> None:
    with closing(sqlite3.connect(portal.database, timeout=30)) as database:
        for sql in ("UPDATE reports_issueddocument SET title = 'khác'", "DELETE FROM reports_issuedfile"):
            with pytest.raises(sqlite3.IntegrityError, match="không sửa, không xóa được"):
                database.execute(sql)


def verify(visitor: Page, paper: bytes) -> None:
    """Somebody who has no account compares the file he was sent."""
    file = {"name": "bao-cao.pdf", "mimeType": "application/pdf"}
    visitor.goto("/verify/")
    for content, told in ((paper, "Tệp đúng là bản đã ban hành"), (paper + b" ", "Không có văn bản nào")):
        visitor.get_by_label("Tệp cần kiểm tra").set_input_files([file | {"buffer": content}])
        visitor.get_by_role("button", name="Kiểm tra", exact=True).click()
        expect(visitor.get_by_role("status").first).to_contain_text(told)

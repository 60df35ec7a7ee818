"""The example accounts at the browser."""

from playwright.sync_api import Page, expect

from reports.demo.people import SHARED_SIGN_IN


def sign_in(page: Page, username: str) -> None:
    """From the sign-in page to the home of that person."""
    page.goto("/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(SHARED_SIGN_IN)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("nav.nav-main")).to_be_visible()

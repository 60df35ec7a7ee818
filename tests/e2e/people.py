"""The example accounts at the browser."""

from playwright.sync_api import Page, expect

from reports.demo.people import SHARED_SIGN_IN


def sign_in(page: Page, username: str) -> None:
    """From the sign-in page to the home of that person."""
    page.goto("/accounts/login/")
    fill_in(page, username)


def fill_in(page: Page, username: str) -> None:
    """Sign in where the portal asks for it."""
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(SHARED_SIGN_IN)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("body.has-nav")).to_be_attached()

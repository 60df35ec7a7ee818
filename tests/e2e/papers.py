"""Papers: one to send up, and those downloaded as text."""

import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader, PdfWriter


def pdf_text(content: bytes) -> str:
    """The text of a PDF on one line, as a reader's search finds it."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def download(page: Page, link: str) -> str:
    """Press a link that downloads a PDF; its text."""
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    file = started.value
    assert file.suggested_filename.endswith(".pdf")
    return pdf_text(Path(file.path()).read_bytes())


def download_long(page: Page, link: str) -> str:
    """Ask for a long document, wait until it has been made, and fetch it; its text."""
    page.get_by_role("link", name=link).click()
    page.get_by_role("button", name="Làm văn bản (PDF)").click()
    expect(page.get_by_role("link", name="Tải về")).to_be_visible(timeout=120_000)
    return download(page, "Tải về")


def blank_pdf() -> bytes:
    """A file that passes for evidence."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(content)
    return content.getvalue()

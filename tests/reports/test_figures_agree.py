"""One figure is computed in one place and printed everywhere: page, JSON, XLSX and PDF must agree, for every figure."""

import io
import json
import re
from html import unescape

import openpyxl
import pdfplumber
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from kontum04.accounts.models import User
from kontum04.core.figure import Figure
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import render_document
from reports.documents.orders import DocumentOrder
from reports.figures.headline import headline
from reports.figures.review import ReviewFigures, review_figures
from tests.conftest import sign_in

pytestmark = [pytest.mark.django_db]


def folded(text: str) -> str:
    """Text without the line breaks and spaces that a narrow cell adds."""
    return re.sub(r"\s+", "", text or "")


@pytest.fixture
def reader(demo_year) -> User:
    return User.objects.get(username="lanhdao")


@pytest.fixture
def review(demo_year) -> ReviewFigures:
    return review_figures(demo_year, WHOLE_PROVINCE_READER)


@pytest.fixture
def figures(review) -> dict[str, Figure]:
    return {figure.code: figure for figure in review.all()}


def page(demo_year, reader, name: str, query: str = "", **more):
    kwargs = {"programme": demo_year.programme.code, "year": demo_year.year} | more
    response = sign_in(reader).get(reverse(name, kwargs=kwargs) + query)
    assert response.status_code == 200
    return response


def test_the_page_prints_every_figure(demo_year, reader, figures):
    html = page(demo_year, reader, "figure-list").content.decode()
    shown = {code: unescape(text).strip() for code, text in re.findall(r'data-figure="([^"]+)"[^>]*>([^<]*)<', html)}
    assert shown == {code: figure.text for code, figure in figures.items()}


def test_the_dashboard_prints_the_headline_figures(demo_year, reader, review):
    html = unescape(page(demo_year, reader, "dashboard").content.decode())
    for figure in headline(review):
        assert f">{figure.text_with_unit}<" in html, figure.code


def test_json_holds_every_figure(demo_year, figures):
    out = io.StringIO()
    call_command("figures", programme=demo_year.programme.code, year=demo_year.year, json=True, stdout=out)
    given = {code: row["text"] for code, row in json.loads(out.getvalue())["figures"].items()}
    assert given == {code: figure.text for code, figure in figures.items()}


def test_the_workbook_holds_every_figure_as_a_number(demo_year, reader, figures):
    content = page(demo_year, reader, "figure-list", "?format=xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = {row[0]: row[5] for row in sheet.iter_rows(values_only=True) if row[0] in figures}
    assert rows.keys() == figures.keys()
    for code, figure in figures.items():
        expected = None if figure.rounded is None else float(figure.rounded)
        assert rows[code] == pytest.approx(expected), code


def test_the_pdf_prints_every_figure(demo_year, reader, review, figures):
    """In its table of all figures; and the text says what the interview of 2018 published, and names the weak."""
    content = render_document(DocumentOrder("review", demo_year), reader)
    text = "".join(folded(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(content)).pages)
    for words in ("4.800", "335", "51 xã", "5,6", *(unit.unit_name for unit in review.weak)):
        assert folded(words) in text
    assert review.weak
    printed = printed_figures(content)
    for code, figure in figures.items():
        key = tuple(folded(part) for part in (review.group(code), figure.label, figure.unit))
        assert printed.get(key) == folded(figure.text), code


def printed_figures(content: bytes) -> dict[tuple[str, ...], str]:
    """The table of all figures, by group, label and unit; it stands on the last pages."""
    printed = {}
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for sheet in reversed(pdf.pages):
            for table in sheet.extract_tables():
                printed |= {tuple(map(folded, row[1:4])): folded(row[5]) for row in table}
            if "Biểu tổng hợp" in sheet.extract_text():
                break
    return printed

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

from kontum04.accounts.models import User
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.review import review_figures
from tests.conftest import sign_in

pytestmark = [pytest.mark.django_db]


def folded(text: str) -> str:
    """Text without the line breaks and spaces that a narrow cell adds."""
    return re.sub(r"\s+", "", text or "")


@pytest.fixture
def reader(demo_year) -> User:
    return User.objects.get(username="lanhdao")


@pytest.fixture
def figures(demo_year):
    return {figure.code: figure for figure in review_figures(demo_year, WHOLE_PROVINCE_READER).all()}


def page(demo_year, reader, name: str, query: str = ""):
    kwargs = {"programme": demo_year.programme.code, "year": demo_year.year}
    response = sign_in(reader).get(reverse(name, kwargs=kwargs) + query)
    assert response.status_code == 200
    return response


def test_the_page_prints_every_figure(demo_year, reader, figures):
    html = page(demo_year, reader, "figure-list").content.decode()
    shown = {code: unescape(text).strip() for code, text in re.findall(r'data-figure="([^"]+)"[^>]*>([^<]*)<', html)}
    assert shown == {code: figure.text for code, figure in figures.items()}


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


def test_the_pdf_prints_every_figure(demo_year, reader, figures):
    content = page(demo_year, reader, "review-pdf").content
    printed = {}
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for sheet in pdf.pages:
            for table in sheet.extract_tables():
                for row in table:
                    if len(row) == 8:  # the columns of the table of all figures
                        printed[folded(row[2]), folded(row[3])] = folded(row[5])
    for code, figure in figures.items():
        text = figure.text if figure.unit != "đồng" else figure.text.split(" ")[0]
        assert printed.get((folded(figure.label), folded(figure.unit))) == folded(text), code


def test_the_review_says_the_published_sums(demo_year, reader):
    """The illustrative year adds up to what the interview of 2018 published."""
    with pdfplumber.open(io.BytesIO(page(demo_year, reader, "review-pdf").content)) as pdf:
        text = " ".join((sheet.extract_text() or "") for sheet in pdf.pages)
    for words in ("4.800", "335", "51 xã", "5,6"):
        assert words in text
    weak = review_figures(demo_year, WHOLE_PROVINCE_READER).weak
    assert weak
    flat = folded(text)
    for unit in weak:
        assert folded(unit.unit_name) in flat

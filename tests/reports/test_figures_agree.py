"""One figure is computed in one place and printed everywhere: page, JSON, XLSX, PDF and Word must agree on each."""

import io
import json
import re
from html import unescape

import openpyxl
import pdfplumber
import pytest
from django.core.management import call_command
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from kontum04.accounts.models import User
from kontum04.core.figure import Figure
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.context_types import DocumentContext
from reports.documents.library import document_context, render_document
from reports.documents.live import wording
from reports.documents.orders import DocumentOrder
from reports.documents.output import FORMATS
from reports.documents.printing import DASH, printed_annexes
from reports.figures.headline import headline
from reports.figures.review import ReviewFigures, review_figures
from reports.services.snapshots import figures_in
from tests.conftest import sign_in
from tests.reports.office import converted

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


def test_pdf_word_and_workbook_of_one_review_say_every_figure(demo_year, reader, review, figures, tmp_path):
    """In the table of all figures of each, in the text, and in the totals, which LibreOffice computes."""
    context = document_context(DocumentOrder("review", demo_year), reader)
    files = {name: each.write("review", context) for name, each in FORMATS.items()}
    computed = converted({"review.xlsx": files["xlsx"]}, "xlsx:Calc MS Excel 2007 XML", tmp_path)["review"]
    keys = {code: (review.group(code), figure.label, figure.unit) for code, figure in figures.items()}
    printed, worded, typed = pdf_figures(files["pdf"]), word_figures(files["docx"]), typed_figures(computed)
    for code, figure in figures.items():
        key = tuple(map(folded, keys[code]))
        assert printed[key] == worded[key] == folded(figure.text), code
        expected = figure.text if figure.rounded is None else float(figure.rounded)
        assert typed[key] == expected or typed[key] == pytest.approx(expected), code
    texts = text_of(files["pdf"]), folded("".join(Document(io.BytesIO(files["docx"])).element.body.itertext()))
    check_text(context, figures, texts)
    check_tables(context, files["docx"])
    check_totals(context, files["xlsx"], computed)


def check_text(context: DocumentContext, figures: dict[str, Figure], texts: tuple[str, str]) -> None:
    """Every figure stated in a sentence is that of the table; what the interview of 2018 published is there."""
    stated = list(figures_in(context))
    assert len(stated) > 20
    for run in stated:
        assert run.figure not in figures or run.text == wording(figures[run.figure], run.form)
        for text in texts:
            assert folded(run.text) in text
    for words in ("4.800", "335", "51 xã", "5,6"):
        assert all(folded(words) in text for text in texts)


def check_tables(context: DocumentContext, word: bytes) -> None:
    """Every cell of every annex stands in the Word file as it is printed."""
    tables = Document(io.BytesIO(word)).tables[-len(context.annexes) :]
    for annex, table in zip(printed_annexes(context.annexes, context.letterhead.rule_set), tables, strict=True):
        expected = [[cell.text for cell in row] for row in (*annex.table.rows, annex.table.totals) if row]
        rows = table._tbl.tr_lst[len(annex.table.head) + 1 :]
        found = [["".join(cell.itertext(qn("w:t"))) for cell in row.tc_lst] for row in rows]
        assert found == expected, annex.label


def check_totals(context: DocumentContext, written: bytes, computed: bytes) -> None:
    """Totals are computed to the figures of the document; the few that no column gives are named here."""
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(book), data_only=book is computed) for book in (written, computed)
    )
    given = []
    for annex in context.annexes:
        if not annex.totals:
            continue
        names = [cell for (cell,) in formulas[annex.number].iter_rows(min_col=2, max_col=2)]
        row = 1 + max(cell.row for cell in names if cell.value == annex.rows[-1][1])
        for at, (column, total) in enumerate(zip(annex.columns, annex.totals, strict=True), 1):
            if isinstance(total, str):
                continue
            value = values[annex.number].cell(row, at).value
            assert value == (DASH if total is None else pytest.approx(float(total))), (annex.number, column.label)
            if not str(formulas[annex.number].cell(row, at).value).startswith("="):
                given.append((annex.number, column.label))
                assert formulas[annex.number].cell(row, at).comment.text
    assert given == [("Biểu 2", "Giảm")]


def test_the_summary_keeps_to_its_two_pages(demo_year):
    content = render_document(DocumentOrder("summary", demo_year), WHOLE_PROVINCE_READER)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2


def text_of(content: bytes) -> str:
    return "".join(folded(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(content)).pages)


def pdf_figures(content: bytes) -> dict[tuple[str, ...], str]:
    """The table of all figures, by group, label and unit; it stands on the last pages."""
    printed = {}
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for sheet in reversed(pdf.pages):
            for table in sheet.extract_tables():
                printed |= {tuple(map(folded, row[1:4])): folded(row[5]) for row in table}
            if "Biểu tổng hợp" in sheet.extract_text():
                break
    return printed


def word_figures(content: bytes) -> dict[tuple[str, ...], str]:
    """The same of the Word file, where it is the last table."""
    rows = Document(io.BytesIO(content)).tables[-1]._tbl.tr_lst
    cells = [["".join(cell.itertext(qn("w:t"))) for cell in row.tc_lst] for row in rows]
    return {tuple(map(folded, row[1:4])): folded(row[5]) for row in cells}


def typed_figures(content: bytes) -> dict[tuple[str, ...], object]:
    """The same of the workbook: numbers, or words where there is none."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Biểu tổng hợp"]
    return {tuple(folded(str(cell or "")) for cell in row[1:4]): row[5] for row in sheet.iter_rows(values_only=True)}

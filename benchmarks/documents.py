"""One document against a bare call, and one document drawn in two processes."""

import re
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context

import django
from pypdf import PdfReader, PdfWriter

from benchmarks.ground import Line, compared, ratio
from benchmarks.papers import bare, programme_year, review, review_of
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.layout import RuleSet
from reports.documents.library import render_document
from reports.documents.orders import DocumentOrder
from reports.documents.render import STATIC, document_html, render_pdf

PARTS = re.compile(r'(?s)(.*<body[^>]*>)\s*(<p class="notice">.*?</p>)?(.*?)((?:<section class="annex .*)?)</body>')
SIXTY_PAGES = 10
"""Annexes of a review of about sixty pages."""


def whole_document(times: int) -> Line:
    """From the database to the file, against drawing that file's own HTML."""
    order = DocumentOrder("review", programme_year())
    context = review()
    html = document_html("review", context)
    value = compared(
        lambda: render_document(order, WHOLE_PROVINCE_READER),
        lambda: bare(html, context.letterhead.rule_set),
        times,
    )
    return Line("Whole document : bare WeasyPrint call", ratio(value), "≤ 1,10", "annual review with its annexes")


def two_processes(times: int) -> Line:
    """Body and annexes apart, put together again. State rules: only there each annex counts its own pages."""
    context = review_of(SIXTY_PAGES, "nd30")
    html, rules = document_html("review", context), context.letterhead.rule_set
    parts = parts_of(html)
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver"), initializer=django.setup) as pool:
        list(pool.map(draw, ["<p>"] * 2, [rules] * 2))  # the processes have begun, as a worker's have
        value = compared(lambda: joined(pool, parts, rules), lambda: draw(html, rules), times)
        pages, whole = texts(joined(pool, parts, rules)), texts(draw(html, rules))
    same = "same pages and numbers" if pages == whole else "PAGES DIFFER"
    return Line("Review in two processes : in one pass", ratio(value), "≤ 0,60", f"{len(whole)} pages; {same}")


def parts_of(html: str) -> list[str]:
    """The body, and each annex as a document of its own."""
    head, notice, body, annexes = PARTS.match(html).groups(default="")
    sections = re.split(r'(?=<section class="annex )', annexes)
    return [f"{head}{notice}{part}</body></html>" for part in (body, *filter(None, sections))]


def draw(html: str, rules: RuleSet) -> bytes:
    return render_pdf(html, rule_set=rules, title="", base_dir=STATIC)


def joined(pool: ProcessPoolExecutor, parts: list[str], rules: RuleSet) -> bytes:
    """The longest part first, so that the processes end together."""
    longest = sorted(range(len(parts)), key=lambda n: -len(parts[n]))
    drawn = {n: pool.submit(draw, parts[n], rules) for n in longest}
    writer, target = PdfWriter(), BytesIO()
    for n in range(len(parts)):
        writer.append(BytesIO(drawn[n].result()))
    writer.write(target)
    return target.getvalue()


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]

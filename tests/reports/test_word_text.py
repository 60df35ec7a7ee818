"""The Word file, turned into PDF by LibreOffice, says what our own PDF says: section by section, annex by annex."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber
import pytest
from pdfplumber.page import Page

from reports.documents.context_types import DocumentContext, Items, Paragraph, Section
from reports.documents.layout import HD05
from reports.documents.live import Run
from reports.documents.printing import printed
from reports.documents.render import document_pdf
from reports.documents.word.writer import document_docx
from tests.reports import sample
from tests.reports.office import converted

HEADS = {"hd36": sample.PARTY, "hd05": replace(sample.PARTY, given_rule_set=HD05), "nd30": sample.STATE}
MM = 72 / 25.4
END = "Kếtthúc."


def context_of(name: str) -> DocumentContext:
    """A review with every kind of block; annexes of several pages under one rule-set of each style."""
    blocks = (
        Paragraph((Run("Có "), Run("4.800", bold=True), Run(" lượt người."))),
        Items(((Run("Một,"),), (Run("hai."),)), ordered=True),
        Items(((Run("Lại từ một."),),), ordered=True),
    )
    last = Section("Khối chữ", 1, blocks=blocks), Section(paragraphs=("Kết thúc.",))
    annexes = {"hd36": (sample.unit_annex(40),), "nd30": (sample.unit_annex(9), sample.commune_annex())}
    return DocumentContext(HEADS[name], (*sample.sections(), *last), annexes.get(name, ()))


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, tuple[bytes, bytes]]:
    """Our PDF, and LibreOffice's of our Word file."""
    contexts = {name: context_of(name) for name in HEADS}
    words = {f"{name}.docx": document_docx("review", context) for name, context in contexts.items()}
    made = converted(words, "pdf:writer_pdf_Export", tmp_path_factory.mktemp("office"))
    return {name: (document_pdf("review", context), made[name]) for name, context in contexts.items()}


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def below_the_running_head(page: Page) -> Page:
    """A page without its number and notice, which stand in the margin."""
    return page.crop((0, 17 * MM, page.width, page.height))


def pages(content: bytes, *, landscape: bool) -> Iterator[Page]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        yield from (page for page in pdf.pages if (page.width > page.height) is landscape)


def parts(content: bytes, headings: list[str]) -> dict[str, str]:
    """The text by section: letterhead, what stands under each heading, closing."""
    text = folded("".join(below_the_running_head(page).extract_text() for page in pages(content, landscape=False)))
    found, at, name = {}, 0, "letterhead"
    for heading in [*headings, END]:
        start = text.index(heading, at)
        found[name], at, name = text[at:start], start + len(heading), heading
    return found | {"closing": text[at:]}


@pytest.mark.parametrize("name", HEADS)
def test_every_section_says_the_same(files, name):
    """Line by line where there is one column; the same letters where two columns or cells stand side by side."""
    context = context_of(name)
    headings = [
        folded(section.heading.upper() if section.section.level == 1 else section.heading)
        for section in printed(context)["sections"]
        if section.heading
    ]
    ours, theirs = (parts(content, headings) for content in files[name])
    assert ours.keys() == theirs.keys()
    with_columns = {"letterhead", "closing", *(heading for heading in headings if "Kếtquảsovớimụctiêu" in heading)}
    for part, text in ours.items():
        if part in with_columns:
            assert sorted(theirs[part]) == sorted(text), part
        else:
            assert theirs[part] == text, part
    assert len(ours) == len(headings) + 2


@pytest.mark.parametrize("name", ["hd36", "nd30"])
def test_every_annex_says_the_same(files, name):
    """Row by row; the head repeated on every page counts once."""
    ours, theirs = (rows_of(content) for content in files[name])
    assert len(ours) > 40
    assert theirs == ours


def rows_of(content: bytes) -> list[tuple[str, ...]]:
    rows: dict[tuple[str, ...], None] = {}
    for page in pages(content, landscape=True):
        for table in page.extract_tables():
            rows |= dict.fromkeys(tuple(folded(cell or "") for cell in row) for row in table)
    return list(rows)


@pytest.mark.parametrize("name", ["hd36", "nd30"])
def test_annex_headings_and_notes_say_the_same(files, name):
    ours, theirs = (outside_tables(content) for content in files[name])
    assert sorted(theirs) == sorted(ours)
    assert ours


def outside_tables(content: bytes) -> str:
    """The words of annex pages that no table holds."""
    words = []
    for page in pages(content, landscape=True):
        rest = below_the_running_head(page)
        for table in page.find_tables():
            rest = rest.outside_bbox(table.bbox)
        words.append(rest.extract_text())
    return folded("".join(words))


@pytest.mark.parametrize("name", HEADS)
def test_pages_are_numbered_from_the_second_and_bear_the_notice(files, name):
    """A Party annex goes on counting; each annex of a state document begins anew and hides its 1."""
    letterhead = HEADS[name]
    notice = "Sốliệuminhhọa" if letterhead.illustrative else ""
    for content in files[name]:
        heads = running_heads(content)
        text = [head for is_landscape, head in heads if not is_landscape]
        annexes = [head for is_landscape, head in heads if is_landscape]
        assert text == [notice] + [f"{number}{notice}" for number in range(2, len(text) + 1)]
        if letterhead.rule_set.annex_own_page_numbers:
            assert annexes[0] == notice
            assert annexes.count(notice) == len(context_of(name).annexes)
        else:
            assert annexes == [f"{len(text) + number}{notice}" for number in range(1, len(annexes) + 1)]


def running_heads(content: bytes) -> list[tuple[bool, str]]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [
            (page.width > page.height, folded(page.crop((0, 0, page.width, 17 * MM)).extract_text()))
            for page in pdf.pages
        ]

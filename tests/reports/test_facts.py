"""docs/facts.md tells the truth: what it names exists in the reference data and among the figures."""

import re
from pathlib import Path

import pytest

from communes.models import CommuneCategory, Programme, ProgrammeYear, PublishedFigure, Target
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import KINDS, document_context
from reports.documents.live import plain
from reports.documents.orders import DocumentOrder
from reports.figures.review import review_figures

TABLE = Path(__file__).parents[2] / "docs" / "facts.md"
CODE = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def facts() -> dict[str, list[str]]:
    """Cells of every fact by its id: the fact, where it is held, by what it is computed, where it is printed."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| S\d-", line)]
    assert len({row[0] for row in cells}) == len(cells)
    return {row[0]: row[1:] for row in cells}


def test_all_89_facts_have_a_place_or_a_reason(facts):
    assert len(facts) == 89
    for fact, (_text, held, computed, printed) in facts.items():
        assert held, fact
        for cell in (held, computed, printed):
            assert "**chưa**" not in cell or len(cell) > len("**chưa**: "), fact


@pytest.mark.usefixtures("demo_year")
def test_what_is_held_exists(facts):
    known = {
        *Programme.objects.values_list("code", flat=True),
        *CommuneCategory.objects.values_list("code", flat=True),
        *PublishedFigure.objects.values_list("code", flat=True),
        *Target.objects.values_list("measure", flat=True),
    }
    named = {code for _text, held, _computed, _printed in facts.values() for code in CODE.findall(held)}
    assert named <= known


def test_every_published_figure_stands_in_the_row_of_its_fact(facts, demo_year):
    for figure in PublishedFigure.objects.exclude(fact_id=""):
        assert f"`{figure.code}`" in facts[figure.fact_id][1], figure


def test_what_computes_a_fact_is_a_figure(facts, demo_year):
    figures = {figure.code for figure in review_figures(demo_year, WHOLE_PROVINCE_READER).all()}
    named = {code for _text, _held, computed, _printed in facts.values() for code in CODE.findall(computed)}
    assert len(named) > 20
    assert named <= figures


def test_what_is_printed_in_a_kind_of_document_names_a_kind(facts):
    named = {code for _text, _held, _computed, printed in facts.values() for code in CODE.findall(printed)}
    assert named
    assert named <= KINDS.keys()


DOCUMENTS = (
    (
        "multi-year", "nq04-2007", 2015, 2007,
        ("tổng kết", "trên 57", "dưới 35", "53 xã", "20 xã", "18/53 xã", "44", "hơn 42", "118/409 thôn, làng",
         "Không tính mức giảm giữa năm 2007 và năm 2015"),
    ),
    ("multi-year", "qd2523-2013", 2016, 2013, ("sơ kết", "106 xã", "22 tập thể được khen thưởng")),
    (
        "review", "nq04-2016", 2019, None,
        ("tổng kết", "gần 7", "hơn 70 đơn vị", "hơn 50 xã", "gần 5.000", "hơn 1 tỷ đồng"),
    ),
    ("multi-year", "nq04-2016", 2018, 2016, ("sơ kết", "năm 2017 và 2018", "Năm 2016 chưa có số liệu trên cổng")),
    (
        "review", "nq04-2016", 2018, None,
        ("4.800", "8,25 tỷ đồng", "3.046", "5,6 điểm phần trăm", "335 đảng viên", "51 xã"),
    ),
)  # fmt: skip
"""The documents of the sources, made from data alone, and words each must say."""


@pytest.mark.parametrize(("kind", "programme", "year", "first", "words"), DOCUMENTS)
def test_the_documents_of_the_sources_say_what_the_sources_say(demo_year, kind, programme, year, first, words):
    order = DocumentOrder(kind, ProgrammeYear.objects.get(programme__code=programme, year=year), from_year=first)
    context = document_context(order, WHOLE_PROVINCE_READER)
    texts = [plain(text) for section in context.sections for text in (*section.paragraphs, *section.bullets)]
    said = " ".join([context.letterhead.summary, *texts])
    assert [phrase for phrase in words if phrase not in said] == []

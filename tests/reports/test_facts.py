"""docs/facts.md tells the truth: what it names exists in the reference data and among the figures."""

import re
from pathlib import Path

import pytest

from communes.models import CommuneCategory, Programme, PublishedFigure, Target
from kontum04.core.scoping import WHOLE_PROVINCE_READER
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

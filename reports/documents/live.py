"""Figures inside a text: a phrase that states a figure keeps its name, so that a composed text stays tied to the data.

A maker writes `live(figure)` where it would write `figure.text`; the words may then be joined, punctuated and put into
sentences like any others. `runs_of` finds the figures again.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kontum04.core import formats
from kontum04.core.figure import DONG, Figure
from reports.documents import sentences
from reports.documents.marks import END, MARKED, NAMED, START, plain

__all__ = ["Form", "Run", "live", "marked", "plain", "runs_of", "wording"]


class Form(StrEnum):
    """How a figure is worded in a text."""

    TEXT = "text"  # 4.800; 5,6 %
    UNIT = "unit"  # 4.800 lượt; 8,25 tỷ đồng
    SIZE = "size"  # 5,6 of a change of −5,6: the sentence says which way
    ABOUT = "about"  # hơn 3.000 ngày công: two digits, by rule
    COUNT = "count"  # 4.800 lượt; không có lượt nào
    PART = "part"  # 118 of 118/409
    WHOLE = "whole"  # 409 of 118/409
    SHARE = "share"  # 28,9 %, of 118/409
    COVERAGE = "coverage"  # 51/53: the places that reported


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one weight. `figure` is the code of the figure it states, `form` how it is worded."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: str = ""
    form: Form = Form.TEXT


def wording(figure: Figure, form: Form = Form.TEXT) -> str:
    """The words of a figure in a form; a missing one is said to be missing."""
    match form:
        case Form.UNIT:
            return figure.text_with_unit
        case Form.SIZE if figure.rounded is not None:
            return formats.number(abs(figure.rounded), figure.decimals)
        case Form.ABOUT if figure.value is None or figure.value >= 0:
            return sentences.about(figure.value, figure.unit)
        case Form.COUNT:
            return _count(figure)
        case Form.PART:
            return formats.number(figure.numerator)
        case Form.WHOLE:
            return formats.number(figure.denominator)
        case Form.SHARE:
            return formats.percent(_share(figure))
        case Form.COVERAGE:
            return figure.coverage or str(formats.MISSING)
        case _:
            return figure.text


def _count(figure: Figure) -> str:
    """Nothing is said in words: “không có xã nào”."""
    if figure.rounded != 0:
        return figure.text_with_unit
    return sentences.money(0) if figure.unit == DONG else sentences.counted(0, figure.unit)


def _share(figure: Figure) -> Decimal | None:
    if figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator * 100 / figure.denominator


def live(figure: Figure, form: Form = Form.TEXT) -> str:
    """The words of a figure, marked with its code."""
    return marked(figure.code, form, wording(figure, form))


def marked(code: str, form: Form, words: str) -> str:
    """Words that state the figure `code`."""
    return f"{START}{code}/{form}{NAMED}{words}{END}"


def runs_of(text: str) -> tuple[Run, ...]:
    """A text as runs: its figures apart from the words around them."""
    runs, at = [], 0
    for found in MARKED.finditer(text):
        runs.append(Run(text[at : found.start()]))
        runs.append(Run(found[3], figure=found[1], form=Form(found[2])))
        at = found.end()
    runs.append(Run(text[at:]))
    return tuple(run for run in runs if run.text)

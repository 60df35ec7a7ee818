"""Figures inside a text: a phrase that states a figure keeps its name, so that a composed text stays tied to the data.

A maker writes `live(figure)` where it would write `figure.text`; the words may then be joined, punctuated and put into
sentences like any others. `runs_of` finds the figures again.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kontum04.core import formats
from kontum04.core.figure import Figure

# Characters of a private area, which no font prints and no person types: start, end of the name, end of the phrase.
_START, _NAMED, _END = "\ue000", "\ue001", "\ue002"
_LIVE = re.compile(f"{_START}([^{_NAMED}]*)/([^{_NAMED}]*){_NAMED}([^{_END}]*){_END}")


class Form(StrEnum):
    """How a figure is worded in a text."""

    TEXT = "text"  # 4.800; 5,6 %
    UNIT = "unit"  # 4.800 lượt; 8,25 tỷ đồng
    SIZE = "size"  # 5,6 of a change of −5,6: the sentence says which way


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
    if form is Form.UNIT:
        return figure.text_with_unit
    if form is Form.SIZE and figure.rounded is not None:
        return formats.number(abs(figure.rounded), figure.decimals)
    return figure.text


def live(figure: Figure, form: Form = Form.TEXT) -> str:
    """The words of a figure, marked with its code."""
    return marked(figure.code, form, wording(figure, form))


def marked(code: str, form: Form, words: str) -> str:
    """Words that state the figure `code`."""
    return f"{_START}{code}/{form}{_NAMED}{words}{_END}"


def runs_of(text: str) -> tuple[Run, ...]:
    """A text as runs: its figures apart from the words around them."""
    runs, at = [], 0
    for found in _LIVE.finditer(text):
        runs.append(Run(text[at : found.start()]))
        runs.append(Run(found[3], figure=found[1], form=Form(found[2])))
        at = found.end()
    runs.append(Run(text[at:]))
    return tuple(run for run in runs if run.text)


def plain(text: str) -> str:
    """A text without its marks."""
    return _LIVE.sub(r"\3", text)

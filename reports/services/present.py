"""What the figures say today about a document that is being composed."""

from collections.abc import Iterable
from dataclasses import dataclass

from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.context_types import DocumentContext, Section
from reports.documents.live import Form, Run, wording
from reports.documents.moved import Name
from reports.documents.richtext import figures_in
from reports.figures.review import ReviewFigures, review_figures
from reports.models import Composition
from reports.services.composing import fresh_context, key_of, stored


@dataclass(frozen=True)
class Present:
    """What would be made today (`context`) and its `sections` by key, the words of every figure, and the year's
    figures themselves."""

    context: DocumentContext
    sections: dict[str, Section]
    words: dict[Name, str]
    figures: ReviewFigures

    def text(self, key: str) -> str | None:
        """What a section would say now; None when the figures no longer make it."""
        section = self.sections.get(key)
        return None if section is None else stored(section.content)


def present(composition: Composition) -> Present:
    """Read today's figures once for everything a page asks."""
    figures = review_figures(composition.programme_year, WHOLE_PROVINCE_READER)
    context = fresh_context(composition)
    sections = {key_of(section, position): section for position, section in enumerate(context.sections, 1)}
    return Present(context, sections, words_of(figures, context.sections), figures)


def words_of(figures: ReviewFigures, sections: Iterable[Section]) -> dict[Name, str]:
    """The words of the year's figures in every form, and of those that only this kind of document states."""
    words = {(figure.code, form): wording(figure, form) for figure in figures.all() for form in Form}
    stated: dict[Name, set[str]] = {}
    for section in sections:
        for run in figures_in(section.content):
            stated.setdefault(_name(run), set()).add(run.text)
    for name, texts in stated.items():
        if len(texts) == 1:
            words[name] = texts.pop()
        else:
            words.pop(name, None)  # one code for several years: which one a sentence means is not known
    return words


def _name(run: Run) -> Name:
    return run.figure, run.form

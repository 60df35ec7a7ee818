"""The engine: from what a document says to the bytes of a Word file."""

import io
import re
from typing import Any

from django.utils.translation import gettext
from docxtpl import DocxTemplate
from jinja2 import Environment
from markupsafe import Markup, escape

from reports.documents.context_types import DocumentContext, Highlight
from reports.documents.printing import document_title, printed
from reports.documents.word import content
from reports.documents.word.measures import text_width
from reports.documents.word.package import template_package
from reports.documents.word.pictures import chart_rows, issued_code
from reports.documents.word.sheets import sheets
from reports.documents.word.styles import LANGUAGE

FIRST_PAGES_OF_PICTURES = "summary"
"""The arrangement that shows figures and charts before words, and is neither signed nor sent."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_TITLE = 255  # characters of a property


def document_docx(template: str, context: DocumentContext) -> bytes:
    """Return the Word file of a document, under the rule-set of its style and date."""
    words: dict[str, Any] = printed(context)
    rule_set = context.letterhead.rule_set
    width = text_width(rule_set.margins)
    sections, ordered_lists = content.section_content(words["sections"], width)
    file = DocxTemplate(io.BytesIO(template_package(rule_set, ordered_lists)))
    file.init_docx()
    is_summary = template == FIRST_PAGES_OF_PICTURES
    file.render(
        words
        | sheets(rule_set)
        | content.head(context.letterhead, rule_set)
        | {
            "notice": gettext("Số liệu minh họa") if context.letterhead.illustrative else "",
            "sections": sections,
            "annexes": [] if is_summary else content.annex_content(words["annexes"], rule_set),
            "highlight_widths": _evenly(width, context.highlights),
            "halves": [width // 2, width - width // 2],
            "chart_rows": chart_rows(file.docx.part, context.charts, width),
            "charts_first": is_summary,
            "is_signed": not is_summary,
        }
        | issued_code(file.docx.part, context.verification, width),
        jinja_env=_environment(),
    )
    return _finished(file, document_title(context.letterhead))


def _finished(file: DocxTemplate, title: str) -> bytes:
    properties = file.docx.core_properties
    properties.title = title[:_MOST_TITLE]
    properties.language = LANGUAGE
    buffer = io.BytesIO()
    file.docx.save(buffer)
    return buffer.getvalue()


def _environment() -> Environment:
    return Environment(autoescape=True, finalize=_legible)


def _legible(value: object) -> object:
    """What users typed, as docxtpl and XML can carry it.

    Characters that XML forbids are left out: one of them, pasted by a user, would cut the document short. Underscores
    go as references, for docxtpl reads `{_{` as two braces.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    typed = _ILLEGAL.sub("", value)
    return Markup(str(escape(typed)).replace("_", "&#95;")) if "_" in typed else typed  # noqa: S704 - escaped just here


def _evenly(width: int, highlights: tuple[Highlight, ...]) -> list[int]:
    return [width // len(highlights)] * len(highlights) if highlights else []

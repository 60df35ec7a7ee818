"""The engine: from what a document says to the bytes of a Word file."""

import io
import re
from typing import Any

from django.utils.translation import gettext
from docx.parts.document import DocumentPart
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree
from markupsafe import Markup, escape

from reports.documents.context_types import Chart, DocumentContext, Highlight
from reports.documents.printing import document_title, printed
from reports.documents.word import content
from reports.documents.word.measures import EMU_IN_TWIP, text_width
from reports.documents.word.package import template_package
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
            "chart_rows": _chart_rows(file.docx.part, context.charts, width),
            "charts_first": is_summary,
            "is_signed": not is_summary,
        },
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
    environment = Environment(autoescape=True, finalize=_legible)
    environment.globals["_"] = gettext
    return environment


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


def _chart_rows(part: DocumentPart, charts: tuple[Chart, ...], width: int) -> list[list[dict[str, Any]]]:
    """Charts two abreast as pictures, a wide one alone."""
    rows: list[list[dict[str, Any]]] = []
    half = width // 2
    for chart in charts:
        if chart.is_wide:
            rows.append([_picture(part, chart, width, span=2)])
        elif rows and len(rows[-1]) == 1 and rows[-1][0]["span"] == 1:
            rows[-1].append(_picture(part, chart, half))
        else:
            rows.append([_picture(part, chart, half)])
    for row in rows:
        if len(row) == 1 and row[0]["span"] == 1:
            row.append({"cell_width": width - half, "span": 1, "drawing": ""})
    return rows


def _picture(part: DocumentPart, chart: Chart, width: int, span: int = 1) -> dict[str, Any]:
    drawn = round(width * EMU_IN_TWIP * 0.98)
    inline = part.new_pic_inline(io.BytesIO(chart.png), width=drawn)
    inline.docPr.set("name", chart.title)
    inline.docPr.set("descr", chart.description)
    return {
        "cell_width": width,
        "span": span,
        "caption": chart.caption,
        "drawing": Markup(etree.tostring(inline, encoding="unicode")),  # noqa: S704 - made and escaped by python-docx
    }

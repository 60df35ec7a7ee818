"""The documents that are measured, and a bare WeasyPrint call on the same HTML and CSS."""

from dataclasses import replace
from functools import cache
from itertools import cycle, islice

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from communes.models import ProgrammeYear
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.demo.scene import PROGRAMME, YEARS
from reports.documents.context_types import DocumentContext
from reports.documents.layout import RuleSet
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder
from reports.documents.render import STATIC
from reports.documents.stylesheet import css_text


def programme_year() -> ProgrammeYear:
    return ProgrammeYear.objects.select_related("programme").get(programme__code=PROGRAMME, year=max(YEARS))


@cache
def review(rule_set: str = "") -> DocumentContext:
    """The annual review of the illustrative year."""
    order = DocumentOrder("review", programme_year(), rule_set=rule_set)
    return document_context(order, WHOLE_PROVINCE_READER)


def review_of(annexes: int, rule_set: str = "") -> DocumentContext:
    """The review with so many annexes, its own ones over and over."""
    context = review(rule_set)
    return replace(context, annexes=tuple(islice(cycle(context.annexes), annexes)))


def bare(html: str, rule_set: RuleSet) -> bytes:
    """What anybody would write: no style sheet is kept from one call to the next."""
    fonts = FontConfiguration()
    sheets = [
        CSS(filename=STATIC / "css" / "document.css", font_config=fonts),
        CSS(string=css_text(rule_set), font_config=fonts),
    ]
    source = HTML(string=html, base_url=STATIC.as_uri() + "/")
    return source.write_pdf(stylesheets=sheets, font_config=fonts, presentational_hints=True)

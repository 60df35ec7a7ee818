"""The engine: from HTML to PDF bytes with WeasyPrint. Pure: it reads our own static files and nothing else."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.documents.context_types import DocumentContext
from reports.documents.layout import RuleSet
from reports.documents.printing import document_title, printed
from reports.documents.stylesheet import css_text

File = TypeVar("File")

STATIC = Path(__file__).resolve().parents[2] / "static"

# Two threads drawing at once take longer than one after the other, and Pango's font map is shared: one at a time.
_drawing = Lock()


class ForbiddenResourceError(Exception):
    """The document refers to a file or address that documents may not read."""


class _RefusedError(FatalURLFetchingError):
    """Stops WeasyPrint, which would otherwise go on without the resource."""


class StaticOnlyFetcher(URLFetcher):
    """Gives documents the files under one folder, and `data:` addresses; refuses everything else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource, or stop the drawing."""
        parts = urlsplit(url)
        inside = (
            parts.scheme == "file"
            and not parts.netloc
            and Path(unquote(parts.path)).resolve().is_relative_to(self._folder)
        )
        if not inside and parts.scheme != "data":
            raise _RefusedError(url)
        return super().fetch(url, headers)


def document_html(template: str, context: DocumentContext) -> str:
    """Return the HTML of a document; `template` is "review" or "summary"."""
    return render_to_string(f"documents/{template}.html", printed(context))


def document_pdf(template: str, context: DocumentContext) -> bytes:
    """Return the PDF of a document, under the rule-set of its style and date."""
    return drawn(template, context, Document.write_pdf)


def drawn(template: str, context: DocumentContext, finish: Callable[[Document], File]) -> File:
    """Return what `finish` makes of the laid-out pages of a document."""
    letterhead = context.letterhead
    html, title = document_html(template, context), document_title(letterhead)
    return _drawn(html, _stylesheets(letterhead.rule_set), title, STATIC, finish)


def render_pdf(html: str, *, rule_set: RuleSet, title: str, base_dir: Path) -> bytes:
    """Draw HTML as PDF under a rule-set. Relative addresses are files under `base_dir`.

    Raise ForbiddenResourceError when the document refers to anything but those files and `data:`.
    """
    return _drawn(html, _stylesheets(rule_set), title, base_dir, Document.write_pdf)


def stamp_pdf(html: str, *, width: float, height: float) -> bytes:
    """Draw the stamp of a signature as a page of its own, as large as the room left for it (in points)."""
    fonts = _font_configuration()
    page = CSS(string=f"@page {{ size: {width}pt {height}pt; margin: 0 }}", font_config=fonts)
    sheet = CSS(filename=STATIC / "css" / "stamp.css", font_config=fonts)
    return _drawn(html, [page, sheet], "", STATIC, Document.write_pdf)


def _drawn(html: str, sheets: list[CSS], title: str, base_dir: Path, finish: Callable[[Document], File]) -> File:
    with _drawing:
        try:
            source = HTML(string=html, base_url=base_dir.as_uri() + "/", url_fetcher=StaticOnlyFetcher(base_dir))
            fonts = _font_configuration()
            document = source.render(stylesheets=sheets, font_config=fonts, presentational_hints=True)
            document.metadata.title = title
            document.metadata.lang = "vi"
            return finish(document)
        except _RefusedError as refused:
            raise ForbiddenResourceError(str(refused)) from None


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheets(rule_set: RuleSet) -> list[CSS]:
    """Return the parsed style sheets: parsing them costs more than drawing a short document."""
    fonts = _font_configuration()
    return [
        CSS(filename=STATIC / "css" / "document.css", font_config=fonts),
        CSS(string=css_text(rule_set), font_config=fonts),
    ]

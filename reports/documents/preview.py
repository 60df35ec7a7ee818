"""The first page of a document as a picture, drawn within the reader's scope and kept as long as it stays the same."""

import hashlib
from dataclasses import dataclass, replace
from io import BytesIO
from threading import Lock

import pypdfium2
from django.core.cache import cache
from weasyprint import Document

from kontum04.core.scoping import Viewer
from reports.documents.context_types import DocumentContext
from reports.documents.library import KINDS, document_context
from reports.documents.orders import DocumentOrder
from reports.documents.render import document_html, drawn
from reports.documents.stylesheet import css_text

FIRST_SECTIONS = 8
"""No first page holds more; those after it are not laid out."""
WIDTH = 480
"""Pixels: twice the width on the page, for sharp screens."""
KEEP_SECONDS = 24 * 3600

# PDFium may be used by one thread at a time.
_picturing = Lock()


@dataclass(frozen=True)
class Preview:
    """`tag` names the content: the same words and layout give the same tag."""

    tag: str
    template: str
    context: DocumentContext

    def png(self) -> bytes:
        """The picture; drawn once for a content, whoever asks."""
        key = f"preview:{self.tag}"
        picture = cache.get(key)
        if picture is None:
            picture = _picture(drawn(self.template, self.context, _first_page))
            cache.set(key, picture, KEEP_SECONDS)
        return picture


def preview_of(order: DocumentOrder, viewer: Viewer) -> Preview:
    """The first page of a document as it would be printed now. Raise NothingToSayError where there is none."""
    context = document_context(order, viewer)
    shown = replace(context, annexes=(), sections=context.sections[:FIRST_SECTIONS])
    template = KINDS[order.kind].template
    content = document_html(template, shown) + css_text(shown.letterhead.rule_set)
    return Preview(hashlib.sha256(content.encode()).hexdigest(), template, shown)


def _first_page(document: Document) -> bytes:
    return document.copy(document.pages[:1]).write_pdf()


def _picture(pdf: bytes) -> bytes:
    with _picturing, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil()
    content = BytesIO()
    picture.quantize(16).save(content, "PNG", optimize=True)
    return content.getvalue()

"""The PDF of an issued document: PDF/A-3 with tags, and with the files it was issued with inside it.

It is produced as PDF/A-3a by the drawing program; no validator has been run over it.
"""

from dataclasses import dataclass
from io import BytesIO

from weasyprint import Attachment, Document

from reports.documents.context_types import DocumentContext
from reports.documents.render import drawn

VARIANT = "pdf/a-3a"
POINTS = 0.75
"""Points to a pixel of style sheets."""

STAMP_HEIGHT = 56.0
"""Points; what a visible stamp needs."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside the document. `relationship` is one of ISO 32000-2, 7.11.3: "Data", "Source"."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page (counted from 0): its corners in points from the lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class ArchivalPdf:
    """The bytes, and the room left for a stamp: over the signer's name, else beside the verification code."""

    content: bytes
    stamp: Box


def archival_pdf(template: str, context: DocumentContext, files: tuple[Embedded, ...]) -> ArchivalPdf:
    """Draw a document as PDF/A-3 with `files` embedded as associated files."""
    rule_set = context.letterhead.rule_set
    gap = rule_set.signature_gap_lines * rule_set.line_pitch_pt

    def finish(document: Document) -> ArchivalPdf:
        attachments = [_attachment(file) for file in files]
        content = document.write_pdf(pdf_variant=VARIANT, attachments=attachments)
        return ArchivalPdf(content, _stamp_box(document, gap))

    return drawn(template, context, finish)


def _attachment(file: Embedded) -> Attachment:
    return Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        relationship=file.relationship,
    )


def _stamp_box(document: Document, gap: float) -> Box:
    """The empty lines over the signer's name, or the right half beside the verification code."""
    places = {
        name: (number, page.height * POINTS, *(edge * POINTS for edge in edges))
        for number, page in enumerate(document.pages)
        for name, edges in page.anchors.items()
    }
    if "signer" in places:
        number, height, left, upper, right, _lower = places["signer"]
        return Box(number, left, height - upper, right, height - upper + gap)
    number, height, left, upper, right, _lower = places["verification"]
    return Box(number, (left + right) / 2, height - upper - STAMP_HEIGHT, right, height - upper)

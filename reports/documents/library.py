"""The kinds of document a programme year can print."""

from kontum04.core.scoping import Viewer
from reports.documents import output
from reports.documents.context_types import DocumentContext
from reports.documents.kinds import (
    assignment,
    commune,
    decision,
    multi_year,
    proposal,
    reminder,
    review,
    summary,
    unit,
    village,
)
from reports.documents.orders import DocumentKind, DocumentOrder

_MODULES = (summary, review, multi_year, commune, unit, village, reminder, proposal, decision, assignment)

KINDS: dict[str, DocumentKind] = {module.KIND.code: module.KIND for module in _MODULES}


def document_context(order: DocumentOrder, viewer: Viewer) -> DocumentContext:
    """What the document says, in the reader's scope; KeyError for an unknown kind."""
    return KINDS[order.kind].make(order, viewer)


def render_document(order: DocumentOrder, viewer: Viewer, file_format: str = "pdf") -> bytes:
    """The document as a file; KeyError for an unknown kind or format."""
    return output.FORMATS[file_format].write(KINDS[order.kind].template, document_context(order, viewer))

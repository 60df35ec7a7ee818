"""What a document says, section by section, as plain text."""

from kontum04.core.scoping import Viewer
from reports.documents.context_types import DocumentContext, Table
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder
from reports.documents.printing import printed


def said(order: DocumentOrder, viewer: Viewer) -> dict[str, str]:
    """The text under each key as it is printed: paragraphs, items and rows in lines of their own."""
    return told(document_context(order, viewer))


def told(context: DocumentContext) -> dict[str, str]:
    """The same of a document that is made already. No-break spaces are plain ones."""
    texts = {}
    for section in printed(context)["sections"]:
        lines = []
        for block in section.blocks:
            if block.table:
                rows = [*block.table.rows, block.table.totals]
                lines += [" | ".join(cell.text for cell in row) for row in rows if row]
            else:
                lines.append(block.mark + "".join(run.text for run in block.runs))
        texts[section.section.key] = "\n".join(lines).replace("\xa0", " ")
    return texts


def figures_in(context: DocumentContext) -> dict[str, set[str]]:
    """The words each named figure has in the running text, by code: two of one name must say the same."""
    found: dict[str, set[str]] = {}
    for section in context.sections:
        for block in section.content:
            if isinstance(block, Table):
                continue
            for runs in block.items if hasattr(block, "items") else (block.runs,):
                for run in runs:
                    if run.figure and run.form == "unit":
                        found.setdefault(run.figure, set()).add(run.text)
    return found

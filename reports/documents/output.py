"""The files a document can be written as."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.documents.context_types import DocumentContext
from reports.documents.excel.book import document_xlsx
from reports.documents.render import document_pdf
from reports.documents.word.writer import document_docx


@dataclass(frozen=True)
class FileFormat:
    """`write` takes the template that arranges the parts, and what the document says."""

    content_type: str
    write: Callable[[str, DocumentContext], bytes]


FORMATS: dict[str, FileFormat] = {
    "pdf": FileFormat("application/pdf", document_pdf),
    "docx": FileFormat("application/vnd.openxmlformats-officedocument.wordprocessingml.document", document_docx),
    "xlsx": FileFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", document_xlsx),
}

"""The tables of the top floor: drafts of documents, issued documents, jobs that make them, changes of layout."""

from .compositions import ComposedSection, Composition, SectionComment
from .issued import DocumentRead, IssuedDocument, IssuedFile, NumberSeries
from .jobs import DocumentJob
from .layouts import LayoutOverride

__all__ = [
    "ComposedSection",
    "Composition",
    "DocumentJob",
    "DocumentRead",
    "IssuedDocument",
    "IssuedFile",
    "LayoutOverride",
    "NumberSeries",
    "SectionComment",
]

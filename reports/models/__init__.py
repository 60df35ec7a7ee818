"""The tables of the top floor: drafts of documents, issued documents, jobs that make them, changes of layout."""

from .compositions import ComposedSection, Composition, SectionComment
from .issued import IssuedDocument, IssuedFile
from .jobs import DocumentJob
from .layouts import LayoutOverride
from .numbering import NumberSeries, PartyTerm
from .reads import DocumentRead
from .signatories import Signatory

__all__ = [
    "ComposedSection",
    "Composition",
    "DocumentJob",
    "DocumentRead",
    "IssuedDocument",
    "IssuedFile",
    "LayoutOverride",
    "NumberSeries",
    "PartyTerm",
    "SectionComment",
    "Signatory",
]

"""Whether a file is what was issued: compared by its SHA-256, never by its name or its words."""

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO

from reports.models import IssuedDocument, IssuedFile

CHUNK = 1 << 20
_LARGE = ("document__snapshot", "document__corrected_by__snapshot")
_HASH = re.compile(r"[0-9a-f]{64}")
_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True)
class Verdict:
    """What is known of a file. `file` is the issued one it is the same as; without it the file is unknown, or differs
    from every file of `document`, the one it was held against."""

    sha256: str
    file: IssuedFile | None
    document: IssuedDocument | None

    @property
    def is_same(self) -> bool:
        return self.file is not None

    @property
    def differs(self) -> bool:
        """Held against one document and found to be another file."""
        return self.file is None and self.document is not None


def hash_of(file: BinaryIO) -> str:
    """SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def typed_hash(text: str) -> str:
    """A SHA-256 as people type or paste it; empty when it is none."""
    plain = re.sub(r"[\s:-]", "", text).lower()
    return plain if _HASH.fullmatch(plain) else ""


def typed_code(text: str) -> str:
    """A verification code as people type it: dashes, small letters and O for 0 do no harm."""
    return re.sub(r"[\s-]", "", text).upper().translate(_CONFUSED)


def verified(sha256: str, document: IssuedDocument | None = None) -> Verdict:
    """Look a hash up among the files of `document`, or of all documents."""
    files = IssuedFile.objects.filter(sha256=sha256)
    if document:
        files = files.filter(document=document)
    file = files.select_related("document__corrected_by").defer(*_LARGE).first()
    return Verdict(sha256, file, file.document if file else document)


def by_code(code: str) -> IssuedDocument | None:
    """The document of a verification code."""
    documents = IssuedDocument.objects.filter(code=typed_code(code))
    return (
        documents.select_related("programme_year", "corrected_by").defer("snapshot", "corrected_by__snapshot").first()
    )

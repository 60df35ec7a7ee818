"""The log of who read what, and when: issued documents by their row, drafts in words."""

from typing import Any

from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from reports.choices import ReadKind
from reports.documents.library import KINDS
from reports.documents.orders import SUBJECTS, DocumentOrder
from reports.models import DocumentRead, IssuedDocument


def log_read(document: IssuedDocument, *, by: User | None, kind: ReadKind, file_format: str = "") -> None:
    """Somebody read, downloaded or verified an issued document; `by` is nobody for a visitor."""
    DocumentRead.objects.create(document=document, subject=str(document), user=by, kind=kind, file_format=file_format)


def log_draft(subject: str, *, by: User, file_format: str) -> None:
    """Somebody downloaded what is no issued document yet."""
    words = _("%(subject)s (dự thảo)") % {"subject": subject}
    DocumentRead.objects.create(subject=words, user=by, kind=ReadKind.DOWNLOADED, file_format=file_format)


def log_order(order: DocumentOrder, *, by: User, file_format: str) -> None:
    """Somebody had a document made of the data as they stand."""
    about: list[Any] = [getattr(order, name) for name in SUBJECTS if getattr(order, name)]
    parts = [KINDS[order.kind].title, order.programme_year, *about]
    log_draft(" – ".join(str(part) for part in parts), by=by, file_format=file_format)

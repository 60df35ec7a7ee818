"""What files and documents of a job are called."""

from collections.abc import Iterable

from django.utils.text import slugify

from kontum04.core.text import fold
from reports.documents.library import KINDS
from reports.documents.orders import SUBJECTS, DocumentOrder


def document_title(order: DocumentOrder) -> str:
    """How a document is called in a message: its kind, and whom it is about."""
    return " – ".join([str(KINDS[order.kind].title), *(str(subject) for subject in _subjects(order))])


def file_stem(order: DocumentOrder) -> str:
    """The name of a document's file without its ending, in plain ASCII so that no program can break it."""
    year = order.programme_year
    parts = [order.kind, year.programme.code, str(year.year), *(str(subject) for subject in _subjects(order))]
    return ascii_name("-".join(parts))


def ascii_name(text: str) -> str:
    """Words as a file name: “Xã Đăk Long” becomes xa-dak-long."""
    return slugify(fold(text))[:100] or "van-ban"


def unique(names: Iterable[str]) -> list[str]:
    """The names in their order; one that came before gets a number."""
    taken: dict[str, int] = {}
    result = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        result.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return result


def _subjects(order: DocumentOrder) -> list[object]:
    return [subject for name in SUBJECTS if (subject := getattr(order, name))]

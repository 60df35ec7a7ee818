"""What happened to a composed document: its way, every section, every remark, in one line of time."""

from typing import Any

from django.utils.translation import gettext as _

from kontum04.core.history import Change, changes, changes_in
from reports.documents.richtext import blocks_of, text_of
from reports.models import ComposedSection, Composition, SectionComment
from twinning.history import newest_first

BESIDE = 60
"""Characters of the text that stays, shown on both sides of what changed."""


def composition_changes(composition: Composition) -> list[Change]:
    """The history of a document and of all its sections and remarks, removed ones too; newest first."""
    sections = ComposedSection.history.filter(composition_id=composition.pk)
    bodies = _Bodies(sections.order_by("history_date", "history_id").values_list("history_id", "id", "body"))
    keys = sections.values("id")
    remarks = SectionComment.history.filter(section_id__in=keys).select_related("section")
    found = changes(composition)
    found += changes_in(sections, name=lambda record: record.heading or record.key, text=bodies.text)
    found += changes_in(remarks, name=lambda record: _("Góp ý về %(section)s") % {"section": record.section})
    return newest_first(found)


class _Bodies:
    """Shows of two versions of a long text the place where they differ."""

    def __init__(self, records: Any) -> None:
        self.before: dict[int, str] = {}
        last: dict[int, str] = {}
        for history_id, section, body in records:
            self.before[history_id] = last.get(section, "")
            last[section] = body

    def text(self, record: Any, field: Any, value: Any) -> str | None:
        if field.name != "body":
            return None
        before = self.before.get(record.history_id, "")
        return difference(value, record.body if value == before else before)


def difference(html: str, other: str) -> str:
    """The words of a text around what another text has otherwise."""
    words, others = (text_of(blocks_of(each)) for each in (html, other))
    start = 0
    while start < min(len(words), len(others)) and words[start] == others[start]:
        start += 1
    end = 0
    while end < min(len(words), len(others)) - start and words[-1 - end] == others[-1 - end]:
        end += 1
    first, last = max(start - BESIDE, 0), min(len(words) - end + BESIDE, len(words))
    return ("…" if first else "") + words[first:last] + ("…" if last < len(words) else "")

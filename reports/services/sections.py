"""Sections of a composed document under the hands of staff: written, added, put in order, left out."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc
from reports.documents.live import Run
from reports.documents.richtext import blocks_of, figures_in, replaced, text_of
from reports.models import ComposedSection, Composition
from reports.models.compositions import OWN
from reports.services.composing import locked, stored
from reports.services.present import present

LONGEST_HEADING = 300
ONE_SITTING = dt.timedelta(minutes=10)
"""Savings of one person that follow each other within this time are one entry of the history."""


class Stale(Exception):
    """Somebody else saved the section since the page was opened, and it says something else. Nothing was stored."""

    def __init__(self, section: ComposedSection, heading: str, body: str) -> None:
        self.section = section
        self.fields = {}
        if heading != section.heading:
            self.fields["heading"] = {"label": _("Đề mục"), "theirs": section.heading}
        if body != section.body:
            self.fields["body"] = {"label": _("Nội dung"), "theirs": text_of(blocks_of(section.body))}
        super().__init__(f"revision {section.revision}")

    @property
    def who(self) -> str:
        return str(self.section.updated_by or _("người khác"))

    @property
    def at(self) -> str:
        return formats.date_time(self.section.updated_at)


@transaction.atomic
def save_section(
    *, section: ComposedSection, by: User, revision: int | None, heading: str, body: str
) -> ComposedSection:
    """Store what was typed on a page opened at `revision`. Raises Stale or Problems; nothing is stored then."""
    row = open_section(section)
    heading, text = nfc(heading)[:LONGEST_HEADING], _typed(row, body)
    if (heading, text) == (row.heading, row.body):
        return row  # nothing new, or sent again after a lost answer
    if revision != row.revision:
        raise Stale(row, heading, text)
    row.heading, row.body = heading, text
    return record(row, by=by, why=_("Sửa nội dung"), one_sitting=True)


@transaction.atomic
def add_section(*, composition: Composition, by: User, heading: str, level: int, after: int | None) -> ComposedSection:
    """Put an empty section of the staff's own behind the section numbered `after`, or at the end."""
    composition = locked(composition)
    heading = nfc(heading)[:LONGEST_HEADING]
    if not heading:
        raise refuse(_("ghi đề mục của mục mới."), where=_("Thêm mục"), field="id_new-heading")
    rows = list(composition.sections.select_for_update())
    place = next((place for place, row in enumerate(rows, 1) if row.pk == after), len(rows))
    new = ComposedSection(
        composition=composition, key=_own_key(composition), level=level, heading=heading, order=place + 1, updated_by=by
    )
    sign(new, by=by, why=_("Thêm mục"))
    new.save()
    _number([*rows[:place], new, *rows[place:]])
    return new


@transaction.atomic
def move_section(*, section: ComposedSection, by: User, step: int) -> None:
    """Move a section by one place, up (-1) or down (1); at the end of the document it stays."""
    row = open_section(section)
    rows = list(row.composition.sections.select_for_update())
    place = rows.index(row)
    if 0 <= place + step < len(rows):
        rows.insert(place + step, rows.pop(place))
        _number(rows)
        record(ComposedSection.objects.get(pk=row.pk), by=by, why=_("Chuyển lên") if step < 0 else _("Chuyển xuống"))


@transaction.atomic
def leave_out(*, section: ComposedSection, by: User, is_hidden: bool) -> None:
    """Leave a section out of the document, or take it in again. It stays in the composer, so no reason is asked."""
    row = open_section(section)
    if row.is_hidden != is_hidden:
        row.is_hidden = is_hidden
        record(row, by=by, why=_("Không đưa vào văn bản") if is_hidden else _("Đưa lại vào văn bản"))


@transaction.atomic
def remove_section(*, section: ComposedSection, by: User) -> None:
    """Delete a section of the staff's own that nobody commented on; one made from figures is only left out."""
    row = open_section(section)
    if not row.is_own or row.comments.exists():
        message = _("mục lập từ số liệu hoặc đã có góp ý thì không xóa, chỉ không đưa vào văn bản.")
        raise refuse(message, where=str(row))
    sign(row, by=by, why=_("Xóa mục"))
    row.delete()


def open_section(section: ComposedSection) -> ComposedSection:
    """The section under lock, its document before it; Problems when the document may not change."""
    composition = locked(section.composition)
    row = ComposedSection.objects.select_for_update().get(pk=section.pk)
    row.composition = composition
    return row


def record(row: ComposedSection, *, by: User, why: str, one_sitting: bool = False) -> ComposedSection:
    """Save a changed section as its next revision. In one sitting the history keeps the last of a person's savings."""
    last: Any = row.history.order_by("-history_date", "-history_id").first() if one_sitting else None
    if last and _continues(last, by, why):
        last.delete()
    row.revision += 1
    row.updated_by = by
    sign(row, by=by, why=why)
    row.save()
    row.refresh_from_db(fields=["heading", "body", "made", "updated_at"])
    return row


def _continues(last: Any, by: User, why: str) -> bool:
    is_same = last.history_type == "~" and last.history_user_id == by.pk and last.history_change_reason == why
    return is_same and clock.now() - last.history_date < ONE_SITTING


def _typed(row: ComposedSection, body: str) -> str:
    """What was typed, in stored form. A figure says its own words, known from the text before or from the data;
    other words in its place are the writer's and become plain text."""
    blocks = blocks_of(body)
    before = figures_in((*blocks_of(row.body), *blocks_of(row.made)))
    known = {(run.figure, run.form, run.text) for run in before}
    strange = [run for run in figures_in(blocks) if (run.figure, run.form, run.text) not in known]
    words = present(row.composition).words if strange else {}

    def settled(run: Run) -> Run:
        is_true = (run.figure, run.form, run.text) in known or words.get((run.figure, run.form)) == run.text
        return run if is_true else Run(run.text)

    return stored(replaced(blocks, settled) if strange else blocks)


def _number(rows: list[ComposedSection]) -> None:
    for place, row in enumerate(rows, 1):
        row.order = place
    ComposedSection.objects.bulk_update(rows, ["order"])


def _own_key(composition: Composition) -> str:
    newest = composition.sections.filter(key__startswith=OWN).aggregate(newest=Max("pk"))["newest"] or 0
    return f"{OWN}{newest + 1}"

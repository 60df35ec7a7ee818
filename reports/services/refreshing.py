"""Figures that moved under a composed text: told section by section, taken over by a click, never by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import refuse
from reports.documents import moved as compare
from reports.documents.live import Form, Run
from reports.documents.moved import Change, Moved
from reports.documents.richtext import blocks_of, figures_in, runs_in
from reports.models import ComposedSection, Composition
from reports.services.present import Present
from reports.services.sections import open_section, record


@dataclass(frozen=True)
class Standing:
    """How a section stands against today's figures. `plain_missing` counts "chưa có số liệu" written as mere words."""

    section: ComposedSection
    moved: list[Moved] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    missing: list[Run] = field(default_factory=list)
    plain_missing: int = 0

    @property
    def is_whole_update(self) -> bool:
        """Whether nobody edited the section, so that today's text may simply take its place."""
        return not self.section.is_edited and bool(self.changes)


def standing(section: ComposedSection, now: Present) -> Standing:
    """Compare one section with today's figures."""
    today = None if section.is_own else now.text(section.key)
    blocks = blocks_of(section.body)
    others = "".join(run.text for block in blocks for run in runs_in(block) if not run.figure)
    return Standing(
        section,
        compare.moved(section.body, now.words),
        [] if today is None else compare.changes(section.made, today),
        list(dict.fromkeys(run for run in figures_in(blocks) if run.text == formats.MISSING)),
        others.lower().count(str(formats.MISSING)),
    )


def standings(sections: Iterable[ComposedSection], now: Present) -> list[Standing]:
    """Every section that stands in the document."""
    return [standing(section, now) for section in sections if not section.is_hidden]


@transaction.atomic
def update_figures(
    *, section: ComposedSection, by: User, now: Present, name: tuple[str, Form] | None = None
) -> ComposedSection:
    """Let one figure of the text, or all of them, say their present words. Everything else stays as it was written."""
    row = open_section(section)
    found = [each for each in compare.moved(row.body, now.words) if name in (None, (each.code, each.form))]
    if not found:
        return row  # a second press, or somebody was quicker

    def is_asked(run: Run) -> bool:
        return name in (None, (run.figure, run.form))

    was_edited = row.is_edited
    row.body = compare.updated(row.body, now.words, is_asked)
    row.made = compare.updated(row.made, now.words, is_asked) if was_edited else row.body
    said = "; ".join(f"{each.old} → {each.new}" for each in found)
    return record(row, by=by, why=_("Cập nhật số liệu: %(said)s") % {"said": said})


@transaction.atomic
def update_all_figures(*, composition: Composition, by: User, now: Present) -> None:
    """Let every figure of the document say its present words."""
    for section in composition.sections.all():
        update_figures(section=section, by=by, now=now)


@transaction.atomic
def update_whole(*, section: ComposedSection, by: User, now: Present) -> ComposedSection:
    """Put today's text in the place of a section that nobody edited."""
    row = open_section(section)
    today = now.text(row.key)
    if row.is_edited or today is None:
        raise refuse(_("mục này đã có người sửa; hãy lấy từng đoạn."), where=str(row))
    row.body = row.made = today
    return record(row, by=by, why=_("Lấy lại nội dung từ số liệu"))


@transaction.atomic
def settle(*, section: ComposedSection, by: User, now: Present, key: str, is_taken: bool) -> ComposedSection:
    """Settle one change of what is made from figures: take the new words into the text, or keep the text as it is."""
    row = open_section(section)
    today = now.text(row.key)
    change = next((each for each in compare.changes(row.made, today or "") if each.key == key), None)
    if change is None:
        raise refuse(_("số liệu vừa đổi thêm; hãy xem lại chỗ khác nhau."), where=str(row))
    if is_taken:
        row.body = compare.taken_over(row.body, row.made, change)
    row.made = compare.kept(row.made, change)
    return record(row, by=by, why=_("Lấy đoạn mới từ số liệu") if is_taken else _("Giữ nội dung đang viết"))

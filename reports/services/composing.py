"""Composed documents: begun from figures, kept as sections, put together again for paper.

A composed document is the committee's: it is made of the whole province's figures, whoever reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.problems import refuse
from kontum04.core.recording import create_signed, sign
from kontum04.core.scoping import WHOLE_PROVINCE_READER, Viewer
from kontum04.core.text import nfc_lines
from reports.choices import CompositionStatus
from reports.documents.context_types import Block, DocumentContext, Letterhead, Section
from reports.documents.letterhead import letterhead_of
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder, NothingToSayError
from reports.documents.richtext import blocks_of, clean, html_of
from reports.documents.rules import rule_set_for
from reports.models import ComposedSection, Composition, IssuedDocument


def stored(blocks: tuple[Block, ...]) -> str:
    """Blocks as a section keeps them."""
    return nfc_lines(clean(html_of(blocks)))


def key_of(section: Section, position: int) -> str:
    """The name of a section made from figures; a maker that gives none is told by its place."""
    return section.key or f"muc-{position}"


@transaction.atomic
def begin(*, order: DocumentOrder, by: User) -> Composition:
    """Begin a document: every section as the figures of today say it. NothingToSayError where they say nothing."""
    context = document_context(order, WHOLE_PROVINCE_READER)
    composition = _begun(order, context.letterhead, by=by)
    rows = [
        ComposedSection(
            composition=composition,
            key=key_of(section, position),
            order=position,
            level=section.level,
            heading=section.heading,
            body=(text := stored(section.content)),
            made=text,
            updated_by=by,
        )
        for position, section in enumerate(context.sections, 1)
    ]
    create_signed(rows, by=by, why=_("Lập từ số liệu"))
    return composition


@transaction.atomic
def begin_correction(*, issued: IssuedDocument, by: User) -> Composition:
    """Begin the document that corrects an issued one: its text as it was issued, to be mended and issued anew.

    Raises Problems where the issued document was not composed here."""
    before = issued.composition
    if before is None:
        raise refuse(_("văn bản này không có bản soạn trên cổng; hãy lập văn bản mới."), where=_("Đính chính"))
    composition = _copy(before)
    composition.corrects = issued
    composition.made_by = by
    sign(composition, by=by, why=_("Lập để đính chính %(reference)s") % {"reference": issued.reference})
    composition.save()
    rows = [_copy_of_section(row, composition, by) for row in before.sections.all()]
    create_signed(rows, by=by, why=_("Chép từ văn bản được đính chính"))
    return composition


@transaction.atomic
def save_letterhead(*, composition: Composition, by: User, values: Mapping[str, Any]) -> Composition:
    """Store what stands around the text: date, summary, recipients, signature, the last day for comments."""
    row = locked(composition)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        sign(row, by=by, why=_("Sửa thể thức, ngày, người ký"))
        row.save()
    return row


def composed_context(composition: Composition, viewer: Viewer = WHOLE_PROVINCE_READER) -> DocumentContext:
    """What the document says: sections as staff left them; annexes and charts fresh from the figures of `viewer`."""
    return composed(composition, fresh_context(composition, viewer), composition.sections.all())


def fresh_context(composition: Composition, viewer: Viewer = WHOLE_PROVINCE_READER) -> DocumentContext:
    """What would be made today. Where the figures give nothing to say any more, the heading alone: what was written
    still stands."""
    try:
        return document_context(composition.order(), viewer)
    except NothingToSayError:
        order = composition.order()
        return DocumentContext(letterhead_of(order, doc_type=composition.doc_type, summary=composition.summary))


def composed(composition: Composition, fresh: DocumentContext, rows: Iterable[ComposedSection]) -> DocumentContext:
    """What would be made today, with the sections and the heading that staff gave the document."""
    sections = tuple(section_of(row) for row in rows if not row.is_hidden)
    return replace(fresh, letterhead=_letterhead(composition, fresh.letterhead), sections=sections)


def section_of(row: ComposedSection) -> Section:
    """A section as paper prints it."""
    return Section(row.heading, row.level, blocks=blocks_of(row.body), key=row.key)


def locked(composition: Composition) -> Composition:
    """The composition under lock, to be changed; Problems when its text may not change any more."""
    row = Composition.objects.select_for_update().get(pk=composition.pk)
    if not row.is_editable:
        message = _("văn bản đang ở trạng thái “%(state)s” nên không sửa được. Muốn sửa, trả về soạn lại.")
        if row.status == CompositionStatus.ISSUED:
            message = _("văn bản %(state)s, không sửa được nữa. Muốn sửa, lập văn bản đính chính.")
        raise refuse(message % {"state": row.get_status_display().lower()}, where=_("Chưa lưu"))
    return row


def _begun(order: DocumentOrder, letterhead: Letterhead, *, by: User) -> Composition:
    composition = Composition(
        programme_year=order.programme_year,
        kind=order.kind,
        from_year=order.from_year,
        doc_type=letterhead.doc_type,
        dated_on=clock.today(),
        summary=letterhead.summary,
        recipients="\n".join(letterhead.recipients),
        sign_authority=letterhead.sign_authority,
        sign_position=letterhead.sign_position,
        signer_name=letterhead.signer,
        made_by=by,
    )
    sign(composition, by=by, why=_("Lập từ số liệu"))
    composition.save()
    return composition


def _letterhead(composition: Composition, fresh: Letterhead) -> Letterhead:
    programme, order = composition.programme_year.programme, composition.order()
    return replace(
        fresh,
        date=composition.dated_on,
        summary=composition.summary,
        recipients=tuple(composition.recipients.splitlines()),
        sign_authority=composition.sign_authority,
        sign_position=composition.sign_position,
        signer=composition.signer_name,
        given_rule_set=rule_set_for(programme, composition.dated_on, order.rule_set),
    )


def _copy(before: Composition) -> Composition:
    names = ["programme_year", "kind", "from_year", "doc_type", "summary", "recipients"]
    names += ["sign_authority", "sign_position", "signer_name"]
    return Composition(dated_on=clock.today(), **{name: getattr(before, name) for name in names})


def _copy_of_section(row: ComposedSection, composition: Composition, by: User) -> ComposedSection:
    names = ("key", "order", "level", "heading", "body", "made", "is_hidden")
    return ComposedSection(composition=composition, updated_by=by, **{name: getattr(row, name) for name in names})

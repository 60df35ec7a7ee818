"""The files of a document about to be issued: drawn with its number on it, signed, ready to be laid in the archive."""

import datetime as dt
import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.archival import Embedded, archival_pdf
from reports.documents.context_types import DocumentContext, Section
from reports.documents.library import KINDS, document_context
from reports.documents.orders import DocumentOrder
from reports.documents.output import FORMATS
from reports.documents.printing import document_title
from reports.documents.rules import rule_set_for
from reports.documents.verification import Verification
from reports.models import Composition, IssuedDocument
from reports.services.citing import citation
from reports.services.composing import composed_context
from reports.services.numbering import SeriesKey, series_of
from reports.services.signing import signed
from reports.services.snapshots import as_json, snapshot_of

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody confuses (Crockford): no I, L, O, U."""

CODE_LENGTH = 12
SNAPSHOT = "json"


@dataclass(frozen=True)
class Request:
    """What shall be issued, decided before any number is thought of."""

    order: DocumentOrder
    composition: Composition | None
    context: DocumentContext
    series: SeriesKey
    corrects: IssuedDocument | None
    data_at: dt.datetime

    @property
    def title(self) -> str:
        """The document's name in lists."""
        return document_title(self.context.letterhead)


@dataclass(frozen=True)
class Paper:
    """A document drawn with a number: bytes by format, what it says as data, who signed it."""

    number: int
    reference: str
    code: str
    files: dict[str, bytes]
    snapshot: dict[str, Any]
    signature: str


def requested(
    order: DocumentOrder, composition: Composition | None, dated_on: dt.date, corrects: IssuedDocument | None
) -> Request:
    """Read the data once, as they are now: everything that is drawn later is drawn from this."""
    data_at = clock.now()
    made = composed_context(composition) if composition else document_context(order, WHOLE_PROVINCE_READER)
    rule_set = rule_set_for(order.programme_year.programme, dated_on, order.rule_set)
    letterhead = replace(made.letterhead, date=dated_on, given_rule_set=rule_set)
    sections = made.sections
    if corrects:
        sections = (Section(paragraphs=(citation(corrects, letterhead),), key="corrects"), *sections)
    context = replace(made, letterhead=letterhead, sections=sections)
    series = series_of(order.programme_year.programme, letterhead)
    return Request(order, composition, context, series, corrects, data_at)


def drawn_paper(request: Request, number: int) -> Paper:
    """Draw every file with `number` in its heading. Takes seconds; nothing is stored and nothing is locked."""
    letterhead = replace(request.context.letterhead, number=number)
    reference = letterhead.rule_set.reference(number, letterhead.doc_type, letterhead.symbol)
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    context = replace(
        request.context, letterhead=letterhead, verification=Verification(reference, code, address_of(code))
    )
    template = KINDS[request.order.kind].template
    snapshot = snapshot_of(request.order, context, data_at=request.data_at)
    files = {name: each.write(template, context) for name, each in FORMATS.items() if name != "pdf"}
    files[SNAPSHOT] = as_json(snapshot)
    pdf = signed(archival_pdf(template, context, _embedded(files)), place=letterhead.place)
    return Paper(number, reference, code, files | {"pdf": pdf.content}, snapshot, pdf.signer)


def _embedded(files: dict[str, bytes]) -> tuple[Embedded, ...]:
    """The tables as a workbook and the data, inside the PDF."""
    inside = [Embedded("so-lieu.json", files[SNAPSHOT], "Số liệu và nội dung lúc ban hành", "Source")]
    if "xlsx" in files:
        inside.append(Embedded("bieu-so-lieu.xlsx", files["xlsx"], "Các biểu kèm theo", "Data"))
    return tuple(inside)


def address_of(code: str) -> str:
    """Where a file can be compared with what was issued: absolute where the portal knows its own address."""
    return settings.PUBLIC_URL + reverse("verify-code", kwargs={"code": code})

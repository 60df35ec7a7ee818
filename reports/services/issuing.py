"""Issuing: the step after which a document never changes.

The files are drawn before anything is locked, with the number that is next. One short transaction then takes that
number, stores the rows and marks the composition. Whoever comes second finds the number taken and draws again with
the one after it; whatever fails leaves the number free. So no number is given twice and none is left out, and nobody
waits while a long document is drawn.
"""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.access import may
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from reports.choices import CompositionStatus
from reports.documents.orders import COMPOSED, NEVER_ISSUED, SUBJECTS, DocumentOrder, NothingToSayError
from reports.models import Composition, IssuedDocument, IssuedFile
from reports.services.archive import StoredFile, stored
from reports.services.numbering import NumberTakenError, next_number, take_number
from reports.services.papers import Paper, Request, drawn_paper, requested
from reports.services.signing import SigningError

ISSUERS = OFFICE_STAFF
ATTEMPTS = 8
"""How often a document is drawn anew because somebody else took its number."""


def issue(
    *,
    by: User,
    order: DocumentOrder | None = None,
    composition: Composition | None = None,
    dated_on: dt.date | None = None,
    corrects: IssuedDocument | None = None,
    key: UUID | None = None,
) -> IssuedDocument:
    """Issue an approved `composition`, or an `order` of a kind that needs none, under the next number of its series.

    `dated_on` is the composition's date, else today; `corrects` the issued document it replaces. The same `key` twice
    (a second click) gives the same document. Raise Problems when it may not be issued: then nothing was stored."""
    if key and (done := IssuedDocument.objects.filter(request_key=key).first()):
        return done
    if composition:
        order, corrects = composition.order(), composition.corrects
        dated_on = dated_on or composition.dated_on
    if order is None:
        raise TypeError("issue() needs an order or a composition")
    day = dated_on or clock.today()
    if problems := obstacles(order, composition, day, corrects, by):
        raise Problems(problems)
    try:
        request = requested(order, composition, day, corrects)
    except NothingToSayError as nothing:
        raise refuse(str(nothing), where=_("Ban hành")) from nothing
    for _attempt in range(ATTEMPTS):
        try:
            paper = drawn_paper(request, next_number(request.series))
        except SigningError as error:
            raise refuse(str(error), where=_("Chữ ký số")) from error
        try:
            return _record(request, paper, by, key)
        except NumberTakenError:
            continue
    raise refuse(_("đang có nhiều văn bản cùng được ban hành; chưa cấp số nào, xin làm lại."), where=_("Cấp số"))


def obstacles(
    order: DocumentOrder,
    composition: Composition | None,
    day: dt.date,
    corrects: IssuedDocument | None,
    by: User,
) -> list[Problem]:
    """Everything that stands in the way of issuing, for people to read."""
    where, problems = _("Ban hành"), []
    if not may(by, ISSUERS):
        problems.append(Problem(where, _("chỉ cơ quan thường trực được ban hành văn bản.")))
    if order.kind in NEVER_ISSUED:
        problems.append(Problem(where, _("loại này chỉ để xem, không ban hành.")))
    if composition is None and order.kind in COMPOSED:
        problems.append(Problem(where, _("loại này phải soạn, lấy ý kiến và được duyệt trước khi ban hành.")))
    if composition and composition.status != CompositionStatus.APPROVED:
        state = composition.get_status_display().lower()
        problems.append(Problem(where, _("văn bản ở trạng thái “%(state)s”, chưa được duyệt.") % {"state": state}))
    if day > clock.today():
        problems.append(Problem(_("Ngày văn bản"), _("không được sau ngày hôm nay."), "id_dated_on"))
    if corrects and (later := IssuedDocument.objects.filter(corrects=corrects).first()):
        message = _("văn bản %(old)s đã được thay bởi %(new)s.") % {"old": corrects.reference, "new": later.reference}
        problems.append(Problem(_("Đính chính"), message))
    return problems


def _record(request: Request, paper: Paper, by: User, key: UUID | None) -> IssuedDocument:
    """Lay the files down, then store everything at once. A file whose row never came does no harm."""
    files = [stored(content, file_format) for file_format, content in sorted(paper.files.items())]
    try:
        with transaction.atomic():
            if request.composition:
                _mark(request.composition, paper, by)
            return _rows(request, paper, files, by, key)
    except IntegrityError:
        # The same click, or a correction of the same document, came first: its row says so by itself.
        if key and (done := IssuedDocument.objects.filter(request_key=key).first()):
            return done
        raise refuse(_("văn bản vừa được người khác ban hành hoặc thay thế."), where=_("Ban hành")) from None


def _mark(composition: Composition, paper: Paper, by: User) -> None:
    """The composition is issued; Problems when it is no longer the text that was approved and drawn."""
    row = Composition.objects.select_for_update().get(pk=composition.pk)
    if (row.status, row.approved_at) != (CompositionStatus.APPROVED, composition.approved_at):
        raise refuse(_("văn bản vừa được người khác ban hành hoặc trả về soạn lại."), where=_("Ban hành"))
    row.status = CompositionStatus.ISSUED
    sign(row, by=by, why=_("Ban hành số %(reference)s") % {"reference": paper.reference})
    row.save(update_fields=["status"])


def _rows(request: Request, paper: Paper, files: list[StoredFile], by: User, key: UUID | None) -> IssuedDocument:
    document = IssuedDocument.objects.create(
        programme_year=request.order.programme_year,
        kind=request.order.kind,
        params=request.order.as_params(),
        **{name: getattr(request.order, name) for name in SUBJECTS},
        series=take_number(request.series, paper.number),
        number=paper.number,
        reference=paper.reference,
        dated_on=request.context.letterhead.date,
        title=request.title,
        composition=request.composition,
        version=request.corrects.version + 1 if request.corrects else 1,
        corrects=request.corrects,
        snapshot=paper.snapshot,
        signature=paper.signature,
        code=paper.code,
        request_key=key,
        issued_by=by,
    )
    for file in files:
        IssuedFile.objects.create(
            document=document, file_format=file.file_format, content=file.name, sha256=file.sha256, size=file.size
        )
    return document

"""The way of a commune's request: filed, passed on, answered, rated by the commune that asked.

An answer may be corrected until the commune has rated it; a rating may be changed for the programme's
`rating_days`, and then stays."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc, nfc_lines
from kontum04.core.wording import text_problems
from twinning.choices import Rating
from twinning.models import Request, Unit

TEXT_LIMIT, ANSWER_LIMIT, NOTE_LIMIT, BODY_LIMIT = 2000, 4000, 500, 200
LONGEST_WAIT = dt.timedelta(days=366)
"""Beyond a year after filing a due date is taken for a slip of the pen."""


@dataclass(frozen=True)
class Addressee:
    """A unit of the programme, or another body by its name: one of the two."""

    unit: Unit | None = None
    body: str = ""


@transaction.atomic
def file_request(
    *,
    programme_year: ProgrammeYear,
    commune: Commune | None,
    text: str,
    filed_on: dt.date | None,
    by: User,
    row_key: str = "",
) -> Request:
    """Keep what a commune asks in a year. The same page sent twice makes one request."""
    problems = text_problems(text, where=_("Nội dung kiến nghị"), field="id_text", limit=TEXT_LIMIT)
    problems += _past_day(filed_on, where=_("Ngày gửi"), field="id_filed_on")
    if filed_on and filed_on.year != programme_year.year:
        message = _("phải trong năm %(year)s đang mở ở đầu trang.") % {"year": programme_year.year}
        problems.append(Problem(_("Ngày gửi"), message, field="id_filed_on"))
    if commune is None:
        problems.append(Problem(_("Xã"), _("chưa chọn xã."), field="id_commune"))
    if problems or commune is None or filed_on is None:
        raise Problems(problems)
    row = Request(programme=programme_year.programme, commune=commune, filed_on=filed_on, row_key=row_key[:40])
    row.text = nfc_lines(text)
    sign(row, by=by, why=_("Xã gửi kiến nghị"))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return Request.objects.get(commune=commune, row_key=row.row_key)
    return row


def proposed_due_date(request: Request) -> dt.date:
    """The day the programme's rule gives, counted from the filing."""
    return request.filed_on + dt.timedelta(days=request.programme.request_days)


@transaction.atomic
def address(*, request: Request, to: Addressee, due_on: dt.date | None, reason: str, by: User) -> Request:
    """Pass a request on, with a due date; once more with a reason. Never after it was answered."""
    row = _locked(request)
    problems = _addressee_problems(to)
    if row.answered_on:
        problems.append(Problem("", _("Kiến nghị đã được trả lời, không chuyển nữa.")))
    if row.addressee and not nfc(reason):
        problems.append(Problem(_("Lý do"), _("chuyển lại hoặc đổi hạn phải ghi lý do."), field="id_reason"))
    if due_on is None:
        problems.append(Problem(_("Hạn trả lời"), _("chưa ghi hạn."), field="id_due_on"))
    elif not row.filed_on <= due_on <= row.filed_on + LONGEST_WAIT:
        message = _("phải trong vòng một năm kể từ ngày gửi %(day)s.") % {"day": formats.date(row.filed_on)}
        problems.append(Problem(_("Hạn trả lời"), message, field="id_due_on"))
    if problems:
        raise Problems(problems)
    row.to_unit, row.to_body, row.due_on = to.unit, nfc(to.body), due_on
    sign(row, by=by, why=nfc(reason) or _("Chuyển kiến nghị để giải quyết"))
    row.save()
    return row


@transaction.atomic
def answer(*, request: Request, text: str, answered_on: dt.date | None, by: User) -> Request:
    """Keep the answer of whoever was asked, or the office's on its behalf. Corrected until the commune has rated it."""
    row = _locked(request)
    problems = text_problems(text, where=_("Nội dung trả lời"), field="id_text", limit=ANSWER_LIMIT)
    problems += _past_day(answered_on, where=_("Ngày trả lời"), field="id_answered_on", since=row.filed_on)
    if not row.addressee:
        problems.append(Problem("", _("Kiến nghị chưa được chuyển cho đơn vị, cơ quan nào.")))
    if row.rating is not None:
        problems.append(Problem("", _("Xã đã đánh giá câu trả lời này, không sửa được nữa.")))
    if problems:
        raise Problems(problems)
    why = _("Sửa câu trả lời") if row.answered_on else _("Trả lời kiến nghị")
    row.answered_on, row.answer, row.answered_by = answered_on, nfc_lines(text), by
    sign(row, by=by, why=why)
    row.save()
    return row


@transaction.atomic
def rate(*, request: Request, rating: int | None, note: str, by: User) -> Request:
    """The commune's word on the answer: once, and changed only within the programme's `rating_days`."""
    row = _locked(request)
    problems = text_problems(note, where=_("Ý kiến"), field="id_note", limit=NOTE_LIMIT, needed=False)
    if rating not in Rating.values:
        problems.append(Problem(_("Đánh giá"), _("hãy chọn từ 1 đến 5."), field="id_rating"))
    elif rating <= Rating.POOR and not nfc(note):
        problems.append(Problem(_("Ý kiến"), _("đánh giá 1 hoặc 2 thì phải ghi vì sao."), field="id_note"))
    if not row.answered_on:
        problems.append(Problem("", _("Kiến nghị chưa được trả lời, chưa đánh giá được.")))
    if not rating_is_open(row):
        problems.append(Problem("", _("Đã hết thời gian sửa đánh giá.")))
    if problems:
        raise Problems(problems)
    first = row.rating is None
    row.rating, row.rating_note = rating, nfc(note)
    row.rated_on = clock.today() if first else row.rated_on
    sign(row, by=by, why=_("Xã đánh giá câu trả lời") if first else _("Xã sửa đánh giá"))
    row.save()
    return row


def rating_is_open(request: Request) -> bool:
    """Whether the commune may rate still: no word yet, or a word given not too long ago."""
    if request.rated_on is None:
        return True
    return clock.today() <= request.rated_on + dt.timedelta(days=request.programme.rating_days)


def _locked(request: Request) -> Request:
    rows = Request.objects.select_for_update(of=("self",)).select_related("programme", "commune", "to_unit")
    return rows.get(pk=request.pk)


def _addressee_problems(to: Addressee) -> list[Problem]:
    where = _("Nơi giải quyết")
    if to.unit and nfc(to.body):
        return [Problem(where, _("chọn một đơn vị hoặc ghi một cơ quan khác, không cả hai."), field="id_to_body")]
    if not to.unit and not nfc(to.body):
        return [Problem(where, _("hãy chọn đơn vị hoặc ghi tên cơ quan."), field="id_to_unit")]
    return text_problems(to.body, where=where, field="id_to_body", limit=BODY_LIMIT, needed=False)


def _past_day(day: dt.date | None, *, where: str, field: str, since: dt.date | None = None) -> list[Problem]:
    if day is None:
        return [Problem(where, _("chưa ghi ngày."), field=field)]
    if day > clock.today():
        return [Problem(where, _("ở sau hôm nay."), field=field)]
    if since and day < since:
        return [Problem(where, _("ở trước ngày gửi %(day)s.") % {"day": formats.date(since)}, field=field)]
    return []

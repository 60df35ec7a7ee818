"""What a member of the committee found on the spot, what was agreed, and that it was done."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.models import Commune, Inspection, ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from kontum04.core.wording import text_problems

FOUND_LIMIT, AGREED_LIMIT, DONE_LIMIT = 4000, 2000, 2000


@dataclass(frozen=True)
class Findings:
    """What is written down of a visit."""

    visited_on: dt.date | None
    found: str
    agreed: str = ""
    due_on: dt.date | None = None

    def problems(self, year: int) -> list[Problem]:
        told = text_problems(self.found, where=_("Kết quả kiểm tra"), field="id_found", limit=FOUND_LIMIT)
        where, limit = _("Việc đã thống nhất"), AGREED_LIMIT
        told += text_problems(self.agreed, where=where, field="id_agreed", limit=limit, needed=False)
        if self.visited_on is None:
            told.append(Problem(_("Ngày kiểm tra"), _("chưa ghi ngày."), field="id_visited_on"))
        elif self.visited_on > clock.today():
            told.append(Problem(_("Ngày kiểm tra"), _("ở sau hôm nay."), field="id_visited_on"))
        elif self.visited_on.year != year:
            message = _("phải trong năm %(year)s đang mở ở đầu trang.") % {"year": year}
            told.append(Problem(_("Ngày kiểm tra"), message, field="id_visited_on"))
        if self.due_on and not nfc_lines(self.agreed):
            message = _("có hạn thì phải ghi việc đã thống nhất.")
            told.append(Problem(where, message, field="id_agreed"))
        if self.due_on and self.visited_on and self.due_on < self.visited_on:
            told.append(Problem(_("Hạn thực hiện"), _("ở trước ngày kiểm tra."), field="id_due_on"))
        return told


@transaction.atomic
def record(
    *, programme_year: ProgrammeYear, commune: Commune | None, findings: Findings, by: User, row_key: str = ""
) -> Inspection:
    """Keep a visit. The same page sent twice makes one."""
    problems = findings.problems(programme_year.year)
    if commune is None:
        problems.append(Problem(_("Xã"), _("chưa chọn xã."), field="id_commune"))
    if problems or commune is None:
        raise Problems(problems)
    row = Inspection(programme=programme_year.programme, commune=commune, recorded_by=by, row_key=row_key[:40])
    _write(row, findings)
    sign(row, by=by, why=_("Ghi kết quả kiểm tra"))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return Inspection.objects.get(commune=commune, row_key=row.row_key)
    return row


@transaction.atomic
def correct(*, inspection: Inspection, findings: Findings, by: User) -> Inspection:
    """Change what was written down, as long as what was agreed is not done."""
    row = Inspection.objects.select_for_update().get(pk=inspection.pk)
    problems = findings.problems(row.visited_on.year)
    if row.done_on:
        problems.append(Problem("", _("Việc đã thống nhất đã được xác nhận thực hiện xong, không sửa nữa.")))
    if problems:
        raise Problems(problems)
    _write(row, findings)
    sign(row, by=by, why=_("Sửa kết quả kiểm tra"))
    row.save()
    return row


@transaction.atomic
def confirm_done(*, inspection: Inspection, done_on: dt.date | None, note: str, by: User) -> Inspection:
    """Note that what was agreed has been done, on which day and how."""
    row = Inspection.objects.select_for_update().get(pk=inspection.pk)
    where = _("Ngày thực hiện xong")
    problems = text_problems(note, where=_("Kết quả"), field="id_note", limit=DONE_LIMIT, needed=False)
    if done_on is None:
        problems.append(Problem(where, _("chưa ghi ngày."), field="id_done_on"))
    elif not row.visited_on <= done_on <= clock.today():
        problems.append(Problem(where, _("phải từ ngày kiểm tra đến hôm nay."), field="id_done_on"))
    if not row.agreed:
        problems.append(Problem("", _("Lần kiểm tra này không hẹn việc nào.")))
    if problems:
        raise Problems(problems)
    row.done_on, row.done_note = done_on, nfc_lines(note)
    sign(row, by=by, why=_("Xác nhận đã thực hiện"))
    row.save()
    return row


def _write(row: Inspection, findings: Findings) -> None:
    """Findings without problems have their day."""
    row.visited_on, row.due_on = findings.visited_on or row.visited_on, findings.due_on
    row.found, row.agreed = nfc_lines(findings.found), nfc_lines(findings.agreed)

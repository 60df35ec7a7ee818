"""The way of a remark on a commune: written, changed or taken back while nobody has answered, answered."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear, Remark
from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from kontum04.core.wording import text_problems

TEXT_LIMIT = 2000


@dataclass(frozen=True)
class Words:
    """What somebody remarks, whether an answer is wanted, and whether the commune is to read it."""

    text: str
    needs_answer: bool = False
    to_commune: bool = False

    def problems(self) -> list[Problem]:
        return text_problems(self.text, where=_("Ý kiến"), field="id_text", limit=TEXT_LIMIT)


@transaction.atomic
def write(
    *, programme_year: ProgrammeYear, commune: Commune | None, words: Words, by: User, row_key: str = ""
) -> Remark:
    """Keep a remark. The same page sent twice makes one."""
    problems = words.problems()
    if commune is None:
        problems.append(Problem(_("Xã"), _("chưa chọn xã."), field="id_commune"))
    if problems or commune is None:
        raise Problems(problems)
    row = Remark(
        programme=programme_year.programme, year=programme_year.year, commune=commune, written_by=by,
        written_at=clock.now(), row_key=row_key[:40],
    )  # fmt: skip
    _fill(row, words)
    sign(row, by=by, why=_("Ghi ý kiến"))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return Remark.objects.get(commune=commune, row_key=row.row_key)
    return row


@transaction.atomic
def rewrite(*, remark: Remark, words: Words, by: User) -> Remark:
    """Change one's own remark."""
    row = _own_open(remark, by, words.problems())
    _fill(row, words)
    sign(row, by=by, why=_("Sửa ý kiến"))
    row.save()
    return row


@transaction.atomic
def withdraw(*, remark: Remark, by: User) -> Remark:
    """Take one's own remark back. It stays to be read by the committee, no longer by the commune."""
    row = _own_open(remark, by, [])
    row.withdrawn_at = clock.now()
    sign(row, by=by, why=_("Rút ý kiến"))
    row.save()
    return row


@transaction.atomic
def answer(*, remark: Remark, text: str, by: User) -> Remark:
    """Answer a remark, or correct one's own answer."""
    row = _locked(remark)
    problems = text_problems(text, where=_("Trả lời"), field="id_text", limit=TEXT_LIMIT)
    if row.withdrawn_at:
        problems.append(Problem("", _("Ý kiến đã được rút, không trả lời nữa.")))
    if row.answered_at and row.answered_by_id != by.pk:
        problems.append(Problem("", _("Ý kiến đã được người khác trả lời; chỉ người đó sửa được câu trả lời.")))
    if problems:
        raise Problems(problems)
    why = _("Sửa câu trả lời") if row.answered_at else _("Trả lời ý kiến")
    row.answer, row.answered_by, row.answered_at = nfc_lines(text), by, row.answered_at or clock.now()
    sign(row, by=by, why=why)
    row.save()
    return row


def _own_open(remark: Remark, by: User, problems: list[Problem]) -> Remark:
    """The row, locked, if the person wrote it and nothing has come of it yet."""
    row = _locked(remark)
    if row.written_by_id != by.pk:
        problems.append(Problem("", _("Chỉ người viết mới sửa, rút được ý kiến.")))
    if row.answered_at:
        problems.append(Problem("", _("Ý kiến đã được trả lời, không sửa, không rút nữa.")))
    if row.withdrawn_at:
        problems.append(Problem("", _("Ý kiến đã được rút.")))
    if problems:
        raise Problems(problems)
    return row


def _locked(remark: Remark) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",)).select_related("commune")
    return rows.get(pk=remark.pk)


def _fill(row: Remark, words: Words) -> None:
    row.text, row.needs_answer, row.to_commune = nfc_lines(words.text), words.needs_answer, words.to_commune

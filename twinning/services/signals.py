"""The words on a question: what the unit answers, and how the office concludes. Nothing of it changes a score."""

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc
from twinning.figures.signals.types import Signal
from twinning.models import SignalAnswer, Unit

LONGEST = 2000


@transaction.atomic
def answer(*, programme_year: ProgrammeYear, signal: Signal, text: str, by: User) -> SignalAnswer:
    """Record what the unit says to a question as it stands now. A new answer opens a closed question again; the
    history keeps what was said before."""
    problems = _text_problems(text, _("Trả lời"), field="id_answer")
    if problems:
        raise Problems(problems)
    row = _row(programme_year, signal)
    _say(row, signal, text, by)
    sign(row, by=by, why=_("Trả lời câu hỏi"))
    row.save()
    return row


@transaction.atomic
def close(
    *, programme_year: ProgrammeYear, signal: Signal, conclusion: str, by: User, answer: str = ""
) -> SignalAnswer:
    """Close a question after the unit was heard: it has answered these very facts, or the office notes down what it
    said otherwise (`answer`)."""
    problems = _text_problems(conclusion, _("Kết luận"), field="id_conclusion")
    row = _row(programme_year, signal)
    if nfc(answer):
        problems += _text_problems(answer, _("Lời đơn vị"), field="id_answer")
    elif not row.answer or row.fingerprint != signal.fingerprint:
        told = _("đơn vị chưa trả lời số liệu này; hãy ghi lời đơn vị đã nói hoặc gửi bằng văn bản.")
        problems.append(Problem(_("Lời đơn vị"), told, field="id_answer"))
    if problems:
        raise Problems(problems)
    if nfc(answer):
        _say(row, signal, answer, by)
    row.conclusion, row.closed_by, row.closed_at = conclusion.strip(), by, clock.now()
    sign(row, by=by, why=conclusion.strip())
    row.save()
    return row


def _say(row: SignalAnswer, signal: Signal, text: str, by: User) -> None:
    row.answer, row.answered_by, row.answered_at = text.strip(), by, clock.now()
    row.fingerprint = signal.fingerprint
    row.conclusion, row.closed_by, row.closed_at = "", None, None


def _row(programme_year: ProgrammeYear, signal: Signal) -> SignalAnswer:
    """The row of the question, or a new one; two people at once wait for each other."""
    unit = Unit.objects.select_for_update().get(pk=signal.unit_id)
    found = SignalAnswer.objects.filter(programme_year=programme_year, unit=unit, code=signal.code).first()
    return found or SignalAnswer(programme_year=programme_year, unit=unit, code=signal.code)


def _text_problems(text: str, what: str, *, field: str) -> list[Problem]:
    if not nfc(text):
        return [Problem(what, _("hãy viết, không để trống."), field=field)]
    if len(text) > LONGEST:
        most = formats.number(LONGEST)
        return [Problem(what, _("dài quá %(most)s ký tự, hãy viết gọn lại.") % {"most": most}, field=field)]
    return []

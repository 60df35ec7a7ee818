"""A commune's word on what a unit claims for it, number by number. It changes no number; it is shown beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc
from twinning.choices import FILED, Verdict
from twinning.figures.claims import ClaimLine, claim_lines
from twinning.models import Confirmation, Contribution, Report

REASON_LIMIT = 300
"""Characters of a reason, as the table holds them."""


@dataclass(frozen=True)
class Answer:
    """The word on one number. `seen` is the number the commune had before its eyes when it gave it."""

    measure: str
    verdict: str
    seen: Decimal | None
    reason: str = ""


@transaction.atomic
def confirm(*, contribution: Contribution, answers: Sequence[Answer], by: User) -> int:
    """Keep the answers; numbers without one stay as they were. Return how many words are new or different.

    Raise Problems with every line that cannot be kept: disputed without a reason, changed by the unit meanwhile."""
    row = _locked(contribution)
    words = {word.measure: word for word in row.confirmations.select_related("given_by")}
    lines = {line.measure: line for line in claim_lines(row, words.values())}
    problems = [problem for answer in answers if (problem := _problem(answer, lines.get(answer.measure)))]
    if not answers:
        problems = [Problem("", _("Chưa chọn dòng nào để xác nhận."))]
    if problems:
        raise Problems(problems)
    changed = 0
    for answer in answers:
        word = words.get(answer.measure) or Confirmation(contribution=row, measure=answer.measure)
        changed += _keep(word, answer, lines[answer.measure], by=by)
    return changed


def agree_to_rest(lines: Iterable[ClaimLine], answers: Sequence[Answer], seen: dict[str, Decimal]) -> list[Answer]:
    """The answers given, and agreement to every number that has neither an answer here nor a word that counts."""
    answered = {answer.measure for answer in answers}
    rest = [line.measure for line in lines if line.measure not in answered and not line.verdict]
    return [*answers, *(Answer(measure, Verdict.AGREED, seen.get(measure)) for measure in rest)]


def _locked(contribution: Contribution) -> Contribution:
    """The claim as it stands, held still: its report cannot be sent back or filed anew meanwhile."""
    report = Report.objects.select_for_update().get(pk=contribution.report_id)
    if report.status not in FILED:
        raise refuse(_("Đơn vị đang sửa báo cáo này; xã xác nhận sau khi đơn vị nộp lại."))
    return Contribution.objects.get(pk=contribution.pk)


def _problem(answer: Answer, line: ClaimLine | None) -> Problem | None:
    field = f"id_verdict_{answer.measure}"
    if line is None:
        return Problem(answer.measure, _("đơn vị không báo số này."), field=field)
    if answer.seen != line.claimed:
        message = _("đơn vị vừa đổi thành %(now)s; hãy xem lại rồi xác nhận.")
        return Problem(line.label, message % {"now": line.shown}, field=field)
    if answer.verdict not in Verdict.values:
        return Problem(line.label, _("hãy chọn đồng ý hoặc không đồng ý."), field=field)
    if answer.verdict == Verdict.DISPUTED and not nfc(answer.reason):
        return Problem(line.label, _("không đồng ý thì phải ghi lý do."), field=f"id_reason_{answer.measure}")
    if len(nfc(answer.reason)) > REASON_LIMIT:
        message = _("lý do dài quá %(limit)s ký tự.") % {"limit": formats.number(REASON_LIMIT)}
        return Problem(line.label, message, field=f"id_reason_{answer.measure}")
    return None


def _keep(word: Confirmation, answer: Answer, line: ClaimLine, *, by: User) -> bool:
    """Write the word unless the same one stands already."""
    reason = nfc(answer.reason) if answer.verdict == Verdict.DISPUTED else ""
    before = (word.claimed, word.verdict, word.reason) if word.pk else None
    if before == (line.claimed, answer.verdict, reason):
        return False
    word.claimed, word.verdict, word.reason, word.given_by = line.claimed, answer.verdict, reason, by
    sign(word, by=by, why=_("Xã xác nhận số liệu"))
    word.save()
    return True

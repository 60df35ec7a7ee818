"""The words people add to a computed rating: the unit's reply, the head's decision to rank otherwise."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc
from twinning.models import RatingOverrule, RatingReply, ScoreScheme, Unit

LONGEST = 2000
Row = TypeVar("Row", RatingReply, RatingOverrule)


@transaction.atomic
def reply(*, programme_year: ProgrammeYear, unit: Unit, text: str, by: User) -> RatingReply:
    """Record what the unit says to its rating; saying it again replaces it, the history keeps both."""
    problems = _text_problems(text, _("Ý kiến"), field="id_text")
    if problems:
        raise Problems(problems)
    row = _row(RatingReply, programme_year, unit)
    row.text, row.given_by = text.strip(), by
    sign(row, by=by, why=_("Ý kiến của đơn vị"))
    row.save()
    return row


@transaction.atomic
def overrule(
    *, programme_year: ProgrammeYear, unit: Unit, rank: str, is_weak: bool, reason: str, by: User
) -> RatingOverrule:
    """Rank a unit otherwise than the rules do. The rank is one of the scheme's; the reason is compulsory."""
    problems = _text_problems(reason, _("Lý do"), field="id_reason")
    scheme = ScoreScheme.objects.in_force(programme_year.programme, programme_year.year)
    ranks = [band.label for band in scheme.bands.all()] if scheme else []
    if rank not in ranks:
        problems.insert(0, Problem(_("Xếp loại"), _("hãy chọn một mức trong danh sách."), field="id_rank"))
    if problems:
        raise Problems(problems)
    row = _row(RatingOverrule, programme_year, unit)
    row.rank, row.is_weak, row.reason, row.given_by = rank, is_weak, reason.strip(), by
    sign(row, by=by, why=reason.strip())
    row.save()
    return row


@transaction.atomic
def withdraw_overrule(*, programme_year: ProgrammeYear, unit: Unit, reason: str, by: User) -> None:
    """Let the rule stand again; the withdrawn decision stays in the history."""
    problems = _text_problems(reason, _("Lý do"), field="id_reason")
    row = RatingOverrule.objects.select_for_update().filter(programme_year=programme_year, unit=unit).first()
    if row is None:
        problems.append(Problem(str(unit), _("đang xếp loại theo quy tắc, không có gì để bỏ.")))
    if problems or row is None:
        raise Problems(problems)
    sign(row, by=by, why=reason.strip())
    row.delete()


def _row(model: type[Row], programme_year: ProgrammeYear, unit: Unit) -> Row:
    """The unit's row of the year, or a new one; two people at once wait for each other."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    return model.objects.filter(programme_year=programme_year, unit=unit).first() or model(
        programme_year=programme_year, unit=unit
    )


def _text_problems(text: str, what: str, *, field: str) -> list[Problem]:
    if not nfc(text):
        return [Problem(what, _("hãy viết, không để trống."), field=field)]
    if len(text) > LONGEST:
        most = formats.number(LONGEST)
        return [Problem(what, _("dài quá %(most)s ký tự, hãy viết gọn lại.") % {"most": most}, field=field)]
    return []

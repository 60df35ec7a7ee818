"""Whom the office proposes for a commendation, and what became of it. An award rests on a decision."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from communes.services.decisions import Basis
from kontum04.accounts.models import User
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc, nfc_lines
from kontum04.core.wording import text_problems
from twinning.choices import CommendationStatus
from twinning.models import Commendation, Unit

REASON_LIMIT, FORM_LIMIT, NAME_LIMIT = 2000, 120, 200


@dataclass(frozen=True)
class Merit:
    """Who is put forward, for which form of commendation, and for what."""

    unit: Unit | None
    body_name: str
    form: str
    reason: str

    def problems(self) -> list[Problem]:
        where = _("Tập thể")
        found = text_problems(self.reason, where=_("Thành tích"), field="id_reason", limit=REASON_LIMIT)
        found += text_problems(self.form, where=_("Hình thức"), field="id_form", limit=FORM_LIMIT)
        if self.unit and nfc(self.body_name):
            message = _("chọn một đơn vị hoặc ghi tên một tập thể khác, không cả hai.")
            found.append(Problem(where, message, field="id_body_name"))
        elif not self.unit:
            found += text_problems(self.body_name, where=where, field="id_body_name", limit=NAME_LIMIT)
        return found


@transaction.atomic
def put_forward(*, programme_year: ProgrammeYear, merit: Merit, by: User) -> Commendation:
    """Propose a unit or another collective; the same form once a year."""
    row = Commendation(programme=programme_year.programme, year=programme_year.year)
    return _kept(row, merit, by=by, why=_("Đề nghị khen thưởng"))


@transaction.atomic
def change(*, commendation: Commendation, merit: Merit, by: User) -> Commendation:
    """Correct a proposal on which nothing has been decided."""
    row = _locked(commendation)
    return _kept(row, merit, by=by, why=_("Sửa đề nghị"), problems=_status_problems(row, CommendationStatus.PROPOSED))


@transaction.atomic
def award(*, commendation: Commendation, basis: Basis, by: User) -> Commendation:
    """Note the decision that commends. What had been turned down may be awarded after all."""
    row = _locked(commendation)
    problems = basis.problems()
    problems += _status_problems(row, CommendationStatus.PROPOSED, CommendationStatus.DECLINED)
    if not problems and row.status == CommendationStatus.DECLINED and _again(row).exists():
        problems = [Problem("", _("Đã có đề nghị khác cho tập thể này với cùng hình thức."))]
    if problems:
        raise Problems(problems)
    row.status, row.decision, row.declined_reason = CommendationStatus.AWARDED, basis.decision(), ""
    sign(row, by=by, why=_("Khen thưởng theo %(decision)s") % {"decision": row.decision})
    row.save()
    return row


@transaction.atomic
def decline(*, commendation: Commendation, reason: str, by: User) -> Commendation:
    """Turn a proposal down, or take back an award that was noted by mistake."""
    row = _locked(commendation)
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
    problems += _status_problems(row, CommendationStatus.PROPOSED, CommendationStatus.AWARDED)
    if problems:
        raise Problems(problems)
    row.status, row.decision, row.declined_reason = CommendationStatus.DECLINED, None, nfc_lines(reason)
    sign(row, by=by, why=_("Không khen thưởng"))
    row.save()
    return row


def _kept(
    row: Commendation, merit: Merit, *, by: User, why: str, problems: list[Problem] | None = None
) -> Commendation:
    problems = merit.problems() + (problems or [])
    row.unit, row.body_name, row.form = merit.unit, nfc(merit.body_name), nfc(merit.form)
    row.reason = nfc_lines(merit.reason)
    where, twice = _("Tập thể"), _("đã được đề nghị hình thức này trong năm.")
    if not problems and _again(row).exists():
        problems = [Problem(where, twice, field="id_form")]
    if problems:
        raise Problems(problems)
    sign(row, by=by, why=why)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else was quicker
        raise refuse(twice, where=where, field="id_form") from None
    return row


def _again(row: Commendation) -> QuerySet[Commendation]:
    """Other standing proposals for the same collective, form and year."""
    rows = Commendation.objects.in_year(row.programme, row.year).standing().exclude(pk=row.pk)
    return rows.filter(unit=row.unit, body_name=row.body_name, form=row.form)


def _locked(commendation: Commendation) -> Commendation:
    return Commendation.objects.select_for_update(of=("self",)).select_related("programme").get(pk=commendation.pk)


def _status_problems(row: Commendation, *statuses: CommendationStatus) -> list[Problem]:
    if row.status in statuses:
        return []
    message = _("Đề nghị đang ở trạng thái “%(status)s”, không làm được việc này.")
    return [Problem("", message % {"status": row.get_status_display()})]

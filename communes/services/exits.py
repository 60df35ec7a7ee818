"""The way of a commune off the list: candidate → proposed → recognised by a decision, or declined with a reason.

Recognition ends the commune's designation in the same transaction; nothing else does. Afterwards the office may go on
watching the commune, lest it falls back."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.choices import EXIT_STANDING, ExitStage
from communes.models import Commune, Designation, ExitProposal, ProgrammeYear
from communes.services.decisions import Basis
from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from kontum04.core.wording import text_problems

REASON_LIMIT = 2000


@transaction.atomic
def mark_candidate(*, programme_year: ProgrammeYear, commune: Commune | None, reason: str, by: User) -> ExitProposal:
    """Take a commune of the list into consideration for the year. One commune stands once a year."""
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
    where = _("Xã")
    if commune is None:
        problems.append(Problem(where, _("chưa chọn xã."), field="id_commune"))
    elif not _designations(programme_year, commune).exists():
        problems.append(Problem(where, _("không có trong danh sách của năm này."), field="id_commune"))
    elif _standing(programme_year, commune).exists():
        problems.append(Problem(where, _("đã có đề nghị trong năm này."), field="id_commune"))
    if problems or commune is None:
        raise Problems(problems)
    row = ExitProposal(programme=programme_year.programme, year=programme_year.year, commune=commune)
    row.reason = nfc_lines(reason)
    sign(row, by=by, why=_("Đưa vào dự kiến xét thoát diện"))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else was quicker
        raise refuse(_("đã có đề nghị trong năm này."), where=where, field="id_commune") from None
    return row


@transaction.atomic
def propose(*, proposal: ExitProposal, reason: str, by: User) -> ExitProposal:
    """Put a candidate forward, with what the commune has achieved."""
    row = _locked(proposal)
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
    problems += _stage_problems(row, ExitStage.CANDIDATE)
    if problems:
        raise Problems(problems)
    row.stage, row.reason = ExitStage.PROPOSED, nfc_lines(reason)
    sign(row, by=by, why=_("Đề nghị công nhận thoát diện"))
    row.save()
    return row


@transaction.atomic
def recognise(
    *, proposal: ExitProposal, basis: Basis, ends_on: dt.date | None, is_watched: bool, by: User
) -> ExitProposal:
    """Recognise by a decision, and end every designation of the commune in the programme on `ends_on`."""
    row = _locked(proposal)
    listed = list(_in_force(row).select_for_update())
    problems = basis.problems() + _stage_problems(row, ExitStage.PROPOSED)
    if ends_on is None:
        problems.append(Problem(_("Đến hết ngày"), _("chưa ghi ngày."), field="id_ends_on"))
    elif any(ends_on < designation.starts_on for designation in listed):
        first = formats.date(max(designation.starts_on for designation in listed))
        message = _("ở trước ngày xã vào danh sách %(day)s.") % {"day": first}
        problems.append(Problem(_("Đến hết ngày"), message, field="id_ends_on"))
    if not listed:
        problems.append(Problem("", _("Xã không còn trong danh sách của chương trình.")))
    if problems:
        raise Problems(problems)
    row.stage, row.decision, row.ends_on, row.is_watched = ExitStage.RECOGNISED, basis.decision(), ends_on, is_watched
    sign(row, by=by, why=_("Công nhận thoát diện theo %(decision)s") % {"decision": row.decision})
    row.save()
    for designation in listed:
        designation.ends_on, designation.end_decision = ends_on, row.decision
        sign(designation, by=by, why=_("Công nhận thoát diện"))
        designation.save()
    return row


@transaction.atomic
def decline(*, proposal: ExitProposal, reason: str, by: User) -> ExitProposal:
    """Turn a candidate or a proposal down. The commune may be considered anew."""
    row = _locked(proposal)
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
    problems += _stage_problems(row, ExitStage.CANDIDATE, ExitStage.PROPOSED)
    if problems:
        raise Problems(problems)
    row.stage, row.declined_reason = ExitStage.DECLINED, nfc_lines(reason)
    sign(row, by=by, why=_("Không công nhận thoát diện"))
    row.save()
    return row


@transaction.atomic
def watch(*, proposal: ExitProposal, is_watched: bool, note: str, by: User) -> ExitProposal:
    """Go on watching a recognised commune, or stop; with what was seen."""
    row = _locked(proposal)
    problems = text_problems(note, where=_("Ghi chú theo dõi"), field="id_note", limit=REASON_LIMIT, needed=False)
    problems += _stage_problems(row, ExitStage.RECOGNISED)
    if problems:
        raise Problems(problems)
    row.is_watched, row.watch_note = is_watched, nfc_lines(note)
    sign(row, by=by, why=_("Theo dõi sau công nhận") if is_watched else _("Thôi theo dõi"))
    row.save()
    return row


def _locked(proposal: ExitProposal) -> ExitProposal:
    rows = ExitProposal.objects.select_for_update(of=("self",)).select_related("programme", "commune")
    return rows.get(pk=proposal.pk)


def _standing(programme_year: ProgrammeYear, commune: Commune) -> QuerySet[ExitProposal]:
    rows = ExitProposal.objects.in_year(programme_year.programme, programme_year.year)
    return rows.filter(commune=commune, stage__in=EXIT_STANDING)


def _designations(programme_year: ProgrammeYear, commune: Commune) -> QuerySet[Designation]:
    rows = Designation.objects.in_year(programme_year.programme, programme_year.year)
    return rows.filter(commune=commune)


def _in_force(row: ExitProposal) -> QuerySet[Designation]:
    """What has no end yet: a designation that ended earlier stays as it was decided."""
    return Designation.objects.filter(programme=row.programme, commune=row.commune, ends_on__isnull=True)


def _stage_problems(row: ExitProposal, *stages: ExitStage) -> list[Problem]:
    if row.stage in stages:
        return []
    return [
        Problem("", _("Đề nghị đang ở bước “%(stage)s”, không làm được việc này.") % {"stage": row.get_stage_display()})
    ]

"""Proposed changes of who helps whom: drafted by the office, approved by a head, applied by a decision.

Applying writes the dated assignments of a whole batch or none of them. It refuses what overlaps, and a commune that
would be left without any unit, unless the proposal says that this is what is meant."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communes.models import Commune, Decision, Programme, ProgrammeYear
from communes.services.decisions import Basis
from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem, Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from kontum04.core.wording import text_problems
from twinning.choices import ASSIGNMENT_STANDING, AssignmentChange, AssignmentStatus
from twinning.models import AssignmentProposal, Twinning, Unit

REASON_LIMIT = 2000
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Idea:
    """What is to change for one unit and one commune, and why."""

    unit: Unit | None
    commune: Commune | None
    change: str
    reason: str
    leaves_alone: bool = False

    def problems(self, programme_year: ProgrammeYear) -> list[Problem]:
        found = text_problems(self.reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
        if self.unit is None:
            found.append(Problem(_("Đơn vị"), _("chưa chọn đơn vị."), field="id_unit"))
        if self.commune is None:
            found.append(Problem(_("Xã"), _("chưa chọn xã."), field="id_commune"))
        if self.change not in AssignmentChange.values:
            found.append(Problem(_("Đề xuất"), _("chưa chọn thêm, thôi hay giữ nguyên."), field="id_change"))
        if self.leaves_alone and self.change != AssignmentChange.END:
            message = _("chỉ đề xuất thôi phân công mới để xã không còn đơn vị nào.")
            found.append(Problem(_("Xã thôi được phân công"), message, field="id_leaves_alone"))
        if not found and self.unit and self.commune:
            found += self._pair_problems(programme_year, self.unit, self.commune)
        return found

    def _pair_problems(self, programme_year: ProgrammeYear, unit: Unit, commune: Commune) -> list[Problem]:
        """Adding what is there, ending or keeping what is not."""
        there = open_twinnings(programme_year.programme).filter(unit=unit, commune=commune).exists()
        if self.change == AssignmentChange.ADD and there:
            return [Problem(_("Xã"), _("đơn vị đang được phân công xã này."), field="id_commune")]
        if self.change != AssignmentChange.ADD and not there:
            return [Problem(_("Xã"), _("đơn vị không được phân công xã này."), field="id_commune")]
        return []


def open_twinnings(programme: Programme) -> QuerySet[Twinning]:
    """Assignments of communes without an end; those of single villages are another affair."""
    return Twinning.objects.filter(programme=programme, ends_on__isnull=True, village__isnull=True)


@transaction.atomic
def draft(*, programme_year: ProgrammeYear, idea: Idea, by: User) -> AssignmentProposal:
    """Keep a proposal; one a year for a unit and a commune waits at a time."""
    problems = idea.problems(programme_year)
    twice = Problem(_("Xã"), _("đã có đề xuất cho đơn vị và xã này đang chờ."), field="id_commune")
    rows = AssignmentProposal.objects.in_year(programme_year.programme, programme_year.year).standing()
    if not problems and rows.filter(unit=idea.unit, commune=idea.commune).exists():
        problems = [twice]
    if problems:
        raise Problems(problems)
    row = AssignmentProposal(
        programme=programme_year.programme, year=programme_year.year, unit=idea.unit, commune=idea.commune,
        change=idea.change, reason=nfc_lines(idea.reason), leaves_alone=idea.leaves_alone,
    )  # fmt: skip
    sign(row, by=by, why=_("Lập đề xuất phân công"))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else was quicker
        raise Problems([twice]) from None
    return row


@transaction.atomic
def approve(*, proposals: Collection[int], by: User) -> int:
    """The head's word on drafts (by id); return how many. All of them or none."""
    rows = _locked(proposals)
    problems = _status_problems(rows, AssignmentStatus.DRAFT)
    if problems:
        raise Problems(problems)
    for row in rows:
        row.status = AssignmentStatus.APPROVED
        sign(row, by=by, why=_("Duyệt đề xuất phân công"))
        row.save()
    return len(rows)


@transaction.atomic
def decline(*, proposal: AssignmentProposal, reason: str, by: User) -> AssignmentProposal:
    """Turn a proposal down that has not been applied."""
    rows = _locked([proposal.pk])
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT)
    problems += _status_problems(rows, *ASSIGNMENT_STANDING)
    if problems:
        raise Problems(problems)
    [row] = rows
    row.status, row.declined_reason = AssignmentStatus.DECLINED, nfc_lines(reason)
    sign(row, by=by, why=_("Không thực hiện đề xuất"))
    row.save()
    return row


@transaction.atomic
def apply(*, proposals: Collection[int], basis: Basis, effective_on: dt.date | None, by: User) -> int:
    """Carry approved proposals (by id) out by one decision: new assignments begin on `effective_on`, ended ones last
    until the day before. Return how many. Raise Problems naming every pair that cannot be; then nothing is written."""
    rows = _locked(proposals)
    problems = basis.problems() + _status_problems(rows, AssignmentStatus.APPROVED)
    if effective_on is None:
        problems.append(Problem(_("Thực hiện từ ngày"), _("chưa ghi ngày."), field="id_effective_on"))
    elif rows:
        for row in rows:
            problems += _pair_problems(row, effective_on)
        problems += _alone_problems(rows, effective_on)
    if problems or effective_on is None:
        raise Problems(problems)
    decision = basis.decision()
    for row in rows:
        row.twinning = _write(row, decision, effective_on, by)
        row.status, row.decision, row.effective_on = AssignmentStatus.APPLIED, decision, effective_on
        sign(row, by=by, why=_("Thực hiện theo %(decision)s") % {"decision": decision})
        row.save()
    return len(rows)


def _write(row: AssignmentProposal, decision: Decision, effective_on: dt.date, by: User) -> Twinning | None:
    """The assignment that begins or ends; one that is kept stays as it is."""
    if row.change == AssignmentChange.ADD:
        twinning = Twinning(
            programme=row.programme, unit=row.unit, commune=row.commune, starts_on=effective_on, decision=decision
        )
    else:
        twinning = open_twinnings(row.programme).get(unit=row.unit, commune=row.commune)
        if row.change == AssignmentChange.KEEP:
            return twinning
        twinning.ends_on = effective_on - ONE_DAY
    sign(twinning, by=by, why=_("Theo %(decision)s") % {"decision": decision})
    twinning.save()
    return twinning


def _pair_problems(row: AssignmentProposal, effective_on: dt.date) -> list[Problem]:
    """What stands in the way of one pair on that day."""
    of_pair = Twinning.objects.filter(programme=row.programme, unit=row.unit, commune=row.commune, village=None)
    if row.change == AssignmentChange.ADD:
        if row.unit.valid_to and row.unit.valid_to < effective_on:
            message = _("đơn vị đã thôi hoạt động từ sau ngày %(day)s.") % {"day": formats.date(row.unit.valid_to)}
            return [Problem(str(row), message)]
        overlap = of_pair.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=effective_on)).first()
        if not overlap:
            return []
        message = _("đã được phân công từ %(start)s đến %(end)s, chồng lên ngày này.")
        end = formats.date(overlap.ends_on) if overlap.ends_on else _("nay")
        return [Problem(str(row), message % {"start": formats.date(overlap.starts_on), "end": end})]
    standing = of_pair.filter(ends_on__isnull=True).first()
    if standing is None:
        return [Problem(str(row), _("đơn vị không còn được phân công xã này."))]
    if row.change == AssignmentChange.END and standing.starts_on >= effective_on:
        message = _("mới được phân công từ %(start)s, không thôi trước ngày đó được.")
        return [Problem(str(row), message % {"start": formats.date(standing.starts_on)})]
    return []


def _alone_problems(rows: list[AssignmentProposal], effective_on: dt.date) -> list[Problem]:
    """Communes that nobody would help from that day on, though no proposal says that this is meant."""
    ended: dict[Commune, list[AssignmentProposal]] = defaultdict(list)
    gained = {row.commune_id for row in rows if row.change == AssignmentChange.ADD}
    for row in rows:
        if row.change == AssignmentChange.END:
            ended[row.commune].append(row)
    problems = []
    for commune, ends in ended.items():
        others = Twinning.objects.filter(programme=ends[0].programme, commune=commune, starts_on__lte=effective_on)
        others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=effective_on), village__isnull=True)
        stays = others.exclude(unit__in=[row.unit_id for row in ends]).exists()
        if not (stays or commune.pk in gained or any(row.leaves_alone for row in ends)):
            message = _("không còn đơn vị kết nghĩa nào; nếu đúng chủ trương thì phải ghi trong đề xuất.")
            problems.append(Problem(commune.full_name, message))
    return problems


def _locked(proposals: Collection[int]) -> list[AssignmentProposal]:
    """The rows, locked in one order so that two decisions over the same pairs cannot block each other."""
    rows = AssignmentProposal.objects.select_for_update(of=("self",)).filter(pk__in=proposals)
    return list(rows.select_related("programme", "unit", "commune__district").order_by("pk"))


def _status_problems(rows: list[AssignmentProposal], *statuses: AssignmentStatus) -> list[Problem]:
    if not rows:
        return [Problem("", _("Chưa chọn đề xuất nào."))]
    message = _("đang ở trạng thái “%(status)s”, không làm được việc này.")
    return [
        Problem(str(row), message % {"status": row.get_status_display()}) for row in rows if row.status not in statuses
    ]

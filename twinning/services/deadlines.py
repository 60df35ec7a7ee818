"""Moving and lifting deadlines: extensions, waivers, closing a period's form. Nothing here happens by itself.

An extension is a row of its own; the original due date stays. Every decision needs a reason. Decisions over many
obligations are taken whole or not at all.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from twinning.choices import FILED
from twinning.models import Extension, Obligation, ReportingPeriod

LONGEST_EXTENSION = dt.timedelta(days=366)
"""Beyond a year after the due date a new date is taken for a slip of the pen."""


@transaction.atomic
def extend(*, obligations: Collection[int], new_due_on: dt.date | None, reason: str, by: User) -> list[Extension]:
    """Give the obligations (by id) a later due date. Raise Problems naming every unit for which it cannot be."""
    rows = _locked(obligations)
    problems = _selection_problems(rows) + _reason_problems(reason)
    if new_due_on is None:
        problems.append(Problem(_("Hạn mới"), _("hãy nhập ngày."), field="id_new_due_on"))
    else:
        for row in rows:
            problems += _extension_problems(row, new_due_on)
    if problems or new_due_on is None:
        raise Problems(problems)
    return [
        Extension.objects.create(obligation=row, new_due_on=new_due_on, reason=reason.strip(), granted_by=by)
        for row in rows
    ]


@transaction.atomic
def waive(*, obligations: Collection[int], reason: str, by: User) -> int:
    """Release units from obligations (by id); return how many. A waived obligation is never late."""
    rows = _locked(obligations)
    problems = _selection_problems(rows) + _reason_problems(reason)
    for row in rows:
        if row.waived_on:
            problems.append(
                Problem(str(row), _("đã được miễn từ ngày %(date)s.") % {"date": formats.date(row.waived_on)})
            )
        elif _is_filed(row):
            problems.append(Problem(str(row), _("đã nộp, không miễn được nữa.")))
    if problems:
        raise Problems(problems)
    for row in rows:
        row.waived_on, row.waived_reason = clock.today(), reason.strip()
        sign(row, by=by, why=reason.strip())
        row.save()
    return len(rows)


@transaction.atomic
def unwaive(*, obligation: Obligation, reason: str, by: User) -> None:
    """Put a waived obligation in force again; what waiving it said stays in the history."""
    row = Obligation.objects.select_for_update().get(pk=obligation.pk)
    problems = _reason_problems(reason)
    if row.waived_on is None:
        problems.append(Problem(str(row), _("không được miễn, không có gì để bỏ.")))
    if problems:
        raise Problems(problems)
    row.waived_on, row.waived_reason = None, ""
    sign(row, by=by, why=reason.strip())
    row.save()


def close_period(*, period: ReportingPeriod, by: User) -> None:
    """Refuse further filings of the period. Lateness goes on counting: these are two settings."""
    _set_closed(period, closed=True, by=by)


def reopen_period(*, period: ReportingPeriod, by: User) -> None:
    """Take filings of the period again."""
    _set_closed(period, closed=False, by=by)


@transaction.atomic
def _set_closed(period: ReportingPeriod, *, closed: bool, by: User) -> None:
    row = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if row.is_closed == closed:
        raise refuse(_("đã được đóng trước đó.") if closed else _("đang mở."), where=str(row))
    row.is_closed = closed
    sign(row, by=by, why=_("Đóng biểu") if closed else _("Mở lại biểu"))
    row.save()


def _locked(obligations: Collection[int]) -> list[Obligation]:
    """The rows, locked in one order so that two decisions over the same units cannot block each other."""
    rows = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=obligations)
    return list(rows.select_related("unit", "period__programme_year", "report").order_by("pk"))


def _is_filed(row: Obligation) -> bool:
    return hasattr(row, "report") and row.report.status in FILED


def _selection_problems(rows: list[Obligation]) -> list[Problem]:
    return [] if rows else [Problem("", _("Chưa chọn đơn vị, kỳ báo cáo nào."))]


def _reason_problems(reason: str) -> list[Problem]:
    return [] if reason.strip() else [Problem(_("Lý do"), _("phải ghi lý do."), field="id_reason")]


def _extension_problems(row: Obligation, new_due_on: dt.date) -> list[Problem]:
    due_on = row.period.due_on
    if row.waived_on:
        return [Problem(str(row), _("đã được miễn, không cần gia hạn."))]
    if new_due_on <= due_on:
        return [Problem(str(row), _("hạn mới phải sau hạn gốc %(date)s.") % {"date": formats.date(due_on)})]
    if new_due_on > due_on + LONGEST_EXTENSION:
        return [Problem(str(row), _("hạn mới quá một năm sau hạn gốc %(date)s.") % {"date": formats.date(due_on)})]
    return []

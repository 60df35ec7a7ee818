"""Reminders before and after the due date. Safe to run late, twice, or after missed days: what was sent is logged,
what is due and not yet sent is sent. One person whose mail fails stops nobody."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock, formats
from twinning.choices import FILED, ObligationState, ReminderAudience
from twinning.models import Notice, Obligation, ReminderStep
from twinning.services.notice_mail import mail_waiting
from twinning.services.recipients import Recipients


@dataclass
class Outcome:
    """What a run did: notices made, mails sent, and whom no mail reached with the reason."""

    notices: list[Notice] = field(default_factory=list)
    mailed: int = 0
    problems: list[str] = field(default_factory=list)


def send_due(*, on: dt.date | None = None, dry_run: bool = False) -> Outcome:
    """Make and mail every notice that is due on the day and not yet in the log. A dry run only says which."""
    day = on or clock.today()
    notices = _due_notices(day)
    if dry_run:
        return Outcome(notices)
    with transaction.atomic():
        # Two senders at once: the log's own constraint keeps the second from repeating the first.
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return Outcome(notices, *mail_waiting())


def remind_now(*, obligations: Collection[int], by: User) -> Outcome:
    """Remind the units of these obligations today, whatever the steps say; what is filed or waived needs no word."""
    day = clock.today()
    rows = list(_unfiled().filter(pk__in=obligations))
    recipients = Recipients(rows)
    notices = [
        Notice(obligation=row, due_on=row.effective_due_on, user=user, text=text_of(row, day), sent_by=by)
        for row in rows
        for user in recipients.of(row, ReminderAudience.UNIT)
    ]
    Notice.objects.bulk_create(notices)
    return Outcome(notices, *mail_waiting())


def _unfiled() -> QuerySet[Any]:
    """Owed, not waived, and not filed (or sent back)."""
    return (
        Obligation.objects.with_state()
        .with_timeliness()
        .exclude(state__in=[*FILED, ObligationState.WAIVED])  # type: ignore[misc]  # annotated by with_state()
        .select_related("unit", "period__programme_year")
    )


def _of_open_years(day: dt.date) -> Q:
    """Years whose figures are still open on the day; after the cut-off only a person chases."""
    year = "period__programme_year__cutoff_on"
    return Q(**{f"{year}__isnull": True}) | Q(**{f"{year}__gte": day})


def _due_notices(day: dt.date) -> list[Notice]:
    steps: dict[int, list[ReminderStep]] = defaultdict(list)
    for step in ReminderStep.objects.all():
        steps[step.programme_id].append(step)
    rows = list(_unfiled().filter(_of_open_years(day), period__programme_year__programme__in=steps))
    recipients = Recipients(rows)
    sent = set(Notice.objects.filter(obligation__in=rows).values_list("obligation_id", "step_key", "due_on", "user_id"))
    return [
        Notice(
            obligation=row, step=step, step_key=str(step.pk), due_on=row.effective_due_on, user=user,
            text=text_of(row, day),
        )
        for row in rows
        for step in steps[row.period.programme_year.programme_id]
        if is_due(step.days, row.effective_due_on, day)
        for user in recipients.of(row, step.audience)
        if (row.pk, str(step.pk), row.effective_due_on, user.pk) not in sent
    ]  # fmt: skip


def is_due(days: int, due_on: dt.date, day: dt.date) -> bool:
    """Whether a step's day has come. A word before the due date is worth nothing after it."""
    begins = due_on + dt.timedelta(days)
    return begins <= day <= due_on if days <= 0 else begins <= day


def text_of(row: Obligation, day: dt.date) -> str:
    """“Sở Tài chính – Báo cáo năm 2018: quá hạn 3 ngày (hạn 30/11/2018).”"""
    left = (row.effective_due_on - day).days
    words = {
        "what": f"{row.unit.name} – {row.period}",
        "days": formats.number(abs(left)),
        "due": row.due_words,
    }
    if left < 0:
        return _("%(what)s: quá hạn %(days)s ngày (hạn %(due)s).") % words
    if left == 0:
        return _("%(what)s: hôm nay là hạn cuối (%(due)s).") % words
    return _("%(what)s: còn %(days)s ngày (hạn %(due)s).") % words

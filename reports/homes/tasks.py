"""A home page is lists of tasks; each line opens the work itself."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import clock, formats
from twinning.choices import FILED, ObligationState
from twinning.models import Obligation


@dataclass(frozen=True)
class Task:
    """One thing to do. `code` and `label` are its status; `post_url` starts the work instead of opening it."""

    title: str
    url: str = ""
    detail: str = ""
    code: str = ""
    label: str = ""
    days_late: int = 0
    due: date | None = None
    days_left: int | None = None
    post_url: str = ""
    post_label: str = ""


@dataclass(frozen=True)
class TaskList:
    """Tasks of one kind. `empty` is said when there is none; `more_url` leads to the whole list."""

    title: str
    tasks: tuple[Task, ...]
    empty: str
    more_url: str = ""
    more_label: str = ""
    total: int | None = None

    @property
    def count(self) -> int:
        return len(self.tasks) if self.total is None else self.total


def year_url(programme_year: ProgrammeYear, name: str, query: str = "", **kwargs) -> str:
    """Address of a page of the same year."""
    kwargs |= {"programme": programme_year.programme.code, "year": programme_year.year}
    return reverse(name, kwargs=kwargs) + query


def owed(programme_year: ProgrammeYear, user) -> list[Obligation]:
    """The year's obligations in scope with state and lateness, the most urgent first (one query)."""
    obligations = (
        Obligation.objects.visible_to(user)
        .in_year(programme_year.programme, programme_year.year)
        .with_state()
        .with_timeliness()
        .select_related("unit", "period__programme_year", "report")
        .order_by("effective_due_on", "unit__sort_key")
    )
    return sorted(obligations, key=lambda row: -row.days_late.days)


def is_open(obligation: Obligation) -> bool:
    """Still to be filed: not begun, in draft or sent back."""
    return obligation.state not in (*FILED, ObligationState.WAIVED)


def obligation_task(obligation: Obligation, programme_year: ProgrammeYear, *, title: str, detail: str = "") -> Task:
    """An obligation as a task that opens its filing (or the unit's page when there is none yet)."""
    report = getattr(obligation, "report", None)
    if report:
        url = year_url(programme_year, "report-detail", pk=report.pk)
    else:
        url = year_url(programme_year, "unit-detail", pk=obligation.unit_id)
    still_open = is_open(obligation)
    original = obligation.period.due_on
    if not detail and obligation.effective_due_on != original:
        detail = _("hạn gốc %(day)s") % {"day": formats.date(original)}
    days_left = (obligation.effective_due_on - clock.today()).days
    return Task(
        title=title,
        url=url,
        detail=detail,
        code=obligation.state,
        label=str(ObligationState(obligation.state).label),
        days_late=obligation.days_late.days,
        due=obligation.effective_due_on if still_open else None,
        days_left=days_left if still_open and days_left >= 0 else None,
    )

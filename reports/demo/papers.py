"""The filings as they are begun: which unit began what, and how it went on."""

import datetime as dt
from dataclasses import dataclass

from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.recording import create_signed
from reports.demo.cases import REVISING_UNIT
from reports.demo.scene import REASON, Scene
from reports.demo.timetable import Filing, filing
from twinning.choices import PeriodKind
from twinning.models import Obligation, Report


@dataclass(frozen=True)
class Paper:
    """One filing: the report, how it went, and the communes (codes) it speaks of."""

    report: Report
    course: Filing
    unit: str
    year: int
    kind: str
    communes: tuple[str, ...]

    @property
    def is_annual(self) -> bool:
        return self.kind == PeriodKind.ANNUAL

    @property
    def is_plan(self) -> bool:
        return self.kind == PeriodKind.PLAN


def begin(scene: Scene) -> list[Paper]:
    """A draft for every obligation that its unit began, in the order of due dates."""
    owed = Obligation.objects.filter(period__programme_year__in=scene.years.values(), waived_on__isnull=True)
    papers = []
    for obligation in owed.select_related("unit", "period__programme_year").order_by("period__due_on", "pk"):
        unit, period = obligation.unit.name, obligation.period
        year = period.programme_year.year
        course = filing(unit, year, period.kind, period.due_on, scene.dice(f"filing {unit} {year} {period.kind}"))
        if course is not None:
            report = Report(obligation=obligation, updated_by=author_of(scene, unit))
            report._history_date = morning(course.begun_on)
            communes = tuple(code for helper, code in scene.pairs(year) if helper == unit)
            papers.append(Paper(report, course, unit, year, period.kind, communes))
    create_signed([paper.report for paper in papers], by=scene.office, why=REASON)
    return papers


def author_of(scene: Scene, unit: str) -> User:
    """Only one unit has an account of its own; the others send paper, which the office enters."""
    return scene.people["donvi"] if unit == REVISING_UNIT else scene.office


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), clock.ZONE)

"""The way of the filings: filed, answered by the office, filed again; each step in the history, each round kept."""

import datetime as dt
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from simple_history.utils import bulk_update_with_history

from kontum04.accounts.models import User
from kontum04.core import clock
from reports.demo.papers import Paper, author_of, morning
from reports.demo.scene import REASON, Scene
from twinning.choices import ReportStatus, ReviewOutcome
from twinning.models import Report, ReportVersion
from twinning.services.snapshot import snapshot

SIGNER = "Thủ trưởng đơn vị"
"""Who signed the papers that the office entered."""

FIRST_ANSWER = dt.timedelta(days=3)
CHANGED = ["status", "revision", "submitted_at", "submitted_by", "paper_signer", "paper_received_on", "updated_at"]


@dataclass(frozen=True)
class Step:
    """One change of status."""

    status: ReportStatus
    at: dt.datetime
    by: User
    why: str

    @property
    def files(self) -> bool:
        return self.status == ReportStatus.SUBMITTED


def hand_in(scene: Scene, papers: list[Paper]) -> None:
    """Take every filing through its steps, once its content is there."""
    ways = [(paper.report, list(_steps(scene, paper))) for paper in papers]
    for number in range(max(len(steps) for _report, steps in ways)):
        moved = [(report, steps[number]) for report, steps in ways if len(steps) > number]
        for report, step in moved:
            _move(report, step)
        reports = [report for report, _step in moved]
        bulk_update_with_history(reports, Report, CHANGED, batch_size=100)
    versions = [
        version for paper, (_report, steps) in zip(papers, ways, strict=True) for version in _versions(paper, steps)
    ]
    ReportVersion.objects.bulk_create(versions)


def _steps(scene: Scene, paper: Paper) -> Iterator[Step]:
    course, author = paper.course, author_of(scene, paper.unit)
    if course.first_filed_on:
        yield Step(ReportStatus.SUBMITTED, _filed_at(course.first_filed_on, author), author, REASON)
        sent_back = morning(course.first_filed_on + FIRST_ANSWER)
        yield Step(ReportStatus.RETURNED, sent_back, scene.office, course.first_returned)
    if course.filed_on:
        yield Step(ReportStatus.SUBMITTED, _filed_at(course.filed_on, author), author, REASON)
    if course.answered_on:
        yield Step(course.status, morning(course.answered_on), scene.office, course.returned or REASON)


def _filed_at(day: dt.date, author: User) -> dt.datetime:
    """A paper counts until the end of the day it came in."""
    return clock.end_of_day(day) if author.is_office else dt.datetime.combine(day, dt.time(15, 20), clock.ZONE)


def _move(report: Report, step: Step) -> None:
    report.status = step.status
    report.revision += 1
    report.updated_at = report._history_date = step.at
    report._history_user = step.by
    report._change_reason = step.why
    if step.files:
        report.submitted_at, report.submitted_by = step.at, step.by
        if step.by.is_office:
            report.paper_signer, report.paper_received_on = SIGNER, step.at.date()


def _versions(paper: Paper, steps: list[Step]) -> Iterator[ReportVersion]:
    """Every filed round as it was: a first one that came back still lacked the trips."""
    rounds = [(step, answer) for step, answer in pairwise([*steps, None]) if step and step.files]
    for number, (filed, answer) in enumerate(rounds, start=1):
        content = snapshot(paper.report)
        content["entered_at"] = filed.at.isoformat()
        outcome = _outcome(answer)
        yield ReportVersion(
            report=paper.report,
            number=number,
            content=content if number == len(rounds) else _without_trips(content),
            submitted_at=filed.at,
            submitted_by=filed.by,
            paper_signer=paper.report.paper_signer,
            outcome=outcome,
            reason=answer.why if answer and outcome == ReviewOutcome.RETURNED else "",
            reviewed_at=answer.at if answer else None,
            reviewed_by=answer.by if answer else None,
        )


def _without_trips(content: dict) -> dict:
    earlier = deepcopy(content)
    for contribution in earlier["contributions"]:
        contribution["trips"] = None
    return earlier


def _outcome(answer: Step | None) -> ReviewOutcome:
    if answer is None:
        return ReviewOutcome.PENDING
    return ReviewOutcome.RETURNED if answer.status == ReportStatus.RETURNED else ReviewOutcome.ACCEPTED

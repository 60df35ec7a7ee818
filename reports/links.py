"""From a figure to the rows it was made of: every number on a page is a link."""

from django.urls import reverse

from communes.choices import ExitStage, InspectionState
from communes.models import ProgrammeYear
from reports.figures.review import ReviewFigures
from twinning.choices import AssignmentStatus, ItemKind, RequestState

_LISTS = {
    "communes": "commune-list",
    "communes.key": "league-communes",
    "villages": "commune-list",
    "units": "unit-list",
    "exit_share": "exit-assessment",
    "untwinned_share": "league-communes",
    "help.works_registered": "plan-item-list",
    "help.works_completed": "work-list",
    "filing.late_units": "unit-list",
    "filing.weak_units": "rating-list",
    "cooperation.shared_communes": "league-communes",
    "cooperation.busy_units": "league",
    "exits.may_leave": "league-communes",
}

_BY_KIND = {
    "help": "contribution-list",
    "timeliness": "obligation-list",
    "filing": "obligation-list",
    "requests": "request-list",
    "inspections": "inspection-list",
    "exits": "exit-list",
    "assignments": "assignment-list",
}
"""Lists by the first word of a code."""

_NARROWED = {
    "help.works_registered": f"?kind={ItemKind.WORK}",
    "help.works_completed": f"?kind={ItemKind.WORK}&done=True&own=on",
    "communes.key": "?key=on",
    "untwinned_share": "?untwinned=on",
    "filing.late_units": "?late=on",
    "filing.weak_units": "?weak=on",
    "cooperation.shared_communes": "?shared=on",
    "cooperation.busy_units": "?busy=on",
    "requests.answered": f"?state={RequestState.ANSWERED}",
    "requests.late": "?state=late",
    "requests.overdue": f"?state={RequestState.OVERDUE}",
    "inspections.overdue": f"?state={InspectionState.OVERDUE}",
    "exits.may_leave": "?may_leave=on",
    "exits.candidate": f"?stage={ExitStage.CANDIDATE}",
    "exits.proposed": f"?stage={ExitStage.PROPOSED}",
    "assignments.draft": f"?status={AssignmentStatus.DRAFT}",
    "assignments.approved": f"?status={AssignmentStatus.APPROVED}",
    "DB03.places": "?part=DB03&some=on",
}

_STANDING = {
    "filed": "&standing=filed",
    "on_time": "&standing=on_time",
    "late": "&standing=filed_late",
    "missing": "&open=on",
    "on_time_rate": "&standing=owed",
}


def rows_behind(code: str, figures: ReviewFigures, programme_year: ProgrammeYear) -> str:
    """Address of the list that shows the rows behind the figure, within the reader's own scope."""
    name = _LISTS.get(code) or _BY_KIND.get(code.partition(".")[0], "indicator-list")
    line = figures.indicator(code)
    query = _NARROWED.get(code) or (f"?part={line.part}" if line else _of_period(code))
    return reverse(name, kwargs={"programme": programme_year.programme.code, "year": programme_year.year}) + query


def _of_period(code: str) -> str:
    """“filing.annual.late”: the obligations of the annual report that are late."""
    words = code.split(".")
    if words[0] not in ("timeliness", "filing") or len(words) < 3:
        return ""
    return f"?period={words[1]}{_STANDING.get(words[2], '')}"

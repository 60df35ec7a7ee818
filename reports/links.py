"""From a figure to the rows it was made of: every number on a page is a link."""

from django.urls import reverse

from communes.models import ProgrammeYear
from reports.figures.review import ReviewFigures
from twinning.choices import ItemKind, RequestState

_LISTS = {
    "communes": "commune-list",
    "communes.key": "commune-list",
    "villages": "commune-list",
    "units": "unit-list",
    "exit_share": "commune-list",
    "untwinned_share": "twinning-list",
    "help.works_registered": "plan-item-list",
    "help.works_completed": "work-list",
    "filing.weak_units": "obligation-matrix",
    "cooperation.shared_communes": "twinning-list",
    "cooperation.busy_units": "twinning-list",
}

_BY_KIND = {
    "help": "contribution-list",
    "timeliness": "obligation-list",
    "filing": "obligation-list",
    "requests": "request-list",
}
"""Lists by the first word of a code."""

_NARROWED = {
    "help.works_registered": f"?kind={ItemKind.WORK}",
    "help.works_completed": f"?kind={ItemKind.WORK}&done=True&own=on",
    "filing.late_units": "?late=on",
    "requests.answered": f"?state={RequestState.ANSWERED}",
    "requests.overdue": f"?state={RequestState.OVERDUE}",
}

_STANDING = {"late": "&late=on", "missing": "&open=on"}


def rows_behind(code: str, figures: ReviewFigures, programme_year: ProgrammeYear) -> str:
    """Address of the list that shows the rows behind the figure, within the reader's own scope."""
    name = _LISTS.get(code) or _BY_KIND.get(code.partition(".")[0], "indicator-list")
    line = figures.indicator(code)
    query = f"?part={line.part}" if line else _NARROWED.get(code) or _of_period(code)
    return reverse(name, kwargs={"programme": programme_year.programme.code, "year": programme_year.year}) + query


def _of_period(code: str) -> str:
    """“filing.annual.late”: the obligations of the annual report that are late."""
    words = code.split(".")
    if words[0] not in ("timeliness", "filing") or len(words) < 3:
        return ""
    return f"?period={words[1]}{_STANDING.get(words[2], '')}"

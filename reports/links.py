"""From a figure to the rows it was made of: every number on a page is a link."""

from django.urls import reverse

from communes.models import ProgrammeYear
from reports.figures.review import ReviewFigures

_LISTS = {
    "communes": "commune-list",
    "communes.key": "commune-list",
    "villages": "commune-list",
    "units": "unit-list",
    "exit_share": "commune-list",
    "untwinned_share": "twinning-list",
    "help.works_registered": "plan-item-list",
    "help.works_completed": "work-list",
}


def rows_behind(code: str, figures: ReviewFigures, programme_year: ProgrammeYear) -> str:
    """Address of the list that shows the rows behind the figure, within the reader's own scope."""
    name = _LISTS.get(code)
    query = ""
    if name is None and code.startswith("help."):
        name = "contribution-list"
    elif name is None and code.startswith("timeliness."):
        name, query = "obligation-list", f"?period={code.split('.')[1]}"
    elif name is None:
        line = figures.indicator(code)
        name, query = "indicator-list", f"?part={line.part}" if line else ""
    return reverse(name, kwargs={"programme": programme_year.programme.code, "year": programme_year.year}) + query

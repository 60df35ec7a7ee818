"""The few figures a reader looks for first, in the order of the interview that opened each year."""

from kontum04.core.figure import Figure
from reports.figures.review import ReviewFigures

HEADLINE = (
    "communes",
    "units",
    "NG03",
    "NG04",
    "help.trips",
    "help.workdays",
    "help.money_total",
    "DB03",
    "DB03.places",
)


def headline(figures: ReviewFigures) -> list[Figure]:
    """The headline figures the year has; an indicator that staff have retired is left out."""
    known = {figure.code: figure for figure in figures.all()}
    return [known[code] for code in HEADLINE if code in known]

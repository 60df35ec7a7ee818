"""How far a goal still is, what must be done each year to reach it, and where today's pace leads. Pure functions.

Nothing is reckoned across two standards, from one year alone, or after the due year: then it says why."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from communes.choices import Comparator
from communes.models import Target
from kontum04.core.figure import PERCENT, Figure

HUNDRED = Decimal(100)
DOWNWARD = (Comparator.AT_MOST, Comparator.LESS_THAN)
STRICT = (Comparator.MORE_THAN, Comparator.LESS_THAN)


class Standing(StrEnum):
    """Why there is a pace or none."""

    UNKNOWN = "unknown"
    MET = "met"
    OVERDUE = "overdue"
    BREAK = "break"
    RUNNING = "running"


@dataclass(frozen=True)
class Growth:
    """The average of the years `first` to `last`: the change a year, or for a yearly goal the result a year."""

    per_year: Decimal
    first: int
    last: int


@dataclass(frozen=True)
class Course:
    """What is known of a goal at the end of `year`. `counted` names the places a share is made of (“xã”), if it is.

    `new_standard` names a standard that begins before the goal is due. Without `growth`, `no_growth` says why."""

    year: int
    now: Figure
    counted: str = ""
    new_standard: str = ""
    growth: Growth | None = None
    no_growth: str = ""


@dataclass(frozen=True)
class Outlook:
    """`per_year` in the goal's unit and `places_per_year` are what must be added (or taken off) every year from now on;
    kept, they reach the goal by its due year. `places` are those still missing. `forecast` is where `growth` leads."""

    standing: Standing
    years_left: int
    counted: str
    gap: Decimal | None
    per_year: Decimal | None
    places: int | None
    places_per_year: int | None
    forecast: Decimal | None
    will_meet: bool | None
    growth: Growth | None
    no_pace: str
    no_forecast: str

    def as_dict(self) -> dict:
        """For JSON: numbers rounded as they are printed, to a tenth."""
        numbers = {"gap": self.gap, "per_year": self.per_year, "forecast": self.forecast}
        return {
            "standing": str(self.standing),
            "years_left": self.years_left,
            "places": self.places,
            "places_per_year": self.places_per_year,
            "will_meet": self.will_meet,
            "average_of": [self.growth.first, self.growth.last] if self.growth else None,
        } | {name: None if value is None else str(round(value, 1)) for name, value in numbers.items()}


def is_met(target: Target, value: Decimal) -> bool:
    """A span “from 6 to 8” is met from its lower end on: falling faster than asked is no failure."""
    match target.comparator:
        case Comparator.MORE_THAN:
            return value > target.value
        case Comparator.LESS_THAN:
            return value < target.value
        case Comparator.AT_MOST:
            return value <= target.value
        case Comparator.EQUAL:
            return value == target.value
        case _:
            return value >= target.value


def outlook_of(target: Target, course: Course) -> Outlook:
    """Gap, pace and forecast of one goal."""
    value = course.now.value
    standing, no_pace = _standing(target, course)
    years_left = max((target.due_year or course.year) - course.year, 0)
    running = standing is Standing.RUNNING and value is not None
    per_year = _per_year(target, value, years_left) if running and value is not None else None
    places = places_missing(target, course.now) if course.counted and standing is not Standing.UNKNOWN else None
    forecast, no_forecast = _forecast(target, course, years_left) if running else (None, no_pace)
    return Outlook(
        standing=standing,
        years_left=years_left,
        counted=course.counted,
        gap=None if value is None else Decimal(0) if is_met(target, value) else abs(target.value - value),
        per_year=per_year,
        places=places,
        places_per_year=-(-places // years_left) if running and places and years_left else None,
        forecast=forecast,
        will_meet=None if forecast is None else is_met(target, forecast),
        growth=course.growth if forecast is not None else None,
        no_pace=no_pace,
        no_forecast=no_forecast,
    )


def places_missing(target: Target, now: Figure) -> int | None:
    """How many more places (fewer, for a goal downwards) make the share meet the goal; None where nothing counts."""
    if now.numerator is None or not now.denominator:
        return None
    exact = target.value * now.denominator / HUNDRED
    upward = target.comparator not in DOWNWARD
    needed = exact.to_integral_value(ROUND_CEILING if upward else ROUND_FLOOR)
    if target.comparator in STRICT and needed == exact:
        needed += 1 if upward else -1
    short = needed - now.numerator if upward else now.numerator - needed
    return max(int(short), 0)


def _standing(target: Target, course: Course) -> tuple[Standing, str]:
    """With the reason, in words, for having no pace."""
    year = {"year": course.year}
    if course.now.value is None:
        return Standing.UNKNOWN, course.now.note or _("Chưa có số liệu năm %(year)s.") % year
    due = target.due_year
    if is_met(target, course.now.value) and not (target.every_year and due and due > course.year):
        return Standing.MET, _("Đã đạt.")
    if due is not None and due <= course.year:
        words = _("Hạn là năm %(due)s; không còn năm nào để tính mức cần mỗi năm.")
        return Standing.OVERDUE, words % {"due": due}
    if due is None and not target.every_year:
        return Standing.OVERDUE, _("Mục tiêu không ghi năm đến hạn.")
    if course.new_standard and not target.every_year:
        words = _("Trước hạn đổi sang %(standard)s; không tính qua hai chuẩn.")
        return Standing.BREAK, words % {"standard": course.new_standard}
    return Standing.RUNNING, ""


def _per_year(target: Target, value: Decimal, years_left: int) -> Decimal | None:
    """Rounded away from zero to a tenth, so that the printed pace reaches the goal; a yearly goal is its own pace."""
    if target.every_year:
        return target.value
    gap = abs(target.value - value)
    tenth = Decimal("0.1")
    step = (gap / years_left).quantize(tenth, ROUND_CEILING)
    if target.comparator in STRICT and step * years_left <= gap:
        step += tenth
    return -step if value > target.value or (value == target.value and target.comparator in DOWNWARD) else step


def _forecast(target: Target, course: Course, years_left: int) -> tuple[Decimal | None, str]:
    """The result of the due year (of each coming year, for a yearly goal) if the average goes on."""
    if course.growth is None:
        return None, course.no_growth
    if course.new_standard:
        words = _("Trước hạn đổi sang %(standard)s; không dự báo qua hai chuẩn.")
        return None, words % {"standard": course.new_standard}
    if target.every_year or course.now.value is None:
        return course.growth.per_year, ""
    value = course.now.value + course.growth.per_year * years_left
    return (min(max(value, Decimal(0)), HUNDRED) if course.now.unit == PERCENT else value), ""

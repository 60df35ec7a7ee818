"""Targets against results, with the pace they take and where today's leads. Unknown is neither met nor failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.choices import Comparator
from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import IndicatorPart, ProgrammeYear, Target
from kontum04.core import formats
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.figures import course
from reports.figures.measures import MEASURES, measures_over
from reports.figures.pace import Course, Outlook, is_met, outlook_of
from reports.figures.pace_words import forecast_words, gap_words, pace_words
from reports.figures.place_share import as_share

GOAL_WORDS = {
    Comparator.AT_LEAST: gettext_lazy("từ %(value)s trở lên"),
    Comparator.MORE_THAN: gettext_lazy("trên %(value)s"),
    Comparator.AT_MOST: gettext_lazy("không quá %(value)s"),
    Comparator.LESS_THAN: gettext_lazy("dưới %(value)s"),
    Comparator.BETWEEN: gettext_lazy("từ %(value)s đến %(upper)s"),
    Comparator.EQUAL: "%(value)s",
}


ALL = 100


@dataclass(frozen=True)
class TargetResult:
    """One goal with its result of the year. `is_met` None: no data to judge by.

    `gap`, `pace` and `forecast` say `outlook` in words."""

    label: str
    goal: str
    due: str
    source: str
    comparator: str
    goal_value: Decimal
    result: Figure
    is_due_later: bool
    is_met: bool | None
    outlook: Outlook
    gap: str
    pace: str
    forecast: str

    @property
    def verdict(self) -> str:
        if self.is_met is None:
            return str(formats.MISSING)
        if self.is_met:
            return _("đạt")
        return _("chưa đạt, chưa đến hạn") if self.is_due_later else _("chưa đạt")

    def as_dict(self) -> dict:
        """For JSON: the outlook's numbers beside the words."""
        return {
            "label": self.label,
            "goal": self.goal,
            "due": self.due,
            "result": self.result.as_dict(),
            "is_met": self.is_met,
            "outlook": self.outlook.as_dict(),
            "gap": self.gap,
            "pace": self.pace,
            "forecast": self.forecast,
        }


def target_results(programme_year: ProgrammeYear, readings: Readings, viewer: Viewer) -> list[TargetResult]:
    """Every target of the programme held against the year's figures, in the programme's order."""
    programme, year = programme_year.programme, programme_year.year
    targets = list(programme.targets.all())
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    named = [parts[target.measure] for target in targets if target.measure in parts]
    years = range(year - course.YEARS_BACK - 1, year + 1)  # a change needs the year before, too
    past = Readings(readings.communes, years, named)
    known = measures_over(programme, years, viewer)
    return [_judge(target, _course(target, year, parts, readings, past, known), year) for target in targets]


def _course(
    target: Target,
    year: int,
    parts: Mapping[str, IndicatorPart],
    readings: Readings,
    past: Readings,
    known: Mapping[tuple[str, int], Figure],
) -> Course:
    if target.measure in MEASURES:
        return course.of_measure(target, year, known)
    part = parts.get(target.measure)
    if part is None:
        return Course(year, Figure(target.measure, target.label, target.unit, None))
    return course.of_part(target, part, as_share(figure_of(readings, part, year), part), past, year)


def _judge(target: Target, known: Course, year: int) -> TargetResult:
    goal, result, outlook = _goal_text(target), known.now, outlook_of(target, known)
    return TargetResult(
        label=target.label,
        goal=goal,
        due=_("hằng năm") if target.every_year else _("đến năm %(year)s") % {"year": target.due_year},
        source=target.source,
        comparator=target.comparator,
        goal_value=target.value,
        result=result,
        is_due_later=not target.every_year and bool(target.due_year and target.due_year > year),
        is_met=None if result.value is None else is_met(target, result.value),
        outlook=outlook,
        gap=gap_words(target, outlook, result),
        pace=pace_words(target, outlook, goal),
        forecast=forecast_words(target, outlook, result),
    )


def _goal_text(target: Target) -> str:
    words = str(GOAL_WORDS[Comparator(target.comparator)])
    if target.comparator == Comparator.AT_LEAST and target.unit == PERCENT and target.value == ALL:
        return formats.percent(target.value, 0)
    value = formats.number(target.value)
    if target.comparator == Comparator.BETWEEN:
        return f"{words % {'value': value, 'upper': formats.number(target.value_upper or 0)}} {target.unit}"
    return words % {"value": f"{value}{formats.NO_BREAK_SPACE}{target.unit}"}

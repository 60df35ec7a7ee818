"""Targets against results. Unknown is neither met nor failed."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.choices import Aggregation, Comparator
from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import IndicatorPart, ProgrammeYear, Target
from kontum04.core import formats
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.figures.measures import MEASURES

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

    `gap` is what is still missing in the goal's unit; 0 when met, None when unknown."""

    label: str
    goal: str
    due: str
    source: str
    comparator: str
    goal_value: Decimal
    result: Figure
    is_due_later: bool
    is_met: bool | None
    gap: Decimal | None

    @property
    def verdict(self) -> str:
        if self.is_met is None:
            return str(formats.MISSING)
        if self.is_met:
            return _("đạt")
        return _("chưa đạt, chưa đến hạn") if self.is_due_later else _("chưa đạt")


def target_results(programme_year: ProgrammeYear, readings: Readings, viewer: Viewer) -> list[TargetResult]:
    """Every target of the programme held against the year's figures, in the programme's order."""
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    return [
        _judge(target, _result(target, programme_year, readings, parts, viewer), programme_year.year)
        for target in programme_year.programme.targets.all()
    ]


def _result(
    target: Target, programme_year: ProgrammeYear, readings: Readings, parts: dict[str, IndicatorPart], viewer: Viewer
) -> Figure:
    if target.measure in MEASURES:
        return MEASURES[target.measure](programme_year, viewer)
    part = parts.get(target.measure)
    if part is None:
        return Figure(target.measure, target.label, target.unit, None)
    return as_share(figure_of(readings, part, programme_year.year), part)


def as_share(figure: Figure, part: IndicatorPart) -> Figure:
    """A count of those that met something as their share in percent; other figures unchanged."""
    if part.aggregation not in (Aggregation.COUNT_TRUE, Aggregation.DISTRIBUTION):
        return figure
    share = figure.value * 100 / figure.denominator if figure.value is not None and figure.denominator else None
    label = _("%(what)s (tỷ lệ)") % {"what": figure.label}
    return replace(figure, code=f"{figure.code}.share", label=label, value=share, unit=PERCENT, decimals=1)


def _judge(target: Target, result: Figure, year: int) -> TargetResult:
    goal = _goal_text(target)
    due = _("hằng năm") if target.every_year else _("đến năm %(year)s") % {"year": target.due_year}
    met = None if result.value is None else _is_met(target, result.value)
    gap = None if result.value is None else (Decimal(0) if met else abs(target.value - result.value))
    return TargetResult(
        label=target.label,
        goal=goal,
        due=due,
        source=target.source,
        comparator=target.comparator,
        goal_value=target.value,
        result=result,
        is_due_later=not target.every_year and bool(target.due_year and target.due_year > year),
        is_met=met,
        gap=gap,
    )


def _is_met(target: Target, value: Decimal) -> bool:
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


def _goal_text(target: Target) -> str:
    words = str(GOAL_WORDS[Comparator(target.comparator)])
    if target.comparator == Comparator.AT_LEAST and target.unit == PERCENT and target.value == ALL:
        return formats.percent(target.value, 0)
    value = formats.number(target.value)
    if target.comparator == Comparator.BETWEEN:
        return f"{words % {'value': value, 'upper': formats.number(target.value_upper or 0)}} {target.unit}"
    return words % {"value": f"{value}{formats.NO_BREAK_SPACE}{target.unit}"}

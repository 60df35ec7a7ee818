"""May a commune leave the list? Judged by the rules of the period, criterion by criterion; unknown stays unknown.

Advice only: a human proposes, a decision recognises (`ExitProposal`). Losing the provincial twin is another thing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import Commune, Designation, ExitRuleSet, IndicatorPart, ProgrammeYear
from communes.models.exit_rules import HARD_VILLAGES, VILLAGES, ExitCriterion
from kontum04.core import formats, formulas
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer


class Holds(StrEnum):
    """Whether a condition holds, by the figures at hand."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CriterionState:
    """One criterion with the figures it was judged by; no figures where a person has to judge."""

    code: str
    label: str
    formula: str
    holds: Holds
    figures: tuple[Figure, ...]

    @property
    def why(self) -> str:
        """The figures in words, missing ones named as such."""
        if not self.formula:
            return _("Cổng chưa có số liệu để tính; người xét tự đánh giá.")
        return "; ".join(f"{figure.label}: {figure.text_with_unit}" for figure in self.figures)


@dataclass(frozen=True)
class Verdict:
    """What one rule set says of one commune."""

    rule_set: ExitRuleSet
    criteria: tuple[CriterionState, ...]
    may_leave: Holds

    @property
    def missing(self) -> list[str]:
        """Figures that would be needed to know."""
        lacking = [figure.label for line in self.criteria for figure in line.figures if figure.value is None]
        return list(dict.fromkeys(lacking))


@dataclass(frozen=True)
class Assessment:
    """One commune in one year. `has_left` ones are watched for falling back."""

    commune: Commune
    has_left: bool
    verdicts: tuple[Verdict, ...]

    @property
    def falls_back(self) -> bool:
        """Left the list, and by the rules would not be let go today."""
        return self.has_left and any(verdict.may_leave is Holds.NO for verdict in self.verdicts)


def assessments(
    programme_year: ProgrammeYear, viewer: Viewer, communes: Collection[int] | None = None
) -> list[Assessment]:
    """Every commune on the list, and those that left it, in scope and in Vietnamese order, by the rules of the year."""
    programme, year = programme_year.programme, programme_year.year
    rules = list(ExitRuleSet.objects.in_force(programme, year))
    rows = Designation.objects.visible_to(viewer).filter(programme=programme, starts_on__lte=date(year, 12, 31))
    ever = set(rows.values_list("commune", flat=True))
    listed = set(rows.in_year(programme, year).values_list("commune", flat=True))
    chosen = ever if communes is None else ever & set(communes)
    readings = Readings(chosen, (year - 1, year))
    parts = {name_of(part): part for part in IndicatorPart.objects.in_use()}
    places = Commune.objects.filter(pk__in=chosen).select_related("district").order_by("district__sort_key", "sort_key")
    return [
        Assessment(
            commune,
            commune.pk not in listed,
            tuple(_verdict(rule_set, commune.pk, year, readings, parts) for rule_set in rules),
        )
        for commune in places
    ]


def name_of(part: IndicatorPart) -> str:
    """How formulas write a part's code: HT02_1."""
    return part.code.replace(".", "_")


def _verdict(
    rule_set: ExitRuleSet, commune: int, year: int, readings: Readings, parts: Mapping[str, IndicatorPart]
) -> Verdict:
    own = readings.only(commune)

    def figure(name: str) -> Figure:
        if name == HARD_VILLAGES:
            return hard_villages(rule_set, commune, year, readings, parts)
        if name == VILLAGES:
            return Figure(VILLAGES, _("Số thôn (làng)"), _("thôn"), Decimal(len(readings.villages_of(commune, year))))
        return figure_of(own, parts[name], year)

    lines = tuple(_criterion_state(criterion, figure, parts) for criterion in rule_set.criteria.all())
    known = {line.code: _STATES[line.holds] for line in lines}
    return Verdict(rule_set, lines, _holds(rule_set.verdict, known))


def _criterion_state(
    criterion: ExitCriterion, figure: Callable[[str], Figure], parts: Mapping[str, IndicatorPart]
) -> CriterionState:
    names = formulas.names_of(criterion.formula) if criterion.formula else ()
    figures = {name: figure(name) for name in names if name in (*parts, HARD_VILLAGES, VILLAGES)}
    # Of villages that did not all report, a count is no answer; nor is a part that staff have retired.
    values = dict.fromkeys(names) | {name: None if found.is_partial else found.value for name, found in figures.items()}
    holds = _holds(criterion.formula, values)
    return CriterionState(criterion.code, criterion.label, criterion.formula, holds, tuple(figures.values()))


_STATES: dict[Holds, Decimal | None] = {Holds.YES: Decimal(1), Holds.NO: Decimal(0), Holds.UNKNOWN: None}


def _holds(formula: str, values: Mapping[str, Decimal | None]) -> Holds:
    found = formulas.value_of(formula, values) if formula else None
    if found is None:
        return Holds.UNKNOWN
    return Holds.YES if found else Holds.NO


def hard_villages(
    rule_set: ExitRuleSet, commune: int, year: int, readings: Readings, parts: Mapping[str, IndicatorPart]
) -> Figure:
    """The share of the commune's villages that are specially difficult; missing while one of them cannot be judged."""
    names = formulas.names_of(rule_set.village_formula) if rule_set.village_formula else ()
    states = []
    for village in readings.villages_of(commune, year):
        found = {name: readings.of_village(parts[name], village, year) if name in parts else None for name in names}
        values = {name: reading.value if reading else None for name, reading in found.items()}
        states.append(_holds(rule_set.village_formula, values))
    judged = [state for state in states if state is not Holds.UNKNOWN]
    hard = judged.count(Holds.YES)
    whole = bool(states) and len(judged) == len(states)
    return Figure(
        HARD_VILLAGES,
        _("Tỷ lệ thôn đặc biệt khó khăn"),
        PERCENT,
        Decimal(hard) * 100 / len(states) if whole else None,
        1,
        Decimal(hard) if whole else None,
        Decimal(len(states)) if whole else None,
        len(judged),
        len(states),
        "" if whole else _("mới xét được %(judged)s thôn") % {"judged": formats.number(len(judged))},
    )

"""May a commune leave the list? Judged by the rules of the period, criterion by criterion; unknown stays unknown.

Advice only: a human proposes, a decision recognises (`ExitProposal`). Losing the provincial twin is another thing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.aggregate import figure_of
from communes.figures.conditions import CriterionState, Holds, combined, holds, name_of, state_of, villages_figure
from communes.figures.readings import Readings
from communes.models import Commune, Designation, ExitRuleSet, IndicatorPart, ProgrammeYear
from communes.models.exit_rules import HARD_VILLAGES
from communes.models.rule_sets import VILLAGES
from kontum04.core import formats, formulas
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer


@dataclass(frozen=True)
class Verdict:
    """What one rule set says of one commune."""

    rule_set: ExitRuleSet
    criteria: tuple[CriterionState, ...]
    may_leave: Holds

    @property
    def missing(self) -> list[str]:
        """Figures that would be needed to know."""
        return list(dict.fromkeys(label for line in self.criteria for label in line.missing))


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


def _verdict(
    rule_set: ExitRuleSet, commune: int, year: int, readings: Readings, parts: Mapping[str, IndicatorPart]
) -> Verdict:
    own = readings.only(commune)

    def figure(name: str) -> tuple[Figure, str] | None:
        if name == HARD_VILLAGES:
            found = hard_villages(rule_set, commune, year, readings, parts)
        elif name == VILLAGES:
            found = villages_figure(readings, commune, year)
        elif name in parts:
            found = figure_of(own, parts[name], year)
        else:
            return None
        return found, found.text_with_unit

    lines = tuple(state_of(criterion, figure) for criterion in rule_set.criteria.all())
    return Verdict(rule_set, lines, combined(rule_set.verdict, lines))


def hard_villages(
    rule_set: ExitRuleSet, commune: int, year: int, readings: Readings, parts: Mapping[str, IndicatorPart]
) -> Figure:
    """The share of the commune's villages that are specially difficult; missing while one of them cannot be judged."""
    names = formulas.names_of(rule_set.village_formula) if rule_set.village_formula else ()
    states = []
    for village in readings.villages_of(commune, year):
        found = {name: readings.of_village(parts[name], village, year) if name in parts else None for name in names}
        values = {name: reading.value if reading else None for name, reading in found.items()}
        states.append(holds(rule_set.village_formula, values))
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

"""Is a place no đủ – vững mạnh – an toàn? Each part judged by the rules of the year; what cannot be told stays unknown.

Beside what the commune reported, never instead of it: where both differ, a person looks at it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.conditions import CriterionState, Holds, combined, name_of, state_of, villages_figure
from communes.figures.readings import Readings
from communes.models import (
    Commune,
    IndicatorPart,
    PlaceLevel,
    ProgrammeYear,
    ProsperityRuleSet,
    Village,
)
from communes.models.rule_sets import VILLAGES
from communes.words import figure_at, value_words
from kontum04.core import formats
from kontum04.core.figure import Figure

NOT_YET, NEARLY, FULL = 0, 1, 2
"""The three states, as the levels of the indicator that communes report them in."""


@dataclass(frozen=True)
class PlaceState:
    """One commune or village: its parts, the state they come to (None: cannot be told), the state that was reported.

    `at_least`: the lowest state that what is known still allows."""

    commune: Commune
    village: Village | None
    rule_set: ProsperityRuleSet
    parts: tuple[CriterionState, ...]
    state: int | None
    at_least: int
    reported: int | None

    @property
    def differs(self) -> bool:
        """What was reported cannot follow from the parts: a question to whoever reported it, not an answer."""
        if self.reported is None:
            return False
        return self.reported < self.at_least if self.state is None else self.reported != self.state

    @property
    def missing(self) -> list[str]:
        """Figures that would be needed to know."""
        return list(dict.fromkeys(label for part in self.parts for label in part.missing))

    @property
    def state_words(self) -> str:
        if self.state is not None:
            return self.level_words(self.state)
        if self.at_least:
            return _("chưa đủ số liệu, ít nhất %(state)s") % {"state": self.level_words(self.at_least)}
        return _("chưa đủ số liệu")

    @property
    def reported_words(self) -> str:
        return str(formats.MISSING) if self.reported is None else self.level_words(self.reported)

    @property
    def question(self) -> str:
        """What is asked where both differ; empty where they do not."""
        if not self.differs:
            return ""
        told = {"reported": self.reported_words, "state": self.state_words}
        return _("Xã báo “%(reported)s”, theo các phần là “%(state)s”. Xem lại số liệu hoặc ghi giải trình.") % told

    def level_words(self, level: int) -> str:
        return value_words(self.rule_set.reported_in, Decimal(level))


def state_from(rule_set: ProsperityRuleSet, parts: tuple[CriterionState, ...]) -> tuple[int | None, int]:
    """The state, and the lowest one that is still possible. Whoever is full is nearly so, too."""
    full, nearly = combined(rule_set.full, parts), combined(rule_set.nearly, parts)
    if full is Holds.YES:
        return FULL, FULL
    if nearly is Holds.NO:
        return NOT_YET, NOT_YET
    at_least = NEARLY if nearly is Holds.YES else NOT_YET
    return (NEARLY if at_least == NEARLY and full is Holds.NO else None), at_least


class Judge:
    """Judges places of one level in one year by one rule set."""

    def __init__(self, rule_set: ProsperityRuleSet, readings: Readings, year: int) -> None:
        self.rule_set, self.readings, self.year = rule_set, readings, year
        self.parts = {name_of(part): part for part in IndicatorPart.objects.in_use()}
        self.criteria = list(rule_set.criteria.all())

    def of_commune(self, commune: Commune) -> PlaceState:
        def figure(part: IndicatorPart) -> Figure:
            return figure_at(self.readings, part, self.year, (commune.pk,))

        return self._judged(commune, None, figure)

    def of_village(self, village: Village) -> PlaceState:
        def figure(part: IndicatorPart) -> Figure:
            return self._of_village(part, village.pk)

        return self._judged(village.commune, village, figure)

    def _judged(
        self, commune: Commune, village: Village | None, figure: Callable[[IndicatorPart], Figure]
    ) -> PlaceState:
        def worded(name: str) -> tuple[Figure, str] | None:
            if name == VILLAGES:
                found = villages_figure(self.readings, commune.pk, self.year)
                return found, found.text_with_unit
            part = self.parts.get(name)
            return _worded(part, figure(part)) if part else None

        parts = tuple(state_of(criterion, worded) for criterion in self.criteria)
        state, at_least = state_from(self.rule_set, parts)
        reported = figure(self.rule_set.reported_in).value
        told = None if reported is None else int(reported)
        return PlaceState(commune, village, self.rule_set, parts, state, at_least, told)

    def _of_village(self, part: IndicatorPart, village: int) -> Figure:
        if part.kind == PartKind.RATIO and part.numerator and part.denominator:
            top, bottom = (self._of_village(half, village).value for half in (part.numerator, part.denominator))
            value = top * 100 / bottom if top is not None and bottom else None
        else:
            reading = self.readings.of_village(part, village, self.year)
            value = reading.value if reading else None
        return Figure(part.code, part.label, part.unit, value, part.decimals)


def _worded(part: IndicatorPart, figure: Figure) -> tuple[Figure, str]:
    """A level by its name, yes and no, or the number with its unit."""
    if part.is_word and figure.denominator is None:
        return figure, value_words(part, figure.value)
    if part.is_counted and figure.denominator is not None:
        return figure, f"{figure.text}/{formats.number(figure.denominator)} {figure.unit}"
    return figure, figure.text_with_unit


def judge_of(programme_year: ProgrammeYear, level: str, readings: Readings) -> Judge | None:
    """None where no rules are kept for the year."""
    rule_set = ProsperityRuleSet.objects.of_year(programme_year.programme, programme_year.year, level)
    return Judge(rule_set, readings, programme_year.year) if rule_set else None


def commune_states(programme_year: ProgrammeYear, communes: Collection[Commune]) -> list[PlaceState]:
    """Each of the communes, in the order given."""
    readings = Readings([commune.pk for commune in communes], (programme_year.year,))
    judge = judge_of(programme_year, PlaceLevel.COMMUNE, readings)
    return [judge.of_commune(commune) for commune in communes] if judge else []


def village_states(programme_year: ProgrammeYear, villages: Collection[Village]) -> list[PlaceState]:
    """Each of the villages, in the order given; their communes are already fetched with them."""
    readings = Readings({village.commune_id for village in villages}, (programme_year.year,))
    judge = judge_of(programme_year, PlaceLevel.VILLAGE, readings)
    return [judge.of_village(village) for village in villages] if judge else []

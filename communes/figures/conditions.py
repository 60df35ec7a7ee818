"""Does a condition kept as data hold for a place? Yes, no, or unknown, with the figures it was judged by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from communes.figures.readings import Readings
from communes.models import IndicatorPart
from communes.models.rule_sets import VILLAGES, Criterion
from kontum04.core import formulas
from kontum04.core.figure import Figure


class Holds(StrEnum):
    """Whether a condition holds, by the figures at hand."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CriterionState:
    """One criterion with the figures it was judged by; no figures where a person has to judge.

    `words` tell each figure as people read it."""

    code: str
    label: str
    formula: str
    holds: Holds
    figures: tuple[Figure, ...]
    words: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The figures in words, missing ones named as such."""
        if not self.formula:
            return _("Cổng chưa có số liệu để tính; người xét tự đánh giá.")
        texts = self.words or tuple(figure.text_with_unit for figure in self.figures)
        return "; ".join(f"{figure.label}: {text}" for figure, text in zip(self.figures, texts, strict=True))

    @property
    def missing(self) -> list[str]:
        """Figures that were not reported."""
        return [figure.label for figure in self.figures if figure.value is None]


def name_of(part: IndicatorPart) -> str:
    """How formulas write a part's code: HT02_1."""
    return part.code.replace(".", "_")


def holds(formula: str, values: Mapping[str, Decimal | None]) -> Holds:
    """Unknown without a formula, and while what is missing could still decide it."""
    found = formulas.value_of(formula, values) if formula else None
    if found is None:
        return Holds.UNKNOWN
    return Holds.YES if found else Holds.NO


def state_of(criterion: Criterion, figure: Callable[[str], tuple[Figure, str] | None]) -> CriterionState:
    """`figure` gives a measure by its name, with its words; None for one that staff have retired: it is unknown."""
    names = formulas.names_of(criterion.formula) if criterion.formula else ()
    told = {name: found for name in names if (found := figure(name))}
    # Of villages that did not all report, a count is no answer.
    values = dict.fromkeys(names) | {name: None if of.is_partial else of.value for name, (of, _text) in told.items()}
    return CriterionState(
        criterion.code,
        criterion.label,
        criterion.formula,
        holds(criterion.formula, values),
        tuple(of for of, _text in told.values()),
        tuple(text for _of, text in told.values()),
    )


_VALUES: dict[Holds, Decimal | None] = {Holds.YES: Decimal(1), Holds.NO: Decimal(0), Holds.UNKNOWN: None}


def combined(formula: str, states: tuple[CriterionState, ...]) -> Holds:
    """What a formula over the criteria's codes comes to."""
    return holds(formula, {state.code: _VALUES[state.holds] for state in states})


def villages_figure(readings: Readings, commune: int, year: int) -> Figure:
    """How many villages the commune has."""
    return Figure(VILLAGES, _("Số thôn (làng)"), _("thôn"), Decimal(len(readings.villages_of(commune, year))))

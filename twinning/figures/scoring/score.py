"""The score of one unit: each criterion with its figures, its points and why. Pure: data in, an explained score out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from kontum04.core import formats, formulas
from kontum04.core.figure import Figure
from twinning.choices import WhenMissing

TENTH = Decimal("0.1")
FILED = "_filed"  # how the names of measures end that say whether a paper was filed


class CriterionLike(Protocol):
    """What this module reads of a criterion."""

    code: str
    label: str
    max_points: Decimal
    formula: str
    when_missing: str


class BandLike(Protocol):
    """What this module reads of a rank."""

    label: str
    at_least: Decimal


@dataclass(frozen=True)
class CriterionPoints:
    """Points of one criterion. `points` None: left out for want of figures, and so is `out_of` from the sum.

    `found` is what the formula came to, before it was kept between nothing and the most."""

    criterion: CriterionLike
    figures: tuple[Figure, ...]
    found: Decimal | None
    points: Decimal | None

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def label(self) -> str:
        return self.criterion.label

    @property
    def formula(self) -> str:
        return self.criterion.formula

    @property
    def out_of(self) -> Decimal:
        return self.criterion.max_points

    @property
    def points_text(self) -> str:
        return _("không tính") if self.points is None else formats.number(self.points, 1)

    @property
    def why(self) -> str:
        """The figures in words, made when read: a card prints those of one unit, though all have to be judged."""
        return _why(self.criterion, self.figures, self.found)


@dataclass(frozen=True)
class Score:
    """A unit's score. `value` None: no criterion could be judged. `judged_of` is what the points given are out of."""

    unit_id: int
    lines: tuple[CriterionPoints, ...]
    value: Decimal | None
    judged_of: Decimal
    rank: str

    @property
    def text(self) -> str:
        return formats.number(self.value, 1)

    @property
    def is_partial(self) -> bool:
        """Whether a criterion was left out for want of figures."""
        return any(line.points is None for line in self.lines)


def score_of(
    unit_id: int, figures: Mapping[str, Figure], criteria: Sequence[CriterionLike], bands: Sequence[BandLike]
) -> Score:
    """Judge one unit by its own figures alone. What is left out lowers nothing: the rest is scaled to the full sum."""
    lines = tuple(_line(criterion, figures) for criterion in criteria)
    judged = [line for line in lines if line.points is not None]
    out_of, full = sum((line.out_of for line in judged), Decimal(0)), sum((line.out_of for line in lines), Decimal(0))
    points = sum((line.points for line in judged if line.points is not None), Decimal(0))
    value = _tenth(points * full / out_of) if out_of else None
    return Score(unit_id, lines, value, out_of, rank_of(value, bands))


def rank_of(value: Decimal | None, bands: Sequence[BandLike]) -> str:
    """The highest rank whose threshold the score reaches; empty without a score or below every threshold."""
    reached = [band for band in bands if value is not None and value >= band.at_least]
    return max(reached, key=lambda band: band.at_least).label if reached else ""


def _line(criterion: CriterionLike, figures: Mapping[str, Figure]) -> CriterionPoints:
    used = tuple(figures[name] for name in formulas.names_of(criterion.formula))
    found = formulas.value_of(criterion.formula, {code: figure.value for code, figure in figures.items()})
    points = None if found is None else _tenth(max(Decimal(0), min(criterion.max_points, found)))
    if found is None and criterion.when_missing == WhenMissing.NO_POINTS:
        points = Decimal(0)
    return CriterionPoints(criterion, used, found, points)


def _why(criterion: CriterionLike, used: Sequence[Figure], found: Decimal | None) -> str:
    missing = [figure.label[:1].lower() + figure.label[1:] for figure in used if figure.value is None]
    stated = "; ".join(stated_figure(figure) for figure in used)
    if found is None:
        lacking = _("Thiếu %(figures)s") % {"figures": formats.join(missing)} if missing else stated
        if criterion.when_missing == WhenMissing.NO_POINTS:
            return _("%(lacking)s: 0 điểm theo quy tắc.") % {"lacking": lacking}
        return _("%(lacking)s: không tính tiêu chí này.") % {"lacking": lacking}
    if found > criterion.max_points:
        return _("%(stated)s (đạt mức tối đa)") % {"stated": stated}
    return stated


def stated_figure(figure: Figure) -> str:
    """“Lượt người xuống cơ sở: 58 lượt”; of a paper, whether it was filed."""
    if figure.code.endswith(FILED) and figure.value is not None:
        words = _("đã nộp") if figure.value else _("chưa nộp")
        return f"{figure.label}: {words}"
    return f"{figure.label}: {figure.text_with_unit}"


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, rounding=ROUND_HALF_UP)

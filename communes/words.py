"""How a number of a part reads: yes and no, the label of a level, a Vietnamese number."""

from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import IndicatorPart
from kontum04.core import formats
from kontum04.core.figure import Figure


def value_words(part: IndicatorPart, value: Decimal | None) -> str:
    """One entered number in words, without its unit; “chưa có số liệu” where there is none."""
    if value is None:
        return formats.number(None)
    if part.kind == PartKind.BOOLEAN:
        return _("có") if value else _("không")
    if part.kind == PartKind.CHOICE:
        return next((str(label) for level, label in part.choices if level == value), formats.number(value))
    return formats.number(value, _decimals(part, value))


def _decimals(part: IndicatorPart, value: Decimal) -> int:
    """Those of the part, or all that were entered: nothing typed is hidden."""
    entered = value.normalize().as_tuple().exponent
    return max(part.decimals, -entered if isinstance(entered, int) else 0)


def figure_at(readings: Readings, part: IndicatorPart, year: int, communes: Collection[int]) -> Figure:
    """The figure of one commune (or of those that stand for it): what it entered itself stays as entered."""
    if len(communes) != 1 or part.is_computed or part.is_of_villages:
        return figure_of(readings, part, year, communes)
    reading = readings.of_commune(part, *communes, year)
    value = reading.value if reading else None
    decimals = part.decimals if value is None else _decimals(part, value)
    return Figure(part.code, part.label, part.unit, value, decimals, reported=int(reading is not None), expected=1)


def figure_words(readings: Readings, part: IndicatorPart, year: int, communes: Collection[int]) -> str:
    """The same as it reads there: a level by its label, villages that meet something of all villages asked."""
    figure = figure_at(readings, part, year, communes)
    if not part.is_counted or figure.value is None:
        return figure.text
    if figure.denominator is None:
        return value_words(part, figure.value)
    return f"{figure.text}/{formats.number(figure.denominator)}"

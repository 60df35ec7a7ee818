"""Poverty seen two more ways, as the nine-year review told it: key communes alone, and communes below a rate."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import IndicatorPart
from kontum04.core.figure import Figure
from reports.figures.rows import CommuneRow

BELOW_PERCENT = 30
"""“18/53 communes with fewer than 30 % poor households” (001_nine_years_2007_2015)."""


def poverty_figures(readings: Readings, communes: Sequence[CommuneRow], year: int) -> list[tuple[Figure, Figure]]:
    """Pairs of this year's and last year's figure; none when staff have retired the poverty rate."""
    part = IndicatorPart.objects.in_use().filter(code="NG03").first()
    if part is None:
        return []
    key = [row.commune_id for row in communes if row.is_key]
    return [
        (_of_key(readings, part, key, year), _of_key(readings, part, key, year - 1)),
        (_below(readings, part, year), _below(readings, part, year - 1)),
    ]


def _of_key(readings: Readings, part: IndicatorPart, key: list[int], year: int) -> Figure:
    figure = figure_of(readings, part, year, key)
    return replace(figure, code="NG03.key", label=_("Tỷ lệ hộ nghèo của các xã trọng điểm"))


def _below(readings: Readings, part: IndicatorPart, year: int) -> Figure:
    """Communes below the rate among those with a rate; a commune without data is neither below nor above."""
    rates = [figure_of(readings, part, year, [place]).value for place in readings.communes]
    known = [rate for rate in rates if rate is not None]
    below = Decimal(sum(rate < BELOW_PERCENT for rate in known)) if known else None
    return Figure(
        "NG03.below",
        _("Số xã có tỷ lệ hộ nghèo dưới %(percent)s %%") % {"percent": BELOW_PERCENT},
        _("xã"),
        below,
        numerator=below,
        denominator=Decimal(len(known)) if known else None,
        reported=len(known),
        expected=len(rates),
    )

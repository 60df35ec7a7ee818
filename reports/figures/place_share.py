"""A count of places that met something, as their share."""

from dataclasses import replace

from django.utils.translation import gettext as _

from communes.choices import Aggregation
from communes.models import IndicatorPart
from kontum04.core.figure import PERCENT, Figure


def as_share(figure: Figure, part: IndicatorPart) -> Figure:
    """A count of those that met something as their share in percent; other figures unchanged."""
    if part.aggregation not in (Aggregation.COUNT_TRUE, Aggregation.DISTRIBUTION):
        return figure
    share = figure.value * 100 / figure.denominator if figure.value is not None and figure.denominator else None
    label = _("%(what)s (tỷ lệ)") % {"what": figure.label}
    return replace(figure, code=f"{figure.code}.share", label=label, value=share, unit=PERCENT, decimals=1)

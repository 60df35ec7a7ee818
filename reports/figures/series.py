"""The poverty rate over the years, each with the standard it was measured by."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import Designation, IndicatorPart, IndicatorValue, ProgrammeYear
from kontum04.core.scoping import Viewer

YEARS_SHOWN = 6


@dataclass(frozen=True)
class RateOfYear:
    """A rate in percent of one year and group of communes; None where not reported."""

    year: int
    group: str
    rate: Decimal | None
    standard: str


def poverty_series(programme_year: ProgrammeYear, viewer: Viewer) -> list[RateOfYear]:
    """Rates of the year's listed communes and of the key ones among them, for the years that have data."""
    part = IndicatorPart.objects.in_use().filter(code="NG03").first()
    if part is None or part.numerator is None:
        return []
    designations = Designation.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    groups = {
        _("Các xã của chương trình"): set(designations.values_list("commune", flat=True)),
        _("Xã trọng điểm"): set(designations.filter(category__is_key=True).values_list("commune", flat=True)),
    }
    listed = groups[_("Các xã của chương trình")]
    first = programme_year.year - YEARS_SHOWN
    with_data = IndicatorValue.objects.filter(commune__in=listed, year__gt=first, year__lte=programme_year.year)
    years = sorted(set(with_data.values_list("year", flat=True))) or [programme_year.year]
    readings = Readings(listed, years)
    return [
        RateOfYear(year, group, figure_of(readings, part, year, communes).value, _standard(readings, part, year))
        for year in years
        for group, communes in groups.items()
        if communes
    ]


def _standard(readings: Readings, part: IndicatorPart, year: int) -> str:
    standard = readings.standard_in_force(part.numerator, year) if part.numerator else None
    return standard.name if standard else ""

"""What the page of one commune tells: its lists, what became of it, its key indicators over the years."""

from dataclasses import dataclass

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import Commune, Designation, IndicatorPart, Succession, Village
from kontum04.core.figure import Figure

YEARS_SHOWN = 3


@dataclass(frozen=True)
class Profile:
    """`series` holds one line a part: the part and its figures of `years`. `summed_from` names the predecessors whose
    sum stands where the commune itself did not exist yet (DOMAIN, rule 5)."""

    designations: list[Designation]
    formed_from: list[Succession]
    succeeded_by: list[Succession]
    villages: list[Village]
    years: list[int]
    series: list[tuple[IndicatorPart, list[Figure]]]
    summed_from: list[Commune]


def profile_of(commune: Commune, year: int) -> Profile:
    """The commune as of `year`, with the years before beside it."""
    formed_from = list(commune.formed_from.select_related("predecessor__district", "decision"))
    years = list(range(year - YEARS_SHOWN + 1, year + 1))
    born = commune.valid_from.year if commune.valid_from else None
    before_it_existed = born is not None and year < born and bool(formed_from)
    places = [line.predecessor for line in formed_from] if before_it_existed else [commune]
    readings = Readings([place.pk for place in places], (years[0] - 1, *years))
    parts = IndicatorPart.objects.in_use().filter(indicator__from_contributions=False)
    series = [(part, [figure_of(readings, part, of_year) for of_year in years]) for part in parts]
    return Profile(
        designations=list(commune.designations.select_related("programme", "category", "start_decision")),
        formed_from=formed_from,
        succeeded_by=list(commune.succeeded_by.select_related("successor", "decision")),
        villages=list(commune.villages.all()),
        years=years,
        series=series,
        summed_from=places if before_it_existed else [],
    )

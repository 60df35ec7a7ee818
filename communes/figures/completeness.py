"""How much of what is asked has been reported: missing is counted, never filled in."""

from collections.abc import Collection
from dataclasses import dataclass

from communes.figures.readings import Readings
from communes.models import IndicatorPart


@dataclass(frozen=True)
class Completeness:
    """Numbers reported of numbers asked for."""

    reported: int
    expected: int

    @property
    def missing(self) -> int:
        return self.expected - self.reported

    @property
    def is_complete(self) -> bool:
        return self.missing == 0

    @property
    def text(self) -> str:
        return f"{self.reported}/{self.expected}"


def commune_completeness(communes: Collection[int], year: int) -> dict[int, Completeness]:
    """Per commune, over the parts entered at commune level (a complete set of villages counts as reported)."""
    readings = Readings(communes, (year,))
    parts = list(IndicatorPart.objects.entered().at_commune())
    return {
        commune: Completeness(sum(readings.of_commune(part, commune, year) is not None for part in parts), len(parts))
        for commune in communes
    }


def village_completeness(commune: int, year: int) -> Completeness:
    """Over the villages of one commune and the parts entered at village level."""
    readings = Readings([commune], (year,))
    parts, villages = list(IndicatorPart.objects.entered().at_village()), readings.villages_of(commune)
    reported = sum(readings.of_village(part, village, year) is not None for part in parts for village in villages)
    return Completeness(reported, len(parts) * len(villages))

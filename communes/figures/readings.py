"""The values behind the figures, fetched once: what each commune reported for each part and year."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from communes.choices import Aggregation
from communes.models import IndicatorPart, IndicatorValue, Standard, Village
from communes.standards import standard_for


@dataclass(frozen=True)
class Reading:
    """One place's value of one part in one year; `standard` is the row's own, None where the part has none."""

    value: Decimal
    standard: int | None
    from_villages: bool = False


class Readings:
    """Values of the given communes and years, read with three queries whatever their number.

    A commune's own value counts; without one, the sum of its villages does when every village reported it
    (a partial sum would pass for a total)."""

    def __init__(self, communes: Collection[int], years: Iterable[int]) -> None:
        self.communes = tuple(communes)
        self.years = tuple(years)
        self._of_commune: dict[tuple[int, int, int], list[Reading]] = defaultdict(list)
        self._of_village: dict[tuple[int, int], dict[int, list[Reading]]] = defaultdict(lambda: defaultdict(list))
        self._villages: dict[int, set[int]] = defaultdict(set)
        self._standards = list(Standard.objects.all())
        self._load()

    def _load(self) -> None:
        villages = Village.objects.in_force(date(max(self.years), 12, 31)).filter(commune__in=self.communes)
        for village, commune in villages.values_list("pk", "commune_id"):
            self._villages[commune].add(village)
        rows = IndicatorValue.objects.filter(commune__in=self.communes, year__in=self.years).values_list(
            "part_id", "commune_id", "village_id", "year", "standard_id", "value"
        )
        for part, commune, village, year, standard, value in rows:
            reading = Reading(value, standard)
            if village is None:
                self._of_commune[part, commune, year].append(reading)
            else:
                self._of_village[part, year][village].append(reading)

    def standard_in_force(self, part: IndicatorPart, year: int) -> Standard | None:
        """The standard the part is measured by in `year`."""
        return standard_for(part, year, self._standards)

    def of_commune(self, part: IndicatorPart, commune: int, year: int) -> Reading | None:
        """The commune's value, or the sum of its villages where that is complete; None when not reported."""
        return self.own(part, commune, year) or self.sum_of_villages(part, commune, year)

    def sum_of_villages(self, part: IndicatorPart, commune: int, year: int) -> Reading | None:
        """The villages' sum where every one of them reported; None where it would be incomplete or makes no sense."""
        if not part.at_village or part.aggregation != Aggregation.SUM:
            return None
        readings = [self.of_village(part, village, year) for village in self._villages[commune]]
        standards = {reading.standard for reading in readings if reading}
        if not readings or None in readings or len(standards) > 1:
            return None  # villages measured by two standards do not add up
        return Reading(sum((r.value for r in readings if r), Decimal(0)), standards.pop(), from_villages=True)

    def own(self, part: IndicatorPart, commune: int, year: int) -> Reading | None:
        """The commune's own value, never made from its villages."""
        return self._pick(self._of_commune.get((part.pk, commune, year), ()), part, year)

    def of_village(self, part: IndicatorPart, village: int, year: int) -> Reading | None:
        return self._pick(self._of_village[part.pk, year].get(village, ()), part, year)

    def only(self, commune: int) -> Self:
        """The same values seen from one commune alone."""
        narrowed = copy(self)
        narrowed.communes = (commune,)
        return narrowed

    def villages_of(self, commune: int) -> set[int]:
        return self._villages[commune]

    def _pick(self, readings: Collection[Reading], part: IndicatorPart, year: int) -> Reading | None:
        """Of several standards in one year, the one in force; a single reading counts whatever its standard."""
        if len(readings) <= 1:
            return next(iter(readings), None)
        in_force = self.standard_in_force(part, year)
        return next((reading for reading in readings if in_force and reading.standard == in_force.pk), None)

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


ByStandard = dict[int | None, Reading]


class Readings:
    """Values of the given communes and years, read with three queries whatever their number.

    A commune's own value counts; without one, the sum of its villages does when every village reported it
    (a partial sum would pass for a total). With `parts` only these are read, and what they are computed from.

    `alike` asks for a reading by the standard of another one, so that two years can be compared; there may be none."""

    def __init__(
        self, communes: Collection[int], years: Iterable[int], parts: Iterable[IndicatorPart] | None = None
    ) -> None:
        self.communes = tuple(communes)
        self.years = tuple(years)
        self._of_commune: dict[tuple[int, int, int], ByStandard] = defaultdict(dict)
        self._of_village: dict[tuple[int, int, int], ByStandard] = defaultdict(dict)
        self._standards = self._load_standards()
        self._in_force: dict[tuple[str, int], Standard | None] = {}
        self._villages: dict[tuple[int, int], frozenset[int]] = self._load_villages()
        self._load_values(None if parts is None else {key for part in parts for key in _made_from(part)})

    def _load_standards(self) -> list[Standard]:
        return list(Standard.objects.all())

    def _load_villages(self) -> dict[tuple[int, int], frozenset[int]]:
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        rows = Village.objects.filter(commune__in=self.communes)
        for village, commune, start, end in rows.values_list("pk", "commune_id", "valid_from", "valid_to"):
            for year in self.years:
                last_day = date(year, 12, 31)
                if (start is None or start <= last_day) and (end is None or end >= last_day):
                    found[commune, year].add(village)
        return {key: frozenset(villages) for key, villages in found.items()}

    def _load_values(self, parts: Collection[int] | None) -> None:
        rows = IndicatorValue.objects.filter(commune__in=self.communes, year__in=self.years)
        if parts is not None:
            rows = rows.filter(part__in=parts)
        for part, commune, village, year, standard, value in rows.order_by().values_list(
            "part_id", "commune_id", "village_id", "year", "standard_id", "value"
        ):
            place = self._of_commune[part, commune, year] if village is None else self._of_village[part, village, year]
            place[standard] = Reading(value, standard)

    def standard_in_force(self, part: IndicatorPart, year: int) -> Standard | None:
        """The standard the part is measured by in `year`."""
        key = (part.standard_family, year)
        if key not in self._in_force:
            self._in_force[key] = standard_for(part, year, self._standards)
        return self._in_force[key]

    def of_commune(
        self, part: IndicatorPart, commune: int, year: int, *, alike: Reading | None = None
    ) -> Reading | None:
        """The commune's value, or the sum of its villages where that is complete; None when not reported."""
        return self.own(part, commune, year, alike=alike) or self.sum_of_villages(part, commune, year, alike=alike)

    def own(self, part: IndicatorPart, commune: int, year: int, *, alike: Reading | None = None) -> Reading | None:
        """The commune's own value, never made from its villages."""
        return self._pick(self._of_commune.get((part.pk, commune, year)), part, year, alike)

    def of_village(
        self, part: IndicatorPart, village: int, year: int, *, alike: Reading | None = None
    ) -> Reading | None:
        return self._pick(self._of_village.get((part.pk, village, year)), part, year, alike)

    def sum_of_villages(
        self, part: IndicatorPart, commune: int, year: int, *, alike: Reading | None = None
    ) -> Reading | None:
        """The villages' sum where every one of them reported; None where it would be incomplete or makes no sense."""
        if not part.at_village or part.aggregation != Aggregation.SUM:
            return None
        readings = [self.of_village(part, village, year, alike=alike) for village in self.villages_of(commune, year)]
        reported = [reading for reading in readings if reading]
        if not reported or len(reported) < len(readings) or len({reading.standard for reading in reported}) > 1:
            return None  # villages measured by two standards do not add up
        return Reading(sum((r.value for r in reported), Decimal(0)), reported[0].standard, from_villages=True)

    def by_rule_of(
        self, part: IndicatorPart, commune: int, year: int, *, village: int | None = None, lag: int = 0
    ) -> Reading | None:
        """What the place itself reported by the standard in force in `year`, that year or (`lag` -1) the one before.

        It is the number a page enters and compares with; one measured by another standard is neither."""
        standard = self.standard_in_force(part, year)
        now = Reading(Decimal(0), standard.pk if standard else None)
        if village:
            return self.of_village(part, village, year + lag, alike=now)
        return self.own(part, commune, year + lag, alike=now)

    def only(self, commune: int) -> Self:
        """The same values seen from one commune alone."""
        narrowed = copy(self)
        narrowed.communes = (commune,)
        return narrowed

    def villages_of(self, commune: int, year: int | None = None) -> frozenset[int]:
        """The commune's villages at the end of `year` (of the latest year read, if none is named)."""
        return self._villages.get((commune, year or max(self.years)), frozenset())

    def _pick(self, rows: ByStandard | None, part: IndicatorPart, year: int, alike: Reading | None) -> Reading | None:
        """Of several standards in one year, the one in force; a single reading counts whatever its standard."""
        if not rows:
            return None
        if alike:
            return rows.get(alike.standard)
        if len(rows) == 1:
            return next(iter(rows.values()))
        in_force = self.standard_in_force(part, year)
        return rows.get(in_force.pk) if in_force else None


def _made_from(part: IndicatorPart | None) -> set[int]:
    """Ids of a part and of all parts its figure is computed from."""
    if part is None:
        return set()
    return {part.pk} | _made_from(part.numerator) | _made_from(part.denominator)

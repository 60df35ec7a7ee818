"""Readings made by hand, without a database: what each place reported, written as the test reads."""

from collections.abc import Iterable
from decimal import Decimal

from communes.choices import Aggregation, PartKind
from communes.figures.readings import Reading, Readings
from communes.models import IndicatorPart, Standard

YEAR = 2018

OLD = Standard(pk=1, code="qd09-2011", family="ngheo", name="QĐ 09/2011", first_year=2011, last_year=2015)
NEW = Standard(pk=2, code="qd59-2015", family="ngheo", name="QĐ 59/2015", first_year=2016, last_year=2021)
LATER = Standard(pk=3, code="nd07-2021", family="ngheo", name="NĐ 07/2021", first_year=2022)


def part(pk: int, code: str, **options) -> IndicatorPart:
    """A sum of whole numbers entered at communes, unless told otherwise."""
    defaults = {"label": code, "unit": "hộ", "kind": PartKind.INTEGER, "aggregation": Aggregation.SUM}
    return IndicatorPart(pk=pk, code=code, **(defaults | options))


HOUSEHOLDS = part(1, "DC01", at_village=True)
POOR = part(2, "NG01", at_village=True, standard_family="ngheo")
RATE = part(
    3, "NG03", unit="%", kind=PartKind.RATIO, aggregation=Aggregation.RATIO_OF_SUMS, decimals=1,
    numerator=POOR, denominator=HOUSEHOLDS, standard_family="ngheo",
)  # fmt: skip
FALL = part(
    4, "NG04", unit="điểm %", kind=PartKind.CHANGE, aggregation=Aggregation.RATIO_OF_SUMS, decimals=1, numerator=RATE
)
PEOPLE = part(5, "DC03")
INCOME = part(6, "TN01", kind=PartKind.DECIMAL, aggregation=Aggregation.WEIGHTED_MEAN, denominator=PEOPLE, decimals=1)
CRITERIA = part(7, "NTM1", aggregation=Aggregation.MEAN)
HEALTH = part(8, "YT01", kind=PartKind.BOOLEAN, aggregation=Aggregation.COUNT_TRUE, unit="xã")
LEVELS = [[0, "chưa đạt"], [1, "cơ bản đạt"], [2, "đạt"]]
STATE = part(9, "ND01", kind=PartKind.CHOICE, aggregation=Aggregation.DISTRIBUTION, unit="xã", choices=LEVELS)
VILLAGE_STATE = part(
    10, "ND02", kind=PartKind.CHOICE, aggregation=Aggregation.DISTRIBUTION, choices=LEVELS,
    at_commune=False, at_village=True,
)  # fmt: skip
POWERED = part(11, "HT03", at_commune=False, at_village=True)


class Given(Readings):
    """Readings of what is told: `Given(a={DC01: 400, NG01: 180}, b={DC01: 300})`; communes are numbered 1, 2, 3…

    A value is a number, a pair (number, standard), or a dict by year of either. Without a standard, a part that has a
    family takes the one in force. None says that nothing was reported."""

    def __init__(
        self,
        *communes: dict,
        villages: dict[int, Iterable[dict]] | None = None,
        years: Iterable[int] = (YEAR - 1, YEAR),
        standards: Iterable[Standard] = (OLD, NEW, LATER),
    ) -> None:
        self._told_standards = list(standards)
        self._told = list(enumerate(communes, start=1))
        self._told_villages = {
            commune: [(commune * 100 + number, told) for number, told in enumerate(rows)]
            for commune, rows in (villages or {}).items()
        }
        super().__init__([commune for commune, _told in self._told], years)

    def _load_standards(self) -> list[Standard]:
        return self._told_standards

    def _load_villages(self) -> dict[tuple[int, int], frozenset[int]]:
        return {
            (commune, year): frozenset(village for village, _told in rows)
            for commune, rows in self._told_villages.items()
            for year in self.years
        }

    def _load_values(self, parts) -> None:
        for commune, told in self._told:
            self._tell(self._of_commune, commune, told)
        for rows in self._told_villages.values():
            for village, told in rows:
                self._tell(self._of_village, village, told)

    def _tell(self, store: dict, place: int, told: dict) -> None:
        for of_part, of_years in told.items():
            for year, value in (of_years if isinstance(of_years, dict) else {YEAR: of_years}).items():
                for one in value if isinstance(value, list) else [value]:
                    number, standard = one if isinstance(one, tuple) else (one, self.standard_in_force(of_part, year))
                    if number is not None:
                        key = standard.pk if standard else None
                        store[of_part.pk, place, year][key] = Reading(Decimal(str(number)), key)

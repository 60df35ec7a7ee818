"""What the parts of the generator hand to one another while they build the two years."""

import random
from dataclasses import dataclass, field
from datetime import date

from communes.models import Commune, Programme, ProgrammeYear, Village
from kontum04.accounts.models import User
from reports.demo.shares import dice
from twinning.models import Twinning, Unit

PROGRAMME = "nq04-2016"
YEARS = (2017, 2018)
REASON = "số liệu minh họa"
"""What the history and the source of every made-up row say."""

BEGINS = date(2016, 10, 1)
"""From when communes are listed and units assigned: after the resolution of 19/8/2016."""


@dataclass
class Scene:
    """The rows made so far, by what the generator calls them."""

    seed: int
    programme: Programme
    people: dict[str, User] = field(default_factory=dict)
    communes: dict[str, Commune] = field(default_factory=dict)
    key_codes: frozenset[str] = frozenset()
    villages: dict[str, list[Village]] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    twinnings: list[Twinning] = field(default_factory=list)
    years: dict[int, ProgrammeYear] = field(default_factory=dict)
    _pairs: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def dice(self, subject: str) -> random.Random:
        return dice(self.seed, subject)

    @property
    def office(self) -> User:
        return self.people["vanphong"]

    def pairs(self, year: int) -> list[tuple[str, str]]:
        """Unit name and commune code of every twinning of the year; two villages of one commune make one pair."""
        if year not in self._pairs:
            in_force = (
                (row.unit.name, row.commune.code)
                for row in self.twinnings
                if row.starts_on.year <= year and (row.ends_on is None or row.ends_on.year >= year)
            )
            self._pairs[year] = list(dict.fromkeys(in_force))
        return self._pairs[year]

"""What a map is asked and what it shows, as plain rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from communes.boundaries.drawing import Shape, Sheet
from communes.models import Commune, ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.core.access import EVERYONE
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer

NOT_UNITS = EVERYONE - {Role.UNIT}
"""A unit sees its own share of the help, which is not the commune's, and is not told how a commune is judged."""


@dataclass(frozen=True)
class Question:
    """What is asked: the year, who reads, the day of the map and the communes on it."""

    programme_year: ProgrammeYear
    viewer: Viewer
    day: date
    communes: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    """A figure per commune with its words; an absent one was not reported. Those `apart` were measured by another
    standard than the rest and are not compared with it; `note` says what a reader must know."""

    figures: Mapping[int, Figure]
    words: Mapping[int, str]
    apart: frozenset[int] = frozenset()
    note: str = ""

    @classmethod
    def told(cls, figures: Mapping[int, Figure]) -> "Answers":
        """Figures that say themselves."""
        return cls(figures, {pk: figure.text_with_unit for pk, figure in figures.items()})


@dataclass(frozen=True)
class MapMeasure:
    """One choice of the map. `told` writes a value as the legend does; `part` is what `indicator-list` lists."""

    code: str
    label: str
    group: str
    read: Callable[[Question], Answers]
    told: Callable[[Decimal], str]
    kind: str = "integer"
    decimals: int = 0
    part: str = ""
    roles: frozenset[Role] = EVERYONE


@dataclass(frozen=True)
class MapPlace:
    """One commune. `look` is “1” to “5” (its shade), “missing”, “apart” (another standard) or “pale” (not on the list,
    or filtered out): the last word of its CSS class."""

    commune: Commune
    figure: Figure | None
    text: str
    look: str
    shape: Shape | None = None

    @property
    def name(self) -> str:
        return str(self.commune)

    @property
    def district(self) -> str:
        """Under what its tile stands: since 1/7/2025 there are no districts."""
        return str(self.commune.district or self.commune.province_name)

    @property
    def value(self) -> Decimal | None:
        return self.figure.rounded if self.figure else None

    @property
    def is_shown(self) -> bool:
        return self.look != "pale"

    @property
    def said(self) -> str:
        """“Xã Đăk Long (huyện Đăk Glei): 12,3 %”."""
        return f"{self.commune.full_name}: {self.text}"


@dataclass(frozen=True)
class LegendLine:
    look: str
    label: str
    count: int


@dataclass(frozen=True)
class CommuneMap:
    """What the template draws. `sheet` is None without any outline; `tiles` are those without one, by district."""

    programme_year: ProgrammeYear
    measure: MapMeasure
    day: date
    places: tuple[MapPlace, ...]
    legend: tuple[LegendLine, ...]
    sheet: Sheet | None
    note: str
    sources: tuple[str, ...]
    is_small: bool = False

    @property
    def rows(self) -> list[MapPlace]:
        """The coloured communes: the rows of the table beside the map."""
        return [place for place in self.places if place.is_shown]

    @property
    def drawn(self) -> list[MapPlace]:
        """Those with an outline, pale ones first so that the others' borders lie on top."""
        return sorted((place for place in self.places if place.shape), key=lambda place: place.is_shown)

    @property
    def tiles(self) -> list[tuple[str, list[MapPlace]]]:
        """Communes without outline by district; on a drawn map only those that have something to say."""
        left = [place for place in self.places if not place.shape and (place.is_shown or not self.sheet)]
        return [(district, list(group)) for district, group in groupby(left, key=lambda place: place.district)]

    @property
    def title(self) -> str:
        words = {"label": self.measure.label, "year": self.programme_year.year}
        return _("%(label)s, năm %(year)s") % words

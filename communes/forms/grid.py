"""A grid of numbers of places and a year: commune page, village grid and year grid are the same thing, laid out anew.

Each cell carries the number the person saw (`seen-…`), so that two open edits are told, not lost. Everything typed
stays on the page when something is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ValidationRule, Village
from communes.services.checks import errors_in, place_problems, village_sum_warnings
from communes.services.values import ValueChange
from kontum04.core import formats
from kontum04.core.parsing import parse_number
from kontum04.core.problems import Problem


@dataclass
class Cell:
    """One number of one place. `raw` is what was typed, None while nothing was sent."""

    part: IndicatorPart
    commune: Commune
    village: Village | None
    present: Decimal | None
    previous: Decimal | None = None
    raw: str | None = None
    typed: Decimal | None = None
    seen: Decimal | None = None
    error: str = ""
    warning: str = ""

    @property
    def place_key(self) -> str:
        return f"v{self.village.pk}" if self.village else f"c{self.commune.pk}"

    @property
    def name(self) -> str:
        return f"{self.place_key}-{self.part.code}"

    @property
    def where(self) -> str:
        return f"{self.village or self.commune}, {self.part.label}"

    @property
    def options(self) -> list[tuple[str, str]]:
        """Choices of a yes/no or a level; empty for a plain number. The blank means not reported."""
        if self.part.kind == PartKind.BOOLEAN:
            return [("", ""), ("1", _("có")), ("0", _("không"))]
        if self.part.kind == PartKind.CHOICE:
            return [("", ""), *((str(level), str(label)) for level, label in self.part.choices)]
        return []

    @property
    def text(self) -> str:
        """What stands in the field: the typed text as it was, else the present number."""
        return self.raw if self.raw is not None else self.show(self.present)

    @property
    def seen_text(self) -> str:
        shown = self.seen if self.raw is not None else self.present
        return "" if shown is None else str(shown.normalize())

    @property
    def previous_text(self) -> str:
        return dict(self.options).get(self.show(self.previous), "") if self.options else self.show(self.previous)

    def show(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        return str(int(value)) if self.options else formats.number(value)

    def read(self, data: Mapping[str, str]) -> None:
        """Take what was sent for this cell; a cell that was not sent keeps its number."""
        if self.name not in data:
            self.typed = self.seen = self.present
            return
        self.raw = data[self.name]
        try:
            self.seen = parse_number(data.get(f"seen-{self.name}", "").replace(".", ","))
            self.typed = parse_number(self.raw)
        except ValueError as error:
            self.error = str(error)

    @property
    def is_changed(self) -> bool:
        return self.raw is not None and not self.error and self.typed != self.seen

    @property
    def change(self) -> ValueChange:
        return ValueChange(self.part, self.commune, self.typed, self.village, expected=self.seen)


@dataclass
class ValueGrid:
    """Cells of some places and parts for a year, with the rules that bind them."""

    year: int
    cells: list[Cell]
    readings: Readings
    rules: list[ValidationRule]
    all_parts: list[IndicatorPart]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(
        cls, *, year: int, places: Iterable[tuple[Commune, Village | None]], parts: Iterable[IndicatorPart]
    ) -> "ValueGrid":
        """The grid of the given places (a commune, or one of its villages) and parts."""
        places, parts = list(places), list(parts)
        readings = Readings({commune.pk for commune, _village in places}, (year - 1, year))
        all_parts = list(IndicatorPart.objects.entered())
        rules = list(ValidationRule.objects.filter(indicator__is_active=True))
        grid = cls(year, [], readings, rules, all_parts)
        grid.cells = [
            Cell(part, commune, village, grid.stored(part, commune, village), grid.stored(part, commune, village, -1))
            for commune, village in places
            for part in parts
        ]
        return grid

    def stored(self, part: IndicatorPart, commune: Commune, village: Village | None, lag: int = 0) -> Decimal | None:
        """The number the database holds for the place itself; a sum of villages is no number of the commune's own."""
        year = self.year + lag
        if village:
            reading = self.readings.of_village(part, village.pk, year)
        else:
            reading = self.readings.own(part, commune.pk, year)
        return reading.value if reading else None

    @cached_property
    def by_place(self) -> dict[tuple[Commune, Village | None], list[Cell]]:
        places: dict[tuple[Commune, Village | None], list[Cell]] = {}
        for cell in self.cells:
            places.setdefault((cell.commune, cell.village), []).append(cell)
        return places

    def read(self, data: Mapping[str, str]) -> None:
        for cell in self.cells:
            cell.read(data)
        self.check()

    def check(self) -> None:
        """Find every error and warning, and put each beside its cell."""
        self.problems = [Problem(cell.where, cell.error, f"id_{cell.name}") for cell in self.cells if cell.error]
        for (commune, village), cells in self.by_place.items():
            numbers = self._numbers(commune, village)
            numbers |= {cell.part.code: cell.typed if cell.raw is not None else cell.present for cell in cells}
            level = "at_village" if village else "at_commune"
            found = place_problems(
                numbers,
                self._numbers(commune, village, -1),
                parts=[part for part in self.all_parts if getattr(part, level)],
                rules=self.rules,
                where=str(village or commune),
                field_prefix=f"id_{cells[0].place_key}",
            )
            if not village:
                found += village_sum_warnings(self.readings, commune, self.year, numbers, self.all_parts)
            self.problems += found
        self._mark()

    def _numbers(self, commune: Commune, village: Village | None, lag: int = 0) -> dict[str, Decimal | None]:
        return {part.code: self.stored(part, commune, village, lag) for part in self.all_parts}

    def _mark(self) -> None:
        by_name = {f"id_{cell.name}": cell for cell in self.cells}
        for problem in self.problems:
            cell = by_name.get(problem.field)
            if cell and problem.severity == "error":
                cell.error = cell.error or problem.message
            elif cell:
                cell.warning = problem.message

    @property
    def errors(self) -> list[Problem]:
        return errors_in(self.problems)

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity != "error"]

    @property
    def changes(self) -> list[ValueChange]:
        return [cell.change for cell in self.cells if cell.is_changed]

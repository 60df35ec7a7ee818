"""A grid of numbers of places and a year: commune page, village grid and year grid are the same thing, laid out anew.

Each row carries the numbers the person saw (`seen-…`), so that two open edits are told, not lost. Everything typed
stays on the page when something is wrong."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from communes.choices import Severity
from communes.figures.readings import Readings
from communes.forms.cell import Cell
from communes.models import Commune, IndicatorPart, ValidationRule, Village
from communes.services.checks import Finding, findings, village_sum_message
from communes.services.values import ValueChange
from kontum04.core.problems import Problem

Place = tuple[Commune, Village | None]


@dataclass
class Row:
    """The cells of one place."""

    commune: Commune
    village: Village | None
    cells: list[Cell]

    @property
    def place(self) -> Place:
        return self.commune, self.village

    @property
    def key(self) -> str:
        return f"v{self.village.pk}" if self.village else f"c{self.commune.pk}"

    @property
    def seen_name(self) -> str:
        return f"seen-{self.key}"

    @property
    def seen_text(self) -> str:
        """What the person saw in the row, one hidden field for all its cells: “NG01:180;DC01:400”."""
        return ";".join(f"{cell.part.code}:{cell.seen_text}" for cell in self.cells if cell.seen_text)

    def read(self, data: Mapping[str, str]) -> None:
        pairs = (item.partition(":") for item in data.get(self.seen_name, "").split(";"))
        seen = {code: text for code, _colon, text in pairs}
        for cell in self.cells:
            cell.read(data, seen)

    def cell_of(self, codes: Iterable[str]) -> Cell | None:
        """The cell a contradiction is shown at: the first that was touched, else the first on the page."""
        by_code = {cell.part.code: cell for cell in self.cells}
        shown = [by_code[code] for code in codes if code in by_code]
        return next((cell for cell in shown if cell.raw is not None), shown[0] if shown else None)


@dataclass
class ValueGrid:
    """Rows of some places and parts for a year, with the rules that bind them.

    `errors` refuse a save: they speak of something that was typed. What was wrong before (`standing`) is shown, but
    does not keep anybody from saving another number."""

    year: int
    rows: list[Row]
    readings: Readings
    rules: list[ValidationRule]
    all_parts: list[IndicatorPart]
    errors: list[Problem] = field(default_factory=list)
    standing: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        *,
        year: int,
        places: Iterable[Place],
        parts: Iterable[IndicatorPart],
        years_before: int = 1,
    ) -> "ValueGrid":
        """The grid of the given places (a commune, or one of its villages) and parts."""
        places, parts = list(places), list(parts)
        readings = Readings({commune.pk for commune, _village in places}, range(year - years_before, year + 1))
        all_parts = list(IndicatorPart.objects.entered())
        rules = list(ValidationRule.objects.filter(indicator__is_active=True))
        grid = cls(year, [], readings, rules, all_parts)
        grid.rows = [Row(*place, [grid._cell(part, *place) for part in parts]) for place in places]
        for cell in grid.cells if len(places) == 1 else ():
            cell.is_alone = True
        return grid

    def _cell(self, part: IndicatorPart, commune: Commune, village: Village | None) -> Cell:
        present = self.stored(part, commune, village)
        summed = None
        if village is None and present is None:
            made = self.readings.sum_of_villages(part, commune.pk, self.year)
            summed = made.value if made else None
        return Cell(part, commune, village, present, self.stored(part, commune, village, -1), summed)

    def stored(self, part: IndicatorPart, commune: Commune, village: Village | None, lag: int = 0) -> Decimal | None:
        """The number the database holds for the place itself; a sum of villages is no number of the commune's own."""
        found = self.readings.by_rule_of(part, commune.pk, self.year, village=village.pk if village else None, lag=lag)
        return found.value if found else None

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def holes(self) -> int:
        """Cells without a number, also none made of villages."""
        return sum(cell.present is None and cell.summed is None for cell in self.cells)

    def read(self, data: Mapping[str, str]) -> None:
        """Take a sent page and find what is wrong with it."""
        for row in self.rows:
            row.read(data)
        self.check()

    def check(self) -> None:
        """Find every error and warning, and put each beside its cell."""
        self.errors = [Problem(cell.where, cell.error, cell.id) for cell in self.cells if cell.error]
        self.standing, self.warnings = [], []
        for row in self.rows:
            self._check_row(row)

    def _check_row(self, row: Row) -> None:
        numbers = self._numbers(row.place) | {cell.part.code: cell.number for cell in row.cells}
        touched = {cell.part.code for cell in row.cells if cell.raw is not None}
        parts = [part for part in self.all_parts if (part.at_village if row.village else part.at_commune)]
        for finding in findings(numbers, self._numbers(row.place, -1), parts=parts, rules=self.rules):
            self._tell(row, finding, touched)
        if row.village:
            return
        for cell in row.cells:
            message = village_sum_message(self.readings, cell.part, row.commune.pk, self.year, cell.number)
            if message:
                self._tell(row, Finding((cell.part.code,), message, Severity.WARNING), touched)

    def ask(self, place: Place, code: str, question: str) -> None:
        """Something to look at again beside one cell; it keeps nobody from saving."""
        for row in self.rows:
            if row.place == place:
                self._tell(row, Finding((code,), question, Severity.WARNING), ())

    def _tell(self, row: Row, finding: Finding, touched: Container[str]) -> None:
        cell = row.cell_of(finding.codes)
        if cell is None:
            return  # speaks of numbers that are not on this page
        problem = Problem(cell.where, finding.message, cell.id, finding.severity)
        if not finding.is_error:
            self.warnings.append(problem)
            cell.warning = cell.warning or finding.message
            return
        is_new = any(code in touched for code in finding.codes)
        (self.errors if is_new else self.standing).append(problem)
        cell.error = cell.error or finding.message

    def _numbers(self, place: Place, lag: int = 0) -> dict[str, Decimal | None]:
        return {part.code: self.stored(part, *place, lag) for part in self.all_parts}

    def tell_conflicts(self, conflicts: Iterable[Problem]) -> list[Problem]:
        """Put what somebody else saved meanwhile beside the cells; saving again, knowing it, keeps what was typed."""
        by_id = {cell.id: cell for cell in self.cells}
        told = []
        for conflict in conflicts:
            if cell := by_id.get(conflict.field):
                cell.error, cell.seen = conflict.message, cell.present
                conflict = replace(conflict, where=cell.where)  # noqa: PLW2901
            told.append(conflict)
        return told

    @property
    def changes(self) -> list[ValueChange]:
        return [cell.change for cell in self.cells if cell.is_changed]

"""Wide sheets of figures: a row is a place, a column an indicator part; every cell is a number of its own.

Parts that staff add appear as columns by themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ValidationRule, Village
from communes.services.checks import findings
from communes.services.values import ValueChange, save_values
from communes.sheets.columns import as_cell, as_number, part_columns
from communes.sheets.kind import SheetKind
from communes.sheets.places import CommuneFinder, NotFound, is_district_heading
from communes.words import value_words
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import formats
from kontum04.core.sheets.body import Row
from kontum04.core.sheets.entries import KEEP, read_entry
from kontum04.core.sheets.header import Table
from kontum04.core.sheets.model import CellProblem, Column, SheetError, is_blank
from kontum04.core.sheets.plan import CellChange, ImportPlan
from kontum04.core.sheets.resource import said_twice
from kontum04.core.sheets.template import TemplateRow

Place = tuple[Commune, Village | None]


@dataclass
class PlaceRow:
    """A row of the sheet: the place it speaks of, its numbers by part code, the cells that could not be read."""

    row: Row
    place: Place | None
    entries: dict[str, Decimal | None] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


class IndicatorSheet(SheetKind):
    """A sheet of figures of places. Subclasses say which places and which parts."""

    roles = OFFICE_STAFF | {Role.COMMUNE, Role.DISTRICT}
    counted = gettext_lazy("số liệu")
    place_column: ClassVar[str]

    def place_columns(self) -> list[Column]:
        raise NotImplementedError

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        raise NotImplementedError

    @cached_property
    def places(self) -> list[Place]:
        """The places within scope, in reading order."""
        raise NotImplementedError

    def place_cells(self, place: Place) -> dict[str, str]:
        raise NotImplementedError

    def find_place(self, texts: Mapping[str, str]) -> Place:
        """The place that the texts of a row's identity cells name; NotFound says what is wrong."""
        raise NotImplementedError

    @cached_property
    def columns(self) -> list[Column]:
        return [*self.place_columns(), *part_columns(self.parts, self.place_columns())]

    @property
    def reference_keys(self) -> list[str]:
        return [part.code for part in self.parts]

    @cached_property
    def by_code(self) -> dict[str, IndicatorPart]:
        return {part.code: part for part in self.parts}

    @cached_property
    def all_parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered())

    @cached_property
    def rules(self) -> list[ValidationRule]:
        return list(ValidationRule.objects.filter(indicator__is_active=True))

    @cached_property
    def commune_finder(self) -> CommuneFinder:
        return CommuneFinder(self.communes, among=self.among)

    def template_rows(self, *, filled: bool) -> list[TemplateRow]:
        readings = self.readings(self.places)
        return [
            TemplateRow(
                self.place_cells(place) | (self._cells(readings, place, 0) if filled else {}),
                self._cells(readings, place, -1),
            )
            for place in self.places
        ]

    def _cells(self, readings: Readings, place: Place, lag: int) -> dict[str, Any]:
        return {part.code: as_cell(part, self.stored(readings, part, place, lag)) for part in self.parts}

    def readings(self, places: Iterable[Place]) -> Readings:
        return Readings({commune.pk for commune, _village in places}, (self.year - 1, self.year))

    def plan(self, table: Table) -> ImportPlan:
        if not self.by_code.keys() & table.columns.keys():
            return ImportPlan.refused(SheetError(self._no_figures(table)))
        plan = ImportPlan(work=[])
        rows = list(self._read(table, plan))
        readings = self.readings(each.place for each in rows if each.place)
        for each in rows:
            if each.place:
                self._plan_row(each, readings, plan)
        self.check_sums(rows, readings, plan)
        return plan

    def apply(self, plan: ImportPlan, *, by, source: str) -> None:
        save_values(year=self.year, changes=plan.work, by=by, source=source, reason=source)

    def check_sums(self, rows: list[PlaceRow], readings: Readings, plan: ImportPlan) -> None:
        """Warn where the numbers of villages and of their commune disagree."""

    def _no_figures(self, table: Table) -> CellProblem:
        message = _("Không có cột chỉ tiêu nào; tên cột phải như trong mẫu, ví dụ “%(name)s”.")
        name = self.parts[0].label if self.parts else "…"
        return CellProblem(table.sheet, f"A{table.header_row}", message % {"name": name})

    def _read(self, table: Table, plan: ImportPlan) -> Iterator[PlaceRow]:
        """Every row with its place; whatever is wrong with a row is told and the row is read on."""
        district, headings = "", []
        same: dict[Place, list[Row]] = {}
        for row in table.rows:
            if heading := self._heading(row):
                district = heading
                headings.append(row.number)
                continue
            each = PlaceRow(row, self._place(row, district, plan))
            self._read_entries(each, plan)
            if each.place:
                same.setdefault(each.place, []).append(row)
            yield each
        for rows in same.values():
            plan.errors += said_twice(rows, self.place_column)
        if headings:
            numbers = formats.join(headings)
            plan.warnings.append(_("Hiểu các hàng chỉ ghi tên huyện là tiêu đề: hàng %(rows)s.") % {"rows": numbers})

    def _heading(self, row: Row) -> str:
        """The district that stands over the rows of its communes; empty for any other row."""
        name = row.values["commune"]
        if isinstance(name, str) and is_district_heading(name):
            return name
        rest = [value for key, value in row.values.items() if key not in ("district", "code")]
        above = row.values.get("district")
        return above if isinstance(above, str) and all(map(is_blank, rest)) else ""

    def _identity(self, row: Row, plan: ImportPlan) -> dict[str, str] | None:
        """The texts of the identity cells; None when a required one is missing."""
        texts: dict[str, str] = {}
        for column in self.place_columns():
            try:
                entry = read_entry(row.values.get(column.key), column)
                if entry is KEEP and not column.blank:
                    raise ValueError(_("Chưa nhập “%(name)s”.") % {"name": column.header})
            except ValueError as error:
                plan.errors.append(CellProblem(row.sheet, row.cell(column.key), str(error)))
                return None
            texts[column.key] = entry if isinstance(entry, str) else ""
        return texts

    def _place(self, row: Row, district: str, plan: ImportPlan) -> Place | None:
        texts = self._identity(row, plan)
        if texts is None:
            return None
        try:
            return self.find_place(texts | {"district": texts["district"] or district})
        except NotFound as error:
            key = error.key if error.key in row.columns else "commune"
            plan.errors.append(CellProblem(row.sheet, row.cell(key), str(error)))
            return None

    def _read_entries(self, each: PlaceRow, plan: ImportPlan) -> None:
        for column in self.columns:
            part = self.by_code.get(column.key)
            if part is None or column.key not in each.row.columns:
                continue
            try:
                entry = read_entry(each.row.values[column.key], column)
                if entry is not KEEP:
                    each.entries[column.key] = as_number(entry)
            except ValueError as error:
                each.unread.add(column.key)
                plan.errors.append(CellProblem(each.row.sheet, each.row.cell(column.key), str(error)))

    def _plan_row(self, each: PlaceRow, readings: Readings, plan: ImportPlan) -> None:
        """Compare a row with what is stored, then judge what would be new in it."""
        commune, village = each.place
        changed = []
        for code, value in each.entries.items():
            part = self.by_code[code]
            present = self.stored(readings, part, each.place)
            if value == present:
                plan.unchanged += 1
                continue
            changed.append(part)
            plan.new += present is None
            plan.changed += present is not None
            plan.work.append(ValueChange(part, commune, value, village, expected=present))
            plan.changes.append(self._change(each, part, present, value))
        if changed:
            self._judge(each, changed, readings, plan)

    def stored(self, readings: Readings, part: IndicatorPart, place: Place, lag: int = 0) -> Decimal | None:
        """The number of the place itself, by the year's standard; never one made of others."""
        commune, village = place
        own = village.pk if village else None
        reading = readings.by_rule_of(part, commune.pk, self.year, village=own, lag=lag)
        return reading.value if reading else None

    def _change(self, each: PlaceRow, part: IndicatorPart, before: Decimal | None, after: Decimal | None) -> CellChange:
        row, (commune, village) = each.row, each.place
        where = f"{village}, {commune.full_name}" if village else commune.full_name
        words = ["" if value is None else value_words(part, value) for value in (before, after)]
        return CellChange(row.sheet, row.cell(part.code), where, part.label, *words)

    def _judge(self, each: PlaceRow, changed: list[IndicatorPart], readings: Readings, plan: ImportPlan) -> None:
        """Check each new number and the rules it takes part in; what stood there before is not judged anew."""
        numbers = self._numbers(readings, each.place) | each.entries | dict.fromkeys(each.unread)
        before = self._numbers(readings, each.place, -1)
        codes = {part.code for part in changed}
        for finding in findings(numbers, before, parts=changed, rules=self.rules):
            code = next(code for code in finding.codes if code in codes)
            message = f"{self.by_code[code].label}: {finding.message}"
            told = plan.errors if finding.is_error else plan.warnings
            told.append(CellProblem(each.row.sheet, each.row.cell(code), message))

    def _numbers(self, readings: Readings, place: Place, lag: int = 0) -> dict[str, Decimal | None]:
        return {part.code: self.stored(readings, part, place, lag) for part in self.all_parts}

"""Sheets where one row is one object: django-import-export maps, validates and compares, nothing is saved.

Unlike its own import, a plan loads its instances from memory, tells every error with its cell, and keeps what a blank
cell leaves open. Saving is the caller's affair, in one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import fields, instance_loaders, resources, widgets
from import_export.results import RowResult
from tablib import Dataset

from kontum04.core import formats
from kontum04.core.sheets.body import Row
from kontum04.core.sheets.entries import KEEP, read_entry
from kontum04.core.sheets.header import Table
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import CellChange, ImportPlan
from kontum04.core.sheets.values import MAX_NUMBER

Find = Callable[[str], Any]
"""Turns the text of a cell into the object it names; raises ValueError with a Vietnamese message."""

MAX_INTEGER = 2_147_483_647  # what PostgreSQL holds; SQLite would take more


@dataclass
class Identity:
    """Which object a row speaks of. `key` is None where that is unclear; `problems` then say why, by column key."""

    key: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


class CellWidget(widgets.Widget):
    """A cell as the column describes it; with `find`, the object that its text names."""

    def __init__(self, column: Column, find: Find | None = None) -> None:
        super().__init__()
        self.column = column
        self.find = find

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if self.find is None:
            return read_entry(value, self.column)
        text = read_entry(value, replace(self.column, kind="text"))
        return self.find(text) if isinstance(text, str) else text

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The value as a person reads it; empty where there is none."""
        if value is None or value == "":
            return ""
        if self.column.kind == "choice" and self.find is None:
            return str(dict(self.column.choices).get(value, value))
        if self.column.kind == "date":
            return formats.date(value)
        return str(value) if self.column.kind in ("text", "choice") else formats.number(value)


class CellField(fields.Field):
    """A field that a blank cell leaves as it is."""

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        value = self.clean(row, **kwargs)
        if value is KEEP:
            return
        stored = instance._meta.get_field(self.attribute)
        setattr(instance, self.attribute, "" if value is None and not stored.null else value)


class FromMemory(instance_loaders.BaseInstanceLoader):
    """Finds instances among those the resource holds."""

    def get_instance(self, row: Mapping[str, Any]) -> models.Model | None:
        return self.resource.stored.get(self.resource.identity.key)


class SheetResource(resources.ModelResource):
    """One sheet's rows as instances of a model. Subclasses name model and fields in `Meta` and say what a row is.

    `finders` turn texts into objects by column key. Set `stored` (instances by identity) before planning.
    """

    blank_rows_are_new = True
    """Whether a row with nothing but its identity makes a new object; otherwise it says nothing."""

    identity_column = ""
    """The column whose cell is marked when two rows speak of the same object."""

    stored: Mapping[Any, models.Model]

    def __init__(self, columns: Sequence[Column], finders: Mapping[str, Find] | None = None) -> None:
        super().__init__()
        self.columns = {column.key: column for column in columns}
        for key in self.fields:
            widget = CellWidget(self.columns[key], (finders or {}).get(key))
            self.fields[key] = CellField(attribute=key, column_name=key, widget=widget)
        self.rows: list[Row] = []
        self.identity = Identity()

    def identify(self, row: Row) -> Identity:
        """Say which object the row speaks of."""
        raise NotImplementedError

    def named(self, instance: Any) -> str:
        """What a person calls the object."""
        return str(instance)

    def problems_of(self, instance: Any, row: Row) -> dict[str, str]:
        """What is wrong with the new or changed object as the sheet leaves it, by column key."""
        return {}

    def after_rows(self, planned: list["PlannedRow"], plan: ImportPlan) -> None:
        """Look at all rows together: errors and warnings no single row shows."""

    def plan(self, table: Table) -> ImportPlan:
        """Return what the rows would change; `work` is the list of new and changed rows."""
        keys = [key for key in self.fields if key in table.columns]
        self.rows = table.rows
        dataset = Dataset(headers=["#", *keys])
        for number, row in enumerate(table.rows):
            dataset.append([number, *(row.values[key] for key in keys)])
        outcomes = self.import_data(dataset, use_transactions=False).rows
        for outcome in outcomes:
            if outcome.errors:  # not the sheet's fault: a fault of ours is not told as one of theirs
                raise outcome.errors[0].error
        return self._told([PlannedRow(*each) for each in zip(self.rows, outcomes, self._identities, strict=True)])

    def _told(self, planned: list["PlannedRow"]) -> ImportPlan:
        plan = ImportPlan(work=[])
        for each in planned:
            plan.errors += each.problems()
            if each.outcome.is_skip():
                plan.unchanged += 1
            elif each.outcome.is_valid():
                plan.work.append(each)
                plan.changes += self._changes(each)
                plan.new += each.is_new
                plan.changed += not each.is_new
        plan.errors += self._duplicates(planned)
        self.after_rows(planned, plan)
        return plan.in_order()

    def _changes(self, planned: "PlannedRow") -> list[CellChange]:
        row, found = planned.row, []
        for key, cell in self.fields.items():
            before = "" if planned.is_new else cell.export(planned.outcome.original)
            after = cell.export(planned.instance)
            if before != after:
                where, label = self.named(planned.instance), self.columns[key].header
                found.append(CellChange(row.sheet, row.cell(key), where, label, before, after))
        return found

    def _duplicates(self, planned: list["PlannedRow"]) -> list[CellProblem]:
        by_key: dict[Any, list[Row]] = {}
        for each in planned:
            if each.identity.key is not None:
                by_key.setdefault(each.identity.key, []).append(each.row)
        return [problem for rows in by_key.values() for problem in said_twice(rows, self.identity_column)]

    # What follows are the steps of django-import-export, one row at a time.

    class Meta:
        instance_loader_class = FromMemory
        import_id_fields = ()
        use_transactions = False
        clean_model_instances = False
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        skip_html_diff = True

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self._identities: list[Identity] = []

    def before_import_row(self, row: Mapping[str, Any], **kwargs: Any) -> None:
        self.identity = self.identify(self.rows[row["#"]])
        self._identities.append(self.identity)

    def init_instance(self, row: Mapping[str, Any] | None = None) -> models.Model:
        return self._meta.model(**self.identity.values)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if self.identity.problems or (instance.pk is None and self.blank_rows_are_new):
            return False
        return super().skip_row(instance, original, row, import_validation_errors)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Check fields and what the object must agree with, without asking the database row by row."""
        errors: dict[str, list[ValidationError]] = dict(import_validation_errors or {})
        empty = {key for key in self.fields if getattr(instance, key, None) in (None, "")}
        unasked = {each.name for each in instance._meta.fields if each.is_relation or each.name not in self.fields}
        told = self._too_large(instance, errors) | self.identity.problems
        try:
            instance.clean_fields(exclude={*errors, *told, *unasked, *empty})
        except ValidationError as found:
            errors = found.update_error_dict(errors)
        if not self.identity.problems:
            told |= self._missing(empty - errors.keys())
        if not errors and not told:
            told = self.problems_of(instance, self.rows[len(self._identities) - 1])
        for key, message in told.items():
            errors.setdefault(key, []).append(ValidationError(message))
        if errors:
            raise ValidationError(errors)

    def _missing(self, empty: set[str]) -> dict[str, str]:
        required = [self.columns[key] for key in self.fields if key in empty and not self.columns[key].blank]
        return {column.key: _("Chưa nhập “%(name)s”.") % {"name": column.header} for column in required}

    def _too_large(self, instance: Any, errors: Mapping[str, Any]) -> dict[str, str]:
        """Numbers one of the two databases would refuse; the fields' own limits differ between them."""
        found = {}
        for key in self.fields.keys() - errors.keys():
            stored, value = instance._meta.get_field(key), getattr(instance, key)
            limit = MAX_INTEGER if isinstance(stored, models.PositiveIntegerField) else MAX_NUMBER
            if isinstance(stored, models.IntegerField) and value is not None and value > limit:
                found[key] = _("Số %(value)s lớn bất thường; hãy kiểm tra lại.") % {"value": formats.number(value)}
        return found

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """A plan saves nothing."""

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        """Nothing was created, so no sequence has to follow."""


@dataclass
class PlannedRow:
    """A row with what came of it."""

    row: Row
    outcome: RowResult
    identity: Identity

    @property
    def instance(self) -> Any:
        return self.outcome.instance

    @property
    def is_new(self) -> bool:
        return self.outcome.is_new()

    def problems(self) -> list[CellProblem]:
        """Every error of the row at its cell; one about the row as a whole stands at its first cell."""
        error = self.outcome.validation_error
        if error is None:
            return []
        return [
            CellProblem(self.row.sheet, self.row.cell(key), message)
            for key, messages in error.message_dict.items()
            for message in messages
        ]


def said_twice(rows: Sequence[Row], key: str) -> list[CellProblem]:
    """The problem of several rows that speak of the same thing, at each of them; none for a single row."""
    if len(rows) < 2:
        return []
    numbers = formats.join(row.number for row in rows)
    message = _("Trùng nhau: các hàng %(rows)s nói về cùng một đối tượng; hãy giữ lại một hàng.") % {"rows": numbers}
    return [CellProblem(row.sheet, row.cell(key), message) for row in rows]

"""The history of a row as sentences: who changed what, when, from what to what, and why. Read from simple_history."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kontum04.core import formats

LIMIT = 400
"""Newest records read of one history; a draft saves itself often."""

LONGEST_TEXT = 400
"""Characters shown of a long text."""

BOOKKEEPING = frozenset({"revision", "updated_by", "updated_at", "given_at", "source", "fingerprint"})
"""Fields that change along with others; the record itself says who and when."""

CREATED, DELETED = "+", "-"


@dataclass(frozen=True)
class Change:
    """One field of one row at one moment. Without texts it is the row itself that was made or removed."""

    when: dt.datetime
    who: AbstractBaseUser | None
    what: str
    from_text: str | None = None
    to_text: str | None = None
    reason: str = ""


Namer = Callable[[Any], str]
"""Names the row a record is of, where one history tells of several rows."""

ValueText = Callable[[Any, models.Field, Any], str | None]
"""How a value of a field of a record reads."""


def changes(instance: models.Model) -> list[Change]:
    """All changes of one row, newest first."""
    return changes_in(instance.history.all())  # type: ignore[attr-defined]


def changes_in(records: models.QuerySet, *, name: Namer | None = None, text: ValueText | None = None) -> list[Change]:
    """The changes that historical records tell of, newest first. Costs one query, and one per kind of row linked to.

    `records` may hold several rows of one model; `name` then tells them apart."""
    newest = list(records.select_related("history_user").order_by("-history_date", "-history_id")[:LIMIT])
    steps = [step for record, before in _with_predecessors(newest) for step in _steps(record, before)]
    texts = _Texts(steps, text)
    return [_change(step, texts, name) for step in steps]


@dataclass(frozen=True)
class _Step:
    """One field of a record, or with no field the record as a whole."""

    record: Any
    field: Any = None  # a models.Field, whose subclasses differ in what they have
    old: Any = None
    new: Any = None


def _with_predecessors(newest_first: list[Any]) -> Iterable[tuple[Any, Any]]:
    """Each record with the one before it of the same row; None where there is none (or it was not read)."""
    by_row = defaultdict(list)
    for record in newest_first:
        by_row[_row_of(record)].append(record)
    before: dict[Any, Any] = {}
    for records in by_row.values():
        before.update(zip((record.history_id for record in records), [*records[1:], None], strict=True))
    return ((record, before[record.history_id]) for record in newest_first)


def _row_of(record: Any) -> Any:
    return getattr(record, record.instance_type._meta.pk.attname)


def _steps(record: Any, before: Any) -> Iterable[_Step]:
    if record.history_type == DELETED:
        return [_Step(record)]
    if record.history_type == CREATED:
        return [_Step(record), *_first_values(record)]
    if before is None:
        return [_Step(record)]  # kept only from here on: the row was loaded before, or the older records were not read
    return [
        _Step(record, field, getattr(before, field.attname), getattr(record, field.attname))
        for field in _told_fields(record)
        if getattr(before, field.attname) != getattr(record, field.attname)
    ]


def _first_values(record: Any) -> Iterable[_Step]:
    """What a new row says already; what it is attached to, and what every new row has, goes without saying."""
    for field in _told_fields(record):
        value = getattr(record, field.attname)
        if not field.is_relation and value not in (None, "", field.get_default()):
            yield _Step(record, field, None, value)


def _told_fields(record: Any) -> list[models.Field]:
    return [field for field in record.tracked_fields if not field.primary_key and field.name not in BOOKKEEPING]


def _change(step: _Step, texts: "_Texts", name: Namer | None) -> Change:
    record = step.record
    what = capfirst(str(step.field.verbose_name)) if step.field else _whole_row(record.history_type)
    return Change(
        when=record.history_date,
        who=record.history_user,
        what=f"{name(record)}: {what}" if name else what,
        from_text=texts.of(step, step.old),
        to_text=texts.of(step, step.new),
        reason=record.history_change_reason or "",
    )


def _whole_row(history_type: str) -> str:
    return {CREATED: _("Tạo mới"), DELETED: _("Xóa")}.get(history_type, _("Sửa"))


class _Texts:
    """How values read: labels of choices and of linked rows, Vietnamese numbers and dates."""

    def __init__(self, steps: Iterable[_Step], own: ValueText | None) -> None:
        self.own = own
        self.linked = self._load_linked(steps)

    @staticmethod
    def _load_linked(steps: Iterable[_Step]) -> dict[type[models.Model], dict[Any, models.Model]]:
        """All rows that the changed links lead to, one query per model."""
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for step in steps:
            if step.field is not None and step.field.is_relation:
                wanted[step.field.related_model] |= {step.old, step.new} - {None}
        return {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}

    def of(self, step: _Step, value: Any) -> str | None:
        if step.field is None or value is None or value == "":
            return None
        told = self.own(step.record, step.field, value) if self.own else None
        return told if told is not None else self._generic(step.field, value)

    def _generic(self, field: Any, value: Any) -> str:
        if field.is_relation:
            return str(self.linked[field.related_model].get(value) or _("(đã xóa)"))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return value_text(field, value)


def value_text(field: models.Field, value: Any) -> str:
    """How a plain value reads in Vietnamese."""
    match value:
        case bool():
            return _("có") if value else _("không")
        case dt.datetime():
            return formats.date_time(value)
        case dt.date():
            return formats.date(value)
        case int() if isinstance(field, models.PositiveSmallIntegerField):
            return str(value)  # years, ordinals, percentages: 2018, not 2.018
        case int() | Decimal():
            return formats.number(value)
        case _:
            text = str(value)
            return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"

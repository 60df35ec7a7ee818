"""A report as a page sends it: rows that could be read, and what could not. Storing them, telling where they differ.

A draft holds every row of the page. What a page does not send is never removed: only a row marked deleted goes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.problems import Problem
from kontum04.core.recording import sign
from twinning.models import Report, ReportSection

UNTOLD = frozenset({"order"})
"""Fields that follow from where a row stands: a difference in them is no conflict."""


@dataclass(frozen=True)
class Row:
    """One row of the page.

    `place` leads the ids of its inputs ("items-3": id_items-3-content). `identity` finds the stored row within the
    report; `fixed` goes with it and is not the page's to say; without the fields in `needs` it cannot be stored yet.
    `values` holds only what could be read: a field that could not keeps what is stored."""

    model: type[models.Model]
    place: str
    label: str
    identity: Mapping[str, Any]
    values: Mapping[str, Any]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    is_deleted: bool = False
    is_blank: bool = False

    def field_id(self, name: str) -> str:
        return f"id_{self.place}-{name}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it; `is_blank` says so where a choice was made in advance."""
        return self.is_blank or all(value in (None, "") for name, value in self.values.items() if name not in UNTOLD)


@dataclass(frozen=True)
class Draft:
    """Everything one page sends for a report. `paper`: what the office noted of a paper filing, if it did."""

    rows: Sequence[Row] = ()
    paper: Mapping[str, Any] = field(default_factory=dict)
    unread: Sequence[Problem] = ()


@dataclass(frozen=True)
class Difference:
    """A field that the page shows otherwise than it is stored by now. `name` is the input's name."""

    name: str
    label: str
    theirs: str


Places = dict[tuple[type[models.Model], int], str]
"""Where on the page a stored row stands: (model, pk) → leading part of its input ids."""


class Stored:
    """The rows of one report, read once for each kind of row."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._rows: dict[type[models.Model], list[Any]] = {}

    def rows(self, model: type[models.Model]) -> list[Any]:
        if model not in self._rows:
            self._rows[model] = list(model._default_manager.filter(report=self.report))
        return self._rows[model]

    def find(self, row: Row) -> Any | None:
        """The stored row that `row` speaks of."""
        matches = (one for one in self.rows(row.model) if all(_is(one, *item) for item in row.identity.items()))
        return next(matches, None)


def key_of(instance: Any) -> str:
    """The name under which a page keeps a stored row."""
    return instance.row_key or f"#{instance.pk}"


def _is(instance: Any, name: str, value: Any) -> bool:
    if name == "row_key":
        return value in (instance.row_key, f"#{instance.pk}")
    return bool(_present(instance, name) == _plain(value))


def differences(report: Report, draft: Draft) -> list[Difference]:
    """Where the page and what is stored by now say different things; empty when storing would change nothing."""
    stored = Stored(report)
    found = [
        Difference(f"paper-{name}", _label(report, name), _shown(report, name))
        for name, value in draft.paper.items()
        if _present(report, name) != _plain(value)
    ]
    known = set()
    for row in draft.rows:
        theirs = stored.find(row)
        known.add(theirs)
        found.extend(_row_differences(row, theirs))
    for model in {row.model for row in draft.rows}:
        found.extend(
            Difference(f"{model._meta.model_name}-{other.pk}", _("Dòng người kia thêm"), str(other))
            for other in stored.rows(model)
            if hasattr(other, "row_key") and other not in known
        )
    return found


def _row_differences(row: Row, theirs: Any | None) -> Iterable[Difference]:
    if row.is_deleted:
        if theirs is not None:
            yield Difference(f"{row.place}-DELETE", row.label, str(theirs))
    elif theirs is None:
        if not row.is_empty:
            yield Difference(row.place, row.label, _("không có dòng này"))
    else:
        for name, value in row.values.items():
            if name not in UNTOLD and _present(theirs, name) != _plain(value):
                label = f"{row.label}, {_label(theirs, name)}"
                yield Difference(f"{row.place}-{name}", label, _shown(theirs, name))


def store(report: Report, draft: Draft, *, by: User, reason: str) -> tuple[bool, Places, list[Problem]]:
    """Store every row that can be. Say whether anything changed, where each row stands, what could not be kept."""
    stored, places = Stored(report), Places()
    problems: list[Problem] = []
    changed = store_paper(report, draft.paper)
    for row in draft.rows:
        instance = stored.find(row)
        if row.is_deleted:
            changed |= instance is not None and _delete(instance, row, by, reason, problems)
            continue
        if instance is None and row.is_empty:
            continue
        missing = [name for name in row.needs if row.values.get(name, getattr(instance, name, None)) is None]
        if instance is None and missing:
            problems.extend(_needed(row, name) for name in missing)
            continue
        instance = instance or row.model(report=report, **row.identity)
        problems.extend(_needed(row, name) for name in missing)
        values = {name: value for name, value in row.values.items() if name not in missing}
        changed |= _save(instance, {**row.fixed, **values}, by, reason)
        places[row.model, instance.pk] = row.place
    return changed, places, problems


def store_paper(report: Report, paper: Mapping[str, Any]) -> bool:
    """Note what is known of a paper filing; the caller saves the report."""
    changed = [name for name, value in paper.items() if getattr(report, name) != value]
    for name in changed:
        setattr(report, name, paper[name])
    return bool(changed)


def _save(instance: Any, values: Mapping[str, Any], by: User, reason: str) -> bool:
    """Save the row if it is new or differs."""
    changed = [name for name, value in values.items() if _present(instance, name) != _plain(value)]
    if instance.pk and not changed:
        return False
    for name in changed:
        setattr(instance, name, values[name])
    sign(instance, by=by, why=reason)
    # A page of prose saved every few seconds would bury the history; each filed round keeps its text whole.
    if instance._meta.model is ReportSection:
        instance.skip_history_when_saving = True
    instance.save()
    return True


def _delete(instance: Any, row: Row, by: User, reason: str, problems: list[Problem]) -> bool:
    sign(instance, by=by, why=reason)
    try:
        instance.delete()
    except ProtectedError:
        message = _("Việc này đã có kết quả trong báo cáo nên không bỏ được.")
        problems.append(Problem(row.label, message, row.field_id("content")))
        return False
    return True


def _needed(row: Row, name: str) -> Problem:
    label = _label(row.model, name)
    return Problem(
        row.label, _("chưa lưu được dòng này vì chưa chọn %(field)s.") % {"field": label}, row.field_id(name)
    )


def _label(of: Any, name: str) -> str:
    return str(of._meta.get_field(name).verbose_name)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _present(instance: Any, name: str) -> Any:
    """The stored value; of a foreign key its number, so that nothing is fetched."""
    return getattr(instance, instance._meta.get_field(name).attname)


def _shown(instance: Any, name: str) -> str:
    """A stored value in words, as the page would show it."""
    field = instance._meta.get_field(name)
    value = getattr(instance, name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(instance, f"get_{name}_display")())
    if isinstance(field, models.BooleanField):
        return _("đã xong") if value else _("chưa xong")
    if isinstance(field, models.DateField):
        return formats.date(value)
    if isinstance(field, models.IntegerField | models.DecimalField):
        return formats.number(value)
    return str(value)

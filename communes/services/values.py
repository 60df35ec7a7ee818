"""Saving indicator values: all or nothing, with history, telling instead of losing when two people edit at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from communes.models import Commune, IndicatorPart, IndicatorValue, Standard, Village
from communes.standards import standard_for
from communes.words import value_words
from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems

ANYTHING = object()
"""Stands for “whatever was there before”: an import has shown its preview and does not compare again."""


@dataclass(frozen=True)
class ValueChange:
    """One number to save. `value` None takes the number back (not reported).

    `expected` is the number the person saw before typing; when the database holds another one by now, nobody's work
    is overwritten and the change is reported."""

    part: IndicatorPart
    commune: Commune
    value: Decimal | None
    village: Village | None = None
    expected: object = ANYTHING
    standard: Standard | None = None

    @property
    def where(self) -> str:
        place = f"{self.village}, {self.commune.full_name}" if self.village else self.commune.full_name
        return f"{place}, {self.part.label}"

    @property
    def field(self) -> str:
        """Id of the field on the entry pages."""
        return field_id(self.part, self.commune, self.village)


def field_id(part: IndicatorPart, commune: Commune, village: Village | None = None) -> str:
    """Id of a number's field on every entry page: id_c12-NG01, id_v7-NG01."""
    return f"id_v{village.pk}-{part.code}" if village else f"id_c{commune.pk}-{part.code}"


@dataclass
class Saved:
    """What a save did, in rows."""

    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        return self.created + self.changed + self.removed


Key = tuple[int, int, int | None, int | None]


@transaction.atomic
def save_values(*, year: int, changes: Collection[ValueChange], by: User, source: str, reason: str = "") -> Saved:
    """Save all changes or none.

    Raises Problems when somebody else changed one of the numbers in the meantime; every such number is named."""
    standards = list(Standard.objects.all())
    existing = _locked(year, changes)
    saved = Saved()
    fresh, altered, removed, conflicts = [], [], [], []
    for change in changes:
        standard = change.standard or standard_for(change.part, year, standards)
        row = existing.get(_key(change, standard))
        present = row.value if row else None
        if change.value == present:
            saved.unchanged += 1
        elif change.expected is not ANYTHING and change.expected != present:
            conflicts.append(_conflict(change, row, year))
        elif row is None:
            fresh.append(_new_row(change, standard, year, by, source))
        elif change.value is None:
            removed.append(row)
        else:
            row.value, row.source, row.updated_by, row.updated_at = change.value, source, by, clock.now()
            altered.append(row)
    if conflicts:
        raise Problems(conflicts)
    _write(fresh, altered, removed, by, reason or source)
    saved.created, saved.changed, saved.removed = len(fresh), len(altered), len(removed)
    return saved


def _write(
    fresh: list[IndicatorValue], altered: list[IndicatorValue], removed: list[IndicatorValue], by: User, reason: str
) -> None:
    """Every row with its line of history."""
    history: dict[str, Any] = {"default_user": by, "default_change_reason": reason, "batch_size": 500}
    bulk_create_with_history(fresh, IndicatorValue, **history)
    bulk_update_with_history(altered, IndicatorValue, ["value", "source", "updated_by", "updated_at"], **history)
    for row in removed:
        row._history_user, row._change_reason = by, reason
        row.delete()


def _locked(year: int, changes: Collection[ValueChange]) -> dict[Key, IndicatorValue]:
    """The rows in question. Their communes are locked, not the rows: of two first entries neither has a row yet."""
    communes = {change.commune.pk for change in changes}
    list(Commune.objects.select_for_update().filter(pk__in=communes).order_by("pk").values_list("pk"))
    rows = IndicatorValue.objects.select_related("updated_by").filter(
        year=year, commune__in=communes, part__in={change.part.pk for change in changes}
    )
    return {(row.part_id, row.commune_id, row.village_id, row.standard_id): row for row in rows}


def _key(change: ValueChange, standard: Standard | None) -> Key:
    return (
        change.part.pk,
        change.commune.pk,
        change.village.pk if change.village else None,
        standard.pk if standard else None,
    )


def _new_row(change: ValueChange, standard: Standard | None, year: int, by: User, source: str) -> IndicatorValue:
    return IndicatorValue(
        part=change.part,
        commune=change.commune,
        village=change.village,
        year=year,
        standard=standard,
        value=change.value,  # type: ignore[misc]  # never None here: None removes a row
        source=source,
        updated_by=by,
    )


def _conflict(change: ValueChange, row: IndicatorValue | None, year: int) -> Problem:
    """Both numbers and who was first; nobody's is lost."""
    who, at = (row.updated_by, row.updated_at) if row else _taken_back(change, year)
    message = _("%(who)s đã lưu “%(value)s” lúc %(at)s; anh/chị nhập “%(own)s”.") % {
        "who": who or _("Người khác"),
        "at": formats.date_time(at),
        "value": value_words(change.part, row.value if row else None),
        "own": value_words(change.part, change.value),
    }
    return Problem(change.where, message, change.field)


def _taken_back(change: ValueChange, year: int) -> tuple[Any, datetime | None]:
    """Who removed the number, and when."""
    removed = IndicatorValue.history.filter(
        part=change.part, commune=change.commune, village=change.village, year=year, history_type="-"
    ).select_related("history_user")
    last = removed.order_by("-history_date").first()
    return (last.history_user, last.history_date) if last else (None, None)

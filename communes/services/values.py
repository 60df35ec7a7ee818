"""Saving indicator values: all or nothing, with history, telling instead of losing when two people edit at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from communes.models import Commune, IndicatorPart, IndicatorValue, Standard, Village
from communes.standards import standard_for
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
        return f"{self.village or self.commune}, {self.part.label}"


@dataclass
class Saved:
    """What a save did, in rows."""

    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

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
    saved, fresh, altered = Saved(), [], []
    conflicts = []
    for change in changes:
        standard = change.standard or standard_for(change.part, year, standards)
        row = existing.get(_key(change, standard))
        present = row.value if row else None
        if change.expected is not ANYTHING and change.expected != present and change.value != present:
            conflicts.append(_conflict(change, row))
        elif change.value == present:
            saved.unchanged += 1
        elif row is None:
            fresh.append(_new_row(change, standard, year, by, source))
        elif change.value is None:
            row._change_reason = reason or source
            row._history_user = by
            row.delete()
            saved.removed += 1
        else:
            row.value, row.source, row.updated_by, row.updated_at = change.value, source, by, clock.now()
            altered.append(row)
    if conflicts:
        raise Problems(conflicts)
    history = {"default_user": by, "default_change_reason": reason or source}
    bulk_create_with_history(fresh, IndicatorValue, batch_size=500, **history)
    bulk_update_with_history(
        altered, IndicatorValue, ["value", "source", "updated_by", "updated_at"], batch_size=500, **history
    )
    saved.created, saved.changed = len(fresh), len(altered)
    return saved


def _locked(year: int, changes: Collection[ValueChange]) -> dict[Key, IndicatorValue]:
    rows = IndicatorValue.objects.select_for_update(of=("self",)).filter(
        year=year,
        commune__in={change.commune.pk for change in changes},
        part__in={change.part.pk for change in changes},
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


def _conflict(change: ValueChange, row: IndicatorValue | None) -> Problem:
    who = row.updated_by if row else None
    message = _("%(who)s vừa sửa thành %(value)s; số của anh/chị là %(own)s. Hãy xem lại rồi lưu lần nữa.") % {
        "who": who or _("người khác"),
        "value": formats.number(row.value if row else None),
        "own": formats.number(change.value),
    }
    return Problem(change.where, message, f"value-{change.part.code}")

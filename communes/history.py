"""What happened to one figure of a commune, read as people entered it. All of a year: communes.figures.log."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.models import IndicatorValue
from kontum04.core import formats
from kontum04.core.history import Change, changes_in


def value_changes(value: IndicatorValue) -> list[Change]:
    """The history of one number."""
    return _told(IndicatorValue.history.filter(id=value.pk))


def _told(records: models.QuerySet) -> list[Change]:
    return changes_in(records.select_related("part", "village"), name=_name, text=_value_text)


def _name(record: Any) -> str:
    part = f"{record.part.code} {record.part.label}"
    return f"{part}, {record.village}" if record.village_id else part


def _value_text(record: Any, field: models.Field, value: Any) -> str | None:
    """Yes/no and choices by their words, decimals as the indicator rounds them."""
    if field.name != "value":
        return None
    part = record.part
    if part.kind == PartKind.BOOLEAN:
        return _("có") if value else _("không")
    if part.kind == PartKind.CHOICE:
        return dict(part.choices).get(int(value), formats.number(value))
    return f"{formats.number(value, part.decimals)} {part.unit}"

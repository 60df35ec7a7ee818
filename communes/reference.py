"""Reference data from the fixtures: adds what is missing, leaves alone what is there, for staff may have changed it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.db import models, transaction

FIXTURES = (
    "communes_places",
    "communes_programmes",
    "communes_indicators",
    "communes_exit_rules",
    "communes_prosperity_rules",
    "twinning_forms",
    "twinning_scoring",
    "twinning_reminders",
    "twinning_signals",
    "reports_signatories",
)
"""In the order in which they name each other."""

REASON = "dữ liệu gốc"
"""What the history says of a row that was loaded."""


@dataclass
class Loaded:
    """What a load did: rows added and rows already there by model, and what of them staff keep differently."""

    added: Counter = field(default_factory=Counter)
    present: Counter = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def load_reference() -> Loaded:
    """Add the missing rows of all fixtures. Running it again changes nothing."""
    loaded = Loaded()
    stored: dict[type[models.Model], dict] = {}
    with transaction.atomic():
        for row in _rows():
            model = type(row)
            if row.pk is None:
                row._change_reason = REASON
                row.save()
                loaded.added[model._meta.verbose_name] += 1
                continue
            loaded.present[model._meta.verbose_name] += 1
            if model not in stored:
                stored[model] = model._default_manager.in_bulk()
            changed = list(_differences(row, stored[model][row.pk]))
            if changed:
                loaded.differing.append(f"{model._meta.verbose_name} {stored[model][row.pk]}: {', '.join(changed)}")
    return loaded


def _rows() -> Iterator[models.Model]:
    """Unsaved rows one by one; a row that exists carries its key, found by what people know it by."""
    for name in FIXTURES:
        with Path(settings.FIXTURE_DIRS[0], f"{name}.json").open("rb") as file:
            for parsed in serializers.deserialize("json", file):
                yield parsed.object


def _differences(row: models.Model, stored: models.Model) -> Iterator[str]:
    """Labels of the fields that were changed since they were loaded. Keys of search and order follow their sources."""
    for column in row._meta.concrete_fields:
        if column.primary_key or not column.editable:
            continue
        if getattr(row, column.attname) != getattr(stored, column.attname):
            yield str(column.verbose_name)

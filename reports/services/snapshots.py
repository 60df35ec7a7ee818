"""What an issued document said, as plain data: text, tables with exact values, figures with their codes, layout."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings

from reports.documents.context_types import DocumentContext, Section
from reports.documents.live import Run, plain, runs_of
from reports.documents.orders import DocumentOrder

FORMAT = 1
"""Rises when the shape of a snapshot changes."""


@cache
def program_version() -> str:
    """The version of the portal that made a document."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return f"{project['name']} {project['version']}"


def snapshot_of(order: DocumentOrder, context: DocumentContext, *, data_at: dt.datetime) -> dict[str, Any]:
    """Everything a document says, read from the data at `data_at`, without anything of this program in it."""
    return {
        "format": FORMAT,
        "program": program_version(),
        "data_at": data_at.isoformat(timespec="seconds"),
        "order": order.as_params(),
        "programme": order.programme_year.programme.code,
        "year": order.programme_year.year,
        "context": _plain(context),
        "figures": [{"code": run.figure, "form": str(run.form), "text": run.text} for run in figures_in(context)],
    }


def as_json(snapshot: dict[str, Any]) -> bytes:
    """The snapshot as a file: UTF-8, readable, the same bytes for the same snapshot."""
    return json.dumps(snapshot, ensure_ascii=False, indent=1, sort_keys=True).encode()


def figures_in(value: Any) -> Iterator[Run]:
    """Every live figure in running text and cells, in the order they are printed."""
    if isinstance(value, Run):
        if value.figure:
            yield value
    elif isinstance(value, str):
        yield from (run for run in runs_of(value) if run.figure)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from figures_in(item)
    elif is_dataclass(value):
        for _name, item in _parts(value):
            yield from figures_in(item)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a part; of a section its content, whichever way it was given."""
    if isinstance(value, Section):
        yield from (("key", value.key), ("level", value.level), ("heading", value.heading), ("content", value.content))
    else:
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))


def _plain(value: Any) -> Any:
    """Exact and readable: amounts as written digits, days as 2019-01-02."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {name: _plain(item) for name, item in _parts(value)} | {"is": type(value).__name__}
    return plain(str(value))

"""Columns that every list shares: Vietnamese on the screen, typed values in the workbook.

`kind` says what a column's cells are in an exported sheet; a plain column is text.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import django_tables2 as tables

from kontum04.core import formats
from kontum04.core.sheets.export import Heading
from kontum04.core.sheets.model import Kind
from kontum04.core.templatetags.portal import missing

NUM = {"th": {"class": "num"}, "td": {"class": "num"}}
NOWRAP = {"td": {"class": "nowrap"}}


class TextColumn(tables.Column):
    """Words; an empty cell stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class NumberColumn(tables.Column):
    """A number at the right edge. Missing shows as a dash that explains itself and leaves the sheet's cell empty."""

    def __init__(self, *args: Any, kind: Kind = "integer", decimals: int | None = None, **kwargs: Any) -> None:
        self.kind, self.decimals = kind, decimals
        kwargs.setdefault("attrs", NUM)
        kwargs.setdefault("default", lambda: missing(None))
        super().__init__(*args, **kwargs)

    def render(self, value: int | Decimal) -> str:
        return formats.number(value, self.decimals)

    def value(self, value: int | Decimal) -> int | Decimal:
        return value


class DateColumn(tables.Column):
    """A day, dd/mm/yyyy. None stays empty: that a thing has not happened yet is not missing data."""

    kind: Kind = "date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", NOWRAP)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def render(self, value: dt.date) -> str:
        return formats.date(value)

    def value(self, value: dt.date) -> dt.date:
        return value


def export_headings(table: tables.Table) -> list[Heading]:
    """Headings of the exported columns, in the order of `table.as_values()`."""
    hidden = getattr(table, "exclude_from_export", ())
    return [
        Heading(str(column.header), getattr(column.column, "kind", "text"))
        for column in table.columns.iterall()
        if not (column.column.exclude_from_export or column.name in hidden)
    ]

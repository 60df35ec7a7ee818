"""Columns that draw a template for each cell."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class StatusColumn(tables.Column):
    """A state by word, colour and icon; `choices` gives the words. In a sheet, the word."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def render(self, value: str) -> SafeString:
        return render_to_string("components/status.html", {"code": value, "label": self.choices(value).label})

    def value(self, value: str) -> str:
        return str(self.choices(value).label)

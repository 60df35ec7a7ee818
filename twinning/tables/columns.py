"""Columns of the twinning floor's lists."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.tables import NumberColumn


class StatusColumn(tables.Column):
    """A state by word, colour and icon; `choices` gives the words. In a sheet, the word."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def render(self, value: str) -> SafeString:
        return render_to_string("components/status.html", {"code": value, "label": self.choices(value).label})

    def value(self, value: str) -> str:
        return str(self.choices(value).label)


class DaysLateColumn(NumberColumn):
    """Whole days of a timedelta; 0 is in time. Late ones say so in words."""

    def render(self, value: Any) -> str | SafeString:
        if not value.days:
            return "0"
        words = _("trễ %(days)s ngày") % {"days": formats.number(value.days)}
        return format_html('<span class="due due--late">{}</span>', words)

    def value(self, value: Any) -> int:
        return value.days

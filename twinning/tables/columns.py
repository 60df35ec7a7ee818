"""Columns of the twinning floor's lists."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.columns import StatusColumn
from kontum04.core.tables import NumberColumn

__all__ = ["DaysLateColumn", "StatusColumn"]


class DaysLateColumn(NumberColumn):
    """Whole days of a timedelta; 0 is in time. Late ones say so in words."""

    def render(self, value: Any) -> str | SafeString:
        if not value.days:
            return "0"
        words = _("trễ %(days)s ngày") % {"days": formats.number(value.days)}
        return format_html('<span class="due due--late">{}</span>', words)

    def value(self, value: Any) -> int:
        return value.days

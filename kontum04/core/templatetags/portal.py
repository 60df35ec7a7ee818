"""Template filters and tags of the portal: ``{% load portal %}``. Nothing else formats numbers, dates or states."""

import datetime as dt
from decimal import Decimal
from typing import TypeVar

from django import template
from django.db.models import Model
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kontum04.core import formats

T = TypeVar("T")

register = template.Library()

SPRITE = "vendor/bootstrap-icons/bootstrap-icons.svg"


def _given(value: T | None) -> T | None:
    """Treat the empty string of a failed template look-up as missing."""
    return None if value == "" else value


@register.filter
def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """``{{ 4800|number }}`` → 4.800; ``{{ v|number:1 }}`` fixes the decimals."""
    return formats.number(_given(value), decimals)


@register.filter
def percent(value: int | float | Decimal | None, decimals: int = 1) -> str:
    """``{{ 5.6|percent }}`` → 5,6 %."""
    return formats.percent(_given(value), decimals)


@register.filter
def money(value: int | None) -> str:
    """``{{ dong|money }}`` → 8.250.000.000 đồng."""
    return formats.money(_given(value))


@register.filter
def money_short(value: int | None) -> str:
    """``{{ dong|money_short }}`` → 8,25 tỷ đồng."""
    return formats.money_short(_given(value))


@register.filter
def vndate(value: dt.date | None) -> str:
    """``{{ day|vndate }}`` → 02/01/2020."""
    return formats.date(_given(value))


@register.filter
def vndatetime(value: dt.datetime | None) -> str:
    """``{{ moment|vndatetime }}`` → 14:05 ngày 02/01/2020."""
    return formats.date_time(_given(value))


@register.filter
def missing(value: object) -> object:
    """Show what is missing as a dash that explains itself, for tight tables: ``{{ v|number|missing }}``.

    Screen only: on paper the words themselves stand.
    """
    if value is None or value == "" or value == str(formats.MISSING):
        return format_html(
            '<span class="text-body-secondary" title="{0}"><span aria-hidden="true">–</span>'
            '<span class="visually-hidden">{0}</span></span>',
            formats.MISSING,
        )
    return value


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the bootstrap-icons sprite; it is decoration, the words beside it carry the meaning."""
    return format_html('<svg class="bi" aria-hidden="true"><use href="{}#{}"></use></svg>', static(SPRITE), name)


@register.simple_tag
def status_badge(obj: Model) -> SafeString:
    """Show the status of an object by its word; the style sheet colours ``status-<value>``."""
    return format_html(
        '<span class="badge status-{}">{}</span>',
        obj.status,  # type: ignore[attr-defined]
        obj.get_status_display(),  # type: ignore[attr-defined]
    )

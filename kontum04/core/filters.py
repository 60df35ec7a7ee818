"""Filters that several lists share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontum04.core.text import fold


class SearchFilter(django_filters.CharFilter):
    """Searches a stored key without marks, with đ as d: ``SearchFilter(field_name="unit__search_key")``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tìm"))
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(**{f"{self.field_name}__contains": fold(value)}) if value else qs


class SwitchFilter(django_filters.Filter):
    """A box to tick that narrows the list; left empty it does nothing, unlike a yes-or-no filter. Needs `method`."""

    field_class = forms.BooleanField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra.setdefault("required", False)

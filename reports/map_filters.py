"""What the map page is asked by."""

from collections.abc import Collection
from datetime import date
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.filters import CommuneFilter
from kontum04.core import formats
from reports.figures.map_types import MapMeasure


def _unchanged(queryset: Any, _name: str, _value: object) -> Any:
    """What is chosen colours the map; it narrows nothing."""
    return queryset


class MapFilter(CommuneFilter):
    """What colours the map, of which day, and which communes."""

    measure = django_filters.ChoiceFilter(label=_("Tô theo"), method=_unchanged, empty_label=None)
    on = django_filters.ChoiceFilter(label=_("Địa giới ngày"), method=_unchanged, empty_label=None)

    def __init__(self, *args, measures: Collection[MapMeasure], days: Collection[date], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for each in measures:
            groups.setdefault(each.group, []).append((each.code, each.label))
        self.filters["measure"].extra["choices"] = list(groups.items())
        self.filters["on"].extra["choices"] = [(day.isoformat(), formats.date(day)) for day in days]
        if len(days) < 2:
            del self.filters["on"]

    @property
    def form(self):
        """The measure first: it is what the page is about."""
        form = super().form
        form.order_fields(["measure"])
        return form

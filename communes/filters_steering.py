"""Filters of exit proposals and inspections."""

import datetime as dt

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.choices import ExitStage, InspectionState
from communes.filters import districts_in_scope
from communes.models import ExitProposal, Inspection
from kontum04.core.filters import SearchFilter, SwitchFilter
from kontum04.core.text import fold


class OfCommuneFilter(django_filters.FilterSet):
    q = SearchFilter(field_name="commune__search_key", label=_("Tìm xã"))
    district = django_filters.ModelChoiceFilter(
        field_name="commune__district", queryset=districts_in_scope, label=_("Huyện"), empty_label=_("Tất cả các huyện")
    )


class ExitFilter(OfCommuneFilter):
    stage = django_filters.ChoiceFilter(choices=ExitStage.choices, label=_("Bước"), empty_label=_("Tất cả"))
    watched = SwitchFilter(label=_("Còn theo dõi"), method="only_watched")

    class Meta:
        model = ExitProposal
        fields = ()

    def only_watched(self, rows, _name: str, value: bool):
        return rows.watched() if value else rows


class InspectionFilter(OfCommuneFilter):
    """`on`: the day to which states are told."""

    q = SearchFilter(method="search", label=_("Tìm"))
    state = django_filters.ChoiceFilter(
        choices=InspectionState.choices, method="in_state", label=_("Trạng thái"), empty_label=_("Tất cả")
    )

    class Meta:
        model = Inspection
        fields = ()

    def __init__(self, *args, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def search(self, rows, _name: str, value: str):
        """In what was found and agreed, and where."""
        words = fold(value)
        return rows.filter(Q(search_key__contains=words) | Q(commune__search_key__contains=words))

    def in_state(self, rows, _name: str, value: str):
        return rows.in_state(value, self.on)

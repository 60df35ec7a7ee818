"""Filters of the places by their state no đủ – vững mạnh – an toàn."""

from collections.abc import Mapping

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.figures.prosperity import FULL, NEARLY, NOT_YET, PlaceState
from communes.filters import CommuneFilter, districts_in_scope
from communes.models import Commune, Village, designated_communes
from kontum04.core.filters import SearchFilter, SwitchFilter
from kontum04.core.text import fold

UNKNOWN = "unknown"
STATES = (
    (str(FULL), _("Đạt")),
    (str(NEARLY), _("Cơ bản đạt")),
    (str(NOT_YET), _("Chưa đạt")),
    (UNKNOWN, _("Chưa đủ số liệu")),
)


class StateFilter(django_filters.FilterSet):
    """`states`: what was found of each place in the reader's scope, by its id."""

    state = django_filters.ChoiceFilter(
        label=_("Theo các phần"), choices=STATES, method="in_state", empty_label=_("Tất cả các mức")
    )
    differs = SwitchFilter(label=_("Khác mức xã báo"), method="only_differing")

    def in_state(self, rows, _name: str, value: str):
        wanted = None if value == UNKNOWN else int(value)
        return rows.filter(pk__in=[pk for pk, found in self.states.items() if found.state == wanted])

    def only_differing(self, rows, _name: str, value: bool):
        return rows.filter(pk__in=[pk for pk, found in self.states.items() if found.differs]) if value else rows


class CommuneStateFilter(CommuneFilter, StateFilter):
    class Meta:
        model = Commune
        fields = ()

    def __init__(self, *args, states: Mapping[int, PlaceState], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.states = states


class VillageFilter(django_filters.FilterSet):
    """Villages of the programme's communes in scope."""

    q = SearchFilter(label=_("Tìm thôn, xã"), method="search")
    district = django_filters.ModelChoiceFilter(
        field_name="commune__district", queryset=districts_in_scope, label=_("Huyện"), empty_label=_("Tất cả các huyện")
    )
    commune = django_filters.ModelChoiceFilter(
        queryset=Commune.objects.none(), label=_("Xã"), empty_label=_("Tất cả các xã")
    )

    class Meta:
        model = Village
        fields = ()

    def __init__(self, *args, programme_year, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        listed = designated_communes(programme_year.programme, programme_year.year).visible_to(self.request.user)
        self.filters["commune"].queryset = listed.select_related("district").order_by("sort_key")

    def search(self, rows, _name: str, value: str):
        words = fold(value)
        return rows.filter(search_key__contains=words) | rows.filter(commune__search_key__contains=words)


class VillageStateFilter(VillageFilter, StateFilter):
    class Meta:
        model = Village
        fields = ()

    def __init__(self, *args, states: Mapping[int, PlaceState], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.states = states

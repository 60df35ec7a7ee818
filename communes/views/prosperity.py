"""No đủ – vững mạnh – an toàn by its parts, of communes and of villages, beside what the communes reported."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.prosperity import PlaceState, commune_states, village_states
from communes.filters_prosperity import CommuneStateFilter, VillageStateFilter
from communes.models import Commune, PlaceLevel, ProsperityRuleSet, Village, designated_communes
from communes.tables_prosperity import CommuneStateTable, VillageStateTable
from communes.views.access import ASSESSMENT_READERS
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.views import ListPage


class StateList(YearMixin, TabbedList, ListPage):
    """Places of one level with their state; every place in scope is judged, the filters then choose among them."""

    roles = ASSESSMENT_READERS
    tab = "prosperity-list"
    level: str
    empty_title = gettext_lazy("Chưa có nơi nào để đối chiếu")
    empty_hint = gettext_lazy(
        "Danh sách xã của chương trình, số liệu của năm và bộ tiêu chí ở trang quản trị là căn cứ."
    )

    def judged(self, places: list[Any]) -> list[PlaceState]:
        raise NotImplementedError

    @cached_property
    def states(self) -> dict[int, PlaceState]:
        places = list(self.get_queryset())
        return {place.pk: found for place, found in zip(places, self.judged(places), strict=False)}

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        extra = {"programme_year": self.programme_year, "states": self.states}
        return super().get_filterset_kwargs(filterset_class) | extra

    def get_table_data(self) -> list[PlaceState]:
        shown = self.object_list.values_list("pk", flat=True)
        return [self.states[pk] for pk in shown if pk in self.states]

    def get_table_kwargs(self) -> dict[str, Any]:
        rule_set = ProsperityRuleSet.objects.of_year(self.programme, self.year, self.level)
        return {"programme_year": self.programme_year, "rule_set": rule_set}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = next(iter(self.states.values()), None)
        note = told.rule_set.basis if told else ""
        return super().get_context_data(**kwargs) | {"note": note}


class CommuneStates(StateList):
    model = Commune
    level = PlaceLevel.COMMUNE
    table_class = CommuneStateTable
    filterset_class = CommuneStateFilter
    heading = gettext_lazy("Xã no đủ – vững mạnh – an toàn")
    count_label = gettext_lazy("{count} xã")

    def get_queryset(self) -> QuerySet:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        return listed.select_related("district").order_by("district__sort_key", "sort_key", "pk")

    def judged(self, places: list[Commune]) -> list[PlaceState]:
        return commune_states(self.programme_year, places)

    def get_main_action(self) -> dict:
        return {"label": _("Từng thôn, làng"), "url": self.year_url("village-prosperity-list"), "icon": "houses"}


class VillageStates(StateList):
    model = Village
    level = PlaceLevel.VILLAGE
    table_class = VillageStateTable
    filterset_class = VillageStateFilter
    heading = gettext_lazy("Thôn, làng no đủ – vững mạnh – an toàn")
    count_label = gettext_lazy("{count} thôn, làng")

    def get_queryset(self) -> QuerySet:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        villages = Village.objects.in_force(date(self.year, 12, 31)).filter(commune__in=listed)
        return villages.select_related("commune__district").order_by(
            "commune__district__sort_key", "commune__sort_key", "commune_id", "sort_key", "pk"
        )

    def judged(self, places: list[Village]) -> list[PlaceState]:
        return village_states(self.programme_year, places)

    def get_main_action(self) -> dict:
        return {"label": _("Theo xã"), "url": self.year_url("prosperity-list"), "icon": "geo-alt"}


urls: list[Any] = [
    path("prosperity/", CommuneStates.as_view(), name="prosperity-list"),
    path("prosperity/villages/", VillageStates.as_view(), name="village-prosperity-list"),
]

"""The communes on a map, coloured by one measure, with the same rows as a table."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Designation
from communes.views.tabs import PLACE_TABS, Tab, TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import EVERYONE, may
from kontum04.core.views import ListPage
from reports.figures.commune_map import DEFAULT, commune_map, map_days
from reports.figures.map_measures import map_measures
from reports.figures.map_types import CommuneMap, MapMeasure, MapPlace
from reports.map_filters import MapFilter
from reports.map_tables import MapTable

PLACE_TABS.insert(1, Tab(_("Bản đồ"), "commune-map", EVERYONE))


class CommuneMapPage(YearMixin, TabbedList, ListPage):
    """Measure, day of the boundaries and filters live in the URL; the map colours what the table lists."""

    model = Commune
    table_class = MapTable
    filterset_class = MapFilter
    roles = EVERYONE
    template_name = "reports/commune_map.html"
    tab = "commune-map"
    heading = _("Bản đồ các xã")
    count_label = _("{count} xã")
    empty_title = _("Chưa có xã nào trong phạm vi của anh/chị")
    empty_hint = _("Cơ quan thường trực đưa xã vào chương trình ở trang quản trị hoặc giao địa bàn cho tài khoản.")

    @cached_property
    def measures(self) -> dict[str, MapMeasure]:
        """What this person may colour the map by."""
        found = map_measures(self.programme_year)
        return {each.code: each for each in found if may(self.request.user, each.roles)}

    @cached_property
    def measure(self) -> MapMeasure:
        code = self.request.GET.get("measure") or (DEFAULT if DEFAULT in self.measures else next(iter(self.measures)))
        if code not in self.measures:
            raise Http404
        return self.measures[code]

    @cached_property
    def days(self) -> list[date]:
        return map_days(self.programme_year, self.request.user)

    @cached_property
    def day(self) -> date:
        asked = {day.isoformat(): day for day in self.days}
        wanted = self.request.GET.get("on")
        if wanted and wanted not in asked:
            raise Http404
        return asked[wanted] if wanted else self.days[0]

    @cached_property
    def map(self) -> CommuneMap:
        shown = frozenset(commune.pk for commune in self.object_list)
        found = commune_map(self.programme_year, self.request.user, self.measure, day=self.day, shown=shown)
        assert found is not None  # noqa: S101 (a measure that was found is drawn)
        return found

    def get_queryset(self) -> QuerySet[Commune]:
        rows = Designation.objects.on(self.programme, self.day)
        listed = super().get_queryset().filter(pk__in=rows.values("commune")).in_force(self.day)
        categories = rows.select_related("category").order_by("category__order")
        return listed.prefetch_related(Prefetch("designations", categories, to_attr="designations_of_day"))

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs(filterset_class)
        chosen = {"measure": self.measure.code, "on": self.day.isoformat()}
        kwargs["data"] = (kwargs["data"].dict() if kwargs["data"] else {}) | chosen
        measures = self.measures.values()
        return kwargs | {"programme_year": self.programme_year, "measures": measures, "days": self.days}

    def get_table_data(self) -> list[MapPlace]:
        return self.map.rows

    def get_table_kwargs(self) -> dict[str, Any]:
        categories = {
            commune.pk: ", ".join(row.category.short_name for row in commune.designations_of_day)
            for commune in self.object_list
        }
        return {"programme_year": self.programme_year, "measure": self.measure, "categories": categories}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"map": self.map, "rows_url": ""}
        if self.measure.part:
            context["rows_url"] = f"{self.year_url('indicator-list')}?part={self.measure.part}"
        return context

    def export_subtitle(self) -> str:
        note = f" – {self.map.note}" if self.map.note else ""
        return f"{super().export_subtitle()} – {self.measure.label}{note}"

    def count_line(self, count: int) -> str:
        words = {"count": formats.number(count), "reported": formats.number(self.reported)}
        return str(_("%(count)s xã; %(reported)s có số liệu") % words)

    @property
    def reported(self) -> int:
        return sum(place.value is not None for place in self.map.rows)


urls = [path("map/", CommuneMapPage.as_view(), name="commune-map")]

"""The units of a year, whom they help, and one unit over the years."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.timeline import kinds_of, of_kind
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may
from kontum04.core.views import ListPage
from twinning.figures.help import help_of
from twinning.figures.signals.asked import asked
from twinning.figures.timeliness import obligation_rows
from twinning.figures.unit_line import unit_line
from twinning.filters.units import TwinningFilter, UnitFilter
from twinning.models import Obligation, Twinning, Unit
from twinning.tables.units import TwinningTable, UnitTable

from .access import OBLIGATION_READERS
from .sheets import import_action
from .tabs_of_units import UNIT_TABS


class UnitList(YearMixin, TabbedList, ListPage):
    """Units that help a commune in the year or owe it a report."""

    tab = "unit-list"
    tabs_of_room = UNIT_TABS
    model = Unit
    table_class = UnitTable
    filterset_class = UnitFilter
    roles = EVERYONE
    heading = _("Đơn vị kết nghĩa")
    count_label = _("{count} đơn vị")
    empty_title = _("Chưa có đơn vị kết nghĩa nào trong phạm vi của anh/chị")
    empty_hint = _("Cơ quan thường trực nhập phân công kết nghĩa bằng tệp Excel hoặc ở trang quản trị.")

    def get_queryset(self) -> QuerySet:
        twinnings = Twinning.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        owing = Obligation.objects.in_year(self.programme, self.year)
        of_year = Q(pk__in=twinnings.values("unit")) | Q(pk__in=owing.values("unit"))
        shown = twinnings.select_related("commune").order_by("commune__sort_key")
        return (
            super()
            .get_queryset()
            .filter(of_year)
            .prefetch_related(Prefetch("twinnings", shown, to_attr="twinnings_of_year"))
        )

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    def get_table_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        return {
            "programme_year": self.programme_year,
            "help": help_of(self.programme_year, user),
            "obligations": obligation_rows(self.programme_year, user),
        }


class TwinningList(YearMixin, TabbedList, ListPage):
    """Who is assigned to whom in the year."""

    tab = "twinning-list"
    tabs_of_room = UNIT_TABS
    model = Twinning
    table_class = TwinningTable
    filterset_class = TwinningFilter
    roles = EVERYONE
    heading = _("Phân công kết nghĩa")
    count_label = _("{count} phân công")
    empty_title = _("Chưa có phân công nào trong phạm vi của anh/chị")
    empty_hint = _("Cơ quan thường trực nhập phân công kết nghĩa bằng tệp Excel hoặc ở trang quản trị.")

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().in_year(self.programme, self.year)
        return rows.select_related("unit", "commune__district", "village", "decision")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def get_main_action(self) -> dict[str, Any] | None:
        return import_action(self, "twinnings")


class UnitDetail(YearMixin, RoleRequiredMixin, TemplateView):
    """One unit: assignments, filings and help, year by year."""

    roles = EVERYONE
    template_name = "twinning/unit_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = Unit.objects.visible_to(self.request.user).select_related("district")
        unit = get_object_or_404(units, pk=self.kwargs["pk"])
        reads_papers = may(self.request.user, OBLIGATION_READERS)
        line, kind = unit_line(unit, self.request.user), self.request.GET.get("kind", "")
        return super().get_context_data(**kwargs) | {
            "unit": unit,
            "signals": asked(self.programme_year, self.request.user, unit=unit.pk) if reads_papers else [],
            "line": line,
            "event_kinds": kinds_of(line.events, kind),
            "events": of_kind(line.events, kind),
            "may_open_reports": reads_papers,
        }


urls = [
    path("units/", UnitList.as_view(), name="unit-list"),
    path("units/<int:pk>/", UnitDetail.as_view(), name="unit-detail"),
    path("twinnings/", TwinningList.as_view(), name="twinning-list"),
]

"""Plans followed through the year: each registered thing, each unit, each commune; planned beside delivered."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.filters import CommuneFilter
from communes.models import Commune, designated_communes
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.views import ListPage
from twinning.choices import DeliveryState
from twinning.figures.delivery import followed
from twinning.figures.delivery_totals import Deliveries, DeliveryLine, deliveries
from twinning.filters.plans import FollowedItemFilter
from twinning.filters.units import UnitFilter
from twinning.models import PlanItem, Twinning, Unit
from twinning.tables.plans import CommuneDeliveryTable, FollowedItemTable, UnitDeliveryTable

from .access import PROGRESS_READERS
from .lists import OfReportList
from .tabs_of_plans import PLAN_TABS


class FollowUp(TabbedList, OfReportList):
    """Every registered thing with what its unit last reported, and its state as of the year's day."""

    model = PlanItem
    table_class = FollowedItemTable
    filterset_class = FollowedItemFilter
    tab = "plan-follow-up"
    tabs_of_room = PLAN_TABS
    heading = _("Theo dõi thực hiện việc đăng ký")
    empty_title = _("Chưa có việc nào đăng ký")
    related = ("village",)

    def get_queryset(self) -> QuerySet:
        rows = followed(super().get_queryset(), self.request.user, self.programme_year.as_of)
        return rows.prefetch_related("partners__unit")

    def count_line(self, count: int) -> str:
        """How many of the rows shown stand in which state; a joint thing is counted with its lead."""
        own = self.object_list.filter(is_led_elsewhere=False).order_by()
        states = list(own.values_list("state", flat=True))
        told = [f"{formats.number(states.count(state))} {state.label.lower()}" for state in DeliveryState]
        words = [_t("%(count)s việc") % {"count": formats.number(count)}, *told]
        if joint := count - len(states):
            words.append(_t("%(count)s làm chung, tính ở đơn vị chủ trì") % {"count": formats.number(joint)})
        on = _t("Tính đến %(day)s.") % {"day": formats.date(self.programme_year.as_of)}
        return f"{', '.join(words)}. {on}"


class DeliveryList(YearMixin, TabbedList, ListPage):
    """Sums of the followed things, one line a unit or commune; who registered nothing has a line all the same."""

    roles = PROGRESS_READERS
    tabs_of_room = PLAN_TABS
    empty_hint = _("Số liệu lấy từ kế hoạch và báo cáo đã nộp.")

    @cached_property
    def deliveries(self) -> Deliveries:
        return deliveries(self.programme_year, self.request.user)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def lines(self, found: dict[int, Any]) -> list[DeliveryLine]:
        return [DeliveryLine(row, found.get(row.pk)) for row in self.object_list]


class UnitDeliveryList(DeliveryList):
    model = Unit
    table_class = UnitDeliveryTable
    filterset_class = UnitFilter
    tab = "plan-unit-list"
    heading = _("Đăng ký và thực hiện theo đơn vị")
    count_label = _("{count} đơn vị")
    empty_title = _("Chưa có đơn vị nào được phân công")

    def get_queryset(self) -> QuerySet:
        assigned = Twinning.objects.in_year(self.programme, self.year).order_by().values("unit")
        return super().get_queryset().filter(pk__in=assigned)

    def get_table_data(self) -> list[DeliveryLine]:
        return self.lines(self.deliveries.by_unit)


class CommuneDeliveryList(DeliveryList):
    model = Commune
    table_class = CommuneDeliveryTable
    filterset_class = CommuneFilter
    tab = "plan-commune-list"
    heading = _("Đăng ký và thực hiện theo xã")
    count_label = _("{count} xã")
    empty_title = _("Chưa có xã nào trong danh sách")

    def get_queryset(self) -> QuerySet:
        listed = designated_communes(self.programme, self.year).order_by().values("pk")
        rows = super().get_queryset().filter(pk__in=listed)
        return rows.select_related("district").order_by("district__sort_key", "sort_key", "code")

    def get_table_data(self) -> list[DeliveryLine]:
        return self.lines(self.deliveries.by_commune)


urls = [
    path("plans/follow-up/", FollowUp.as_view(), name="plan-follow-up"),
    path("plans/units/", UnitDeliveryList.as_view(), name="plan-unit-list"),
    path("plans/communes/", CommuneDeliveryList.as_view(), name="plan-commune-list"),
]

"""Where plans leave a hole: communes for which nothing is registered."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.views import ListPage
from twinning.figures.plan_gaps import PlanGap, plan_gaps
from twinning.filters.plans import PlanGapFilter
from twinning.tables.gaps import PlanGapTable

from .access import PROGRESS_READERS
from .tabs_of_plans import PLAN_TABS


class OfPlans(YearMixin, TabbedList, ListPage):
    """A list of communes by what is or is not registered for them."""

    model = Commune
    tabs_of_room = PLAN_TABS

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def shown(self) -> set[int]:
        return set(self.object_list.values_list("pk", flat=True))


class PlanGapList(OfPlans):
    """Communes of the list that no filed plan does anything for."""

    table_class = PlanGapTable
    filterset_class = PlanGapFilter
    roles = PROGRESS_READERS
    tab = "plan-gap-list"
    heading = _("Xã chưa có kế hoạch giúp đỡ")
    count_label = _("{count} xã chưa có việc nào đăng ký")
    empty_title = _("Mọi xã đều có kế hoạch")
    empty_hint = _("Xã nào trong danh sách cũng có ít nhất một việc trong kế hoạch đã nộp.")

    @cached_property
    def gaps(self) -> dict[int, PlanGap]:
        return {gap.commune.pk: gap for gap in plan_gaps(self.programme_year, self.request.user)}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=self.gaps)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        causes = {pk: gap.cause for pk, gap in self.gaps.items()}
        return super().get_filterset_kwargs(filterset_class) | {"causes": causes}

    def get_table_data(self) -> list[PlanGap]:
        shown = self.shown()
        return [gap for pk, gap in self.gaps.items() if pk in shown]


urls = [path("plans/gaps/", PlanGapList.as_view(), name="plan-gap-list")]

"""What units registered, gave and built in a year: rows of filed plans and reports, as figures count them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _

from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.access import EVERYONE, may
from kontum04.core.views import ListPage
from twinning.figures.claims import with_word
from twinning.filters.filing import ContributionFilter, PlanItemFilter, WorkFilter
from twinning.models import Contribution, PlanItem, WorkResult
from twinning.tables.filing import ContributionTable, PlanItemTable, WorkTable, totals_of

from .access import OBLIGATION_READERS
from .sheets import import_action
from .tabs_of_plans import PLAN_TABS


class OfReportList(YearMixin, ListPage):
    """Rows of filed reports of one year."""

    roles = EVERYONE
    empty_hint = _("Nội dung hiện ở đây sau khi đơn vị nộp kế hoạch, báo cáo.")
    related: tuple[str, ...] = ()

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filed().in_year(self.programme, self.year)
        always = ("report__obligation__unit", "report__obligation__period__programme_year", "commune__district")
        ordered = rows.order_by("report__obligation__unit__sort_key", "report_id", "commune__sort_key", "pk")
        return ordered.select_related(*always, *self.related)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {
            "programme_year": self.programme_year,
            "may_open_reports": may(self.request.user, OBLIGATION_READERS),
        }


class PlanItemList(TabbedList, OfReportList):
    model = PlanItem
    tab = "plan-item-list"
    tabs_of_room = PLAN_TABS
    table_class = PlanItemTable
    filterset_class = PlanItemFilter
    heading = _("Việc đăng ký")
    count_label = _("{count} việc")
    empty_title = _("Chưa có việc nào đăng ký")
    related = ("work_group", "village")

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}


class WorkList(OfReportList):
    model = WorkResult
    table_class = WorkTable
    filterset_class = WorkFilter
    heading = _("Công trình, việc đã làm")
    count_label = _("{count} công trình, việc")
    empty_title = _("Chưa có công trình, việc nào được báo")
    related = ("plan_item", "joint_lead")


class ContributionList(OfReportList):
    model = Contribution
    table_class = ContributionTable
    filterset_class = ContributionFilter
    heading = _("Kết quả giúp đỡ")
    count_label = _("{count} dòng đơn vị – xã")
    empty_title = _("Chưa có kết quả nào được báo")

    def get_queryset(self) -> QuerySet:
        return with_word(super().get_queryset())

    def get_table_kwargs(self) -> dict[str, Any]:
        return super().get_table_kwargs() | {"totals": totals_of(self.object_list)}

    def get_main_action(self) -> dict[str, Any] | None:
        return import_action(self, "contributions")


urls = [
    path("plan-items/", PlanItemList.as_view(), name="plan-item-list"),
    path("contributions/", ContributionList.as_view(), name="contribution-list"),
    path("works/", WorkList.as_view(), name="work-list"),
]

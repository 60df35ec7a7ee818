"""Partners that plans name: the list, one of them with its answer, and what people do about it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.models import Commune
from communes.views.tabs import TabbedList
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may
from kontum04.core.history import changes
from kontum04.core.views import ListPage
from twinning.choices import PartnerWord
from twinning.filters.plans import PlanPartnerFilter
from twinning.models import Membership, PlanPartner
from twinning.tables.partners import PlanPartnerTable

from . import plan_partner_steps
from .access import ANSWERERS, DECIDERS
from .plan_partner_steps import OfPartners
from .tabs_of_plans import PLAN_TABS


class PlanPartnerList(OfPartners, TabbedList, ListPage):
    model = PlanPartner
    table_class = PlanPartnerTable
    filterset_class = PlanPartnerFilter
    roles = EVERYONE
    tab = "plan-partner-list"
    tabs_of_room = PLAN_TABS
    heading = _("Đơn vị phối hợp trong kế hoạch")
    empty_title = _("Chưa có nơi phối hợp nào")
    empty_hint = _("Tên ghi ở cột Đơn vị phối hợp của kế hoạch hiện ở đây sau khi kế hoạch được nộp.")
    template_name = "twinning/plan_partner_list.html"

    def get_queryset(self) -> QuerySet[PlanPartner]:
        return self.rows().order_by("item__report__obligation__unit__sort_key", "item__commune__sort_key", "pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        words = list(self.object_list.order_by().values_list("word", flat=True))
        told = [f"{formats.number(words.count(word))} {word.label.lower()}" for word in PartnerWord]
        return ", ".join([_t("%(count)s nơi phối hợp") % {"count": formats.number(count)}, *told])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_read": may(self.request.user, DECIDERS)}


class PlanPartnerDetail(OfPartners, RoleRequiredMixin, TemplateView):
    """One line of a plan and what the partner says. Nothing else of the plan is shown."""

    roles = EVERYONE
    template_name = "twinning/plan_partner_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.rows(), pk=self.kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "row": row,
            "item": row.item,
            "commune_url": self.commune_url(row),
            "steps": self.steps(row),
            "history": changes(row),
        }

    def commune_url(self, row: PlanPartner) -> str:
        """A unit may be named for a commune it does not help, whose page it may not see."""
        seen = Commune.objects.visible_to(self.request.user).filter(pk=row.item.commune_id).exists()
        return self.year_url("commune-detail", pk=row.item.commune_id) if seen else ""

    def steps(self, row: PlanPartner) -> list[dict[str, Any]]:
        user = self.request.user
        waits = row.word == PartnerWord.WAITING
        told = (
            ("plan-partner-say", _t("Trả lời") if waits else _t("Sửa ý kiến"), _may_say(user, row)),
            ("plan-partner-unit", _t("Chọn đơn vị"), may(user, DECIDERS) and waits),
        )
        return [{"label": label, "url": self.year_url(name, pk=row.pk)} for name, label, open_ in told if open_]


def _may_say(user: Any, row: PlanPartner) -> bool:
    """A unit speaks for itself only; the office for whoever it heard from."""
    if user.role == Role.UNIT:
        return Membership.objects.filter(user=user, unit=row.unit_id).exists()
    return may(user, ANSWERERS)


urls = [
    path("plans/partners/", PlanPartnerList.as_view(), name="plan-partner-list"),
    path("plans/partners/<int:pk>/", PlanPartnerDetail.as_view(), name="plan-partner-detail"),
    *plan_partner_steps.urls,
]

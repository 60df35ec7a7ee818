"""Partners that plans name: the list, one of them with its answer, and what people do about it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from communes.models import Commune
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin, get_programme_year
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may, roles_required
from kontum04.core.form_pages import FormPage
from kontum04.core.history import changes
from kontum04.core.views import ListPage
from twinning.choices import PartnerWord
from twinning.filters.plans import PlanPartnerFilter
from twinning.forms.plans import PartnerUnitForm, PartnerWordForm
from twinning.models import Membership, PlanPartner, Unit
from twinning.services.partners import choose_unit, name_partners_of_year, say, thing_asked
from twinning.tables.partners import PlanPartnerTable

from .access import ANSWERERS, DECIDERS
from .tabs_of_plans import PLAN_TABS

RELATED = (
    "unit", "said_by", "item__commune__district", "item__village", "item__report__obligation__unit",
)  # fmt: skip


class OfPartners(YearMixin):
    """Rows of the year in scope."""

    def rows(self) -> QuerySet[PlanPartner]:
        rows = PlanPartner.objects.visible_to(self.request.user).filed().in_year(self.programme, self.year)
        return rows.select_related(*RELATED)


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


class PartnerStep(OfPartners, FormPage):
    def find(self) -> PlanPartner:
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def get_facts(self) -> list[dict[str, Any]]:
        row = self.subject
        return [
            {"label": _t("Đơn vị đăng ký"), "value": row.item.report.obligation.unit},
            {"label": _t("Việc đăng ký"), "value": thing_asked(row.item)},
            {"label": _t("Ghi trong kế hoạch"), "value": row.name},
            {"label": _t("Nơi phối hợp"), "value": row},
        ]

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("plan-partner-detail", pk=self.kwargs["pk"]), _("Nơi phối hợp")


class SayPartner(PartnerStep):
    roles = ANSWERERS
    title = _("Ý kiến về việc phối hợp")
    text = _("Đơn vị đăng ký và cơ quan thường trực đọc được ngay. Kế hoạch nộp lại có thay đổi thì được hỏi lại.")
    submit_label = _("Lưu ý kiến")
    done = _("Đã ghi ý kiến của %(row)s.")

    def find(self) -> PlanPartner:
        rows = self.rows()
        user = self.request.user
        if user.role == Role.UNIT:
            rows = rows.filter(unit__in=Membership.objects.filter(user=user).values("unit"))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form(self, data: Any = None) -> PartnerWordForm:
        return PartnerWordForm(data, partner=self.subject)

    def act(self, form: Any) -> PlanPartner:
        values = form.cleaned_data
        return say(partner=self.subject, word=values["word"], reason=values["reason"], by=self.request.user)


class ChoosePartnerUnit(PartnerStep):
    roles = DECIDERS
    title = _("Nơi phối hợp là đơn vị nào")
    submit_label = _("Lưu")
    done = _("Đã ghi nơi phối hợp: %(row)s.")

    def get_form(self, data: Any = None) -> PartnerUnitForm:
        return PartnerUnitForm(data, partner=self.subject, units=list(Unit.objects.order_by("sort_key")))

    def act(self, form: Any) -> PlanPartner:
        return choose_unit(partner=self.subject, unit=form.cleaned_data["unit"], by=self.request.user)


@require_POST
@roles_required(DECIDERS)
def read_partners(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Read the names out of all filed plans anew, for instance after a unit was added. Answers stay."""
    programme_year = get_programme_year(programme, year)
    name_partners_of_year(programme_year=programme_year, by=request.user)
    messages.success(request, _t("Đã đọc lại nơi phối hợp trong mọi kế hoạch đã nộp."))
    return redirect(reverse("plan-partner-list", kwargs={"programme": programme, "year": year}))


urls = [
    path("plans/partners/", PlanPartnerList.as_view(), name="plan-partner-list"),
    path("plans/partners/read", read_partners, name="plan-partner-read"),
    path("plans/partners/<int:pk>/", PlanPartnerDetail.as_view(), name="plan-partner-detail"),
    path("plans/partners/<int:pk>/answer", SayPartner.as_view(), name="plan-partner-say"),
    path("plans/partners/<int:pk>/unit", ChoosePartnerUnit.as_view(), name="plan-partner-unit"),
]

"""What people do about a partner that a plan names, one page a step: its answer, which unit is meant."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from communes.yearly import YearMixin, get_programme_year
from kontum04.accounts.choices import Role
from kontum04.core.access import roles_required
from kontum04.core.form_pages import FormPage
from twinning.forms.plans import PartnerUnitForm, PartnerWordForm
from twinning.models import Membership, PlanPartner, Unit
from twinning.services.partners import choose_unit, name_partners_of_year, say, thing_asked

from .access import ANSWERERS, DECIDERS

RELATED = (
    "unit", "said_by", "item__commune__district", "item__village", "item__report__obligation__unit",
)  # fmt: skip


class OfPartners(YearMixin):
    """Rows of the year in scope."""

    def rows(self) -> QuerySet[PlanPartner]:
        rows = PlanPartner.objects.visible_to(self.request.user).filed().in_year(self.programme, self.year)
        return rows.select_related(*RELATED)


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
    path("plans/partners/read", read_partners, name="plan-partner-read"),
    path("plans/partners/<int:pk>/answer", SayPartner.as_view(), name="plan-partner-say"),
    path("plans/partners/<int:pk>/unit", ChoosePartnerUnit.as_view(), name="plan-partner-unit"),
]

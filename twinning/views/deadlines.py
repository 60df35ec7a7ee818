"""What the office does to one obligation: extend it, waive it, take the waiver back."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views import View

from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from twinning.choices import ObligationState
from twinning.forms.deadlines import ExtendForm, ReasonForm
from twinning.models import Obligation
from twinning.services.deadlines import extend, unwaive, waive

from .access import DECIDERS


class Decision(YearMixin, RoleRequiredMixin, View):
    """One obligation, one decision with its reason. Subclasses say which and what it is called."""

    roles = DECIDERS
    form_class: type[ReasonForm] = ReasonForm
    title: Any = ""
    text: Any = ""
    submit_label: Any = ""
    done: Any = ""

    def decide(self, row: Obligation, form: ReasonForm) -> None:
        raise NotImplementedError

    def obligation(self) -> Obligation:
        rows = Obligation.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        rows = rows.with_state().with_timeliness().select_related("unit", "period__programme_year")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.page(self.obligation(), self.form_class())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        row, form = self.obligation(), self.form_class(request.POST)
        if form.is_valid():
            try:
                self.decide(row, form)
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                messages.success(request, str(self.done) % {"obligation": row})
                return redirect(f"{self.year_url('obligation-list')}?{urlencode({'q': row.unit.name})}")
        return self.page(row, form, status=422)

    def page(self, row: Obligation, form: ReasonForm, *, status: int = 200) -> HttpResponse:
        context = {
            "title": self.title,
            "text": self.text,
            "facts": facts_of(row),
            "form": form,
            "submit_label": self.submit_label,
            "cancel_url": self.year_url("obligation-list"),
            "extensions": row.extensions.select_related("granted_by").order_by("-pk"),
            "programme_year": self.programme_year,
        }
        return render(self.request, "twinning/obligation_decision.html", context, status=status)


def facts_of(row: Obligation) -> list[dict[str, Any]]:
    """What an obligation is, for the page that asks about it."""
    facts = [
        {"label": _t("Đơn vị"), "value": row.unit.name},
        {"label": _t("Kỳ"), "value": str(row.period)},
        {"label": _t("Hạn gốc"), "value": formats.date(row.period.due_on)},
        {"label": _t("Trạng thái"), "value": ObligationState(row.state).label},
    ]
    if row.effective_due_on != row.period.due_on:
        facts.insert(3, {"label": _t("Gia hạn đến"), "value": formats.date(row.effective_due_on)})
    if row.days_late.days:
        facts.append({"label": _t("Số ngày trễ"), "value": formats.number(row.days_late.days)})
    if row.waived_on:
        facts.append({"label": _t("Được miễn ngày"), "value": formats.date(row.waived_on)})
        facts.append({"label": _t("Lý do miễn"), "value": row.waived_reason})
    return facts


class ExtendObligation(Decision):
    form_class = ExtendForm
    title = _("Gia hạn nộp")
    submit_label = _("Gia hạn")
    done = _("Đã gia hạn: %(obligation)s.")

    def decide(self, row: Obligation, form: ReasonForm) -> None:
        values = form.cleaned_data
        extend(obligations=[row.pk], new_due_on=values["new_due_on"], reason=values["reason"], by=self.request.user)


class WaiveObligation(Decision):
    title = _("Miễn nộp")
    text = _("Đơn vị được miễn không phải nộp kỳ này và không bao giờ bị tính trễ.")
    submit_label = _("Miễn")
    done = _("Đã miễn: %(obligation)s.")

    def decide(self, row: Obligation, form: ReasonForm) -> None:
        waive(obligations=[row.pk], reason=form.cleaned_data["reason"], by=self.request.user)


class UnwaiveObligation(Decision):
    title = _("Bỏ miễn nộp")
    text = _("Đơn vị lại phải nộp kỳ này; trễ hạn được tính lại từ hạn nộp.")
    submit_label = _("Bỏ miễn")
    done = _("Đã bỏ miễn: %(obligation)s.")

    def decide(self, row: Obligation, form: ReasonForm) -> None:
        unwaive(obligation=row, reason=form.cleaned_data["reason"], by=self.request.user)


urls = [
    path("obligations/<int:pk>/extend", ExtendObligation.as_view(), name="obligation-extend"),
    path("obligations/<int:pk>/waive", WaiveObligation.as_view(), name="obligation-waive"),
    path("obligations/<int:pk>/unwaive", UnwaiveObligation.as_view(), name="obligation-unwaive"),
]

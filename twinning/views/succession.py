"""A unit merges, splits, changes its name or closes: what is asked, what would follow, and then doing it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.views import View

from communes.yearly import YearMixin
from kontum04.core import clock, formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from twinning.figures.succession import consequences
from twinning.forms.succession import HandoverForm, RearrangementForm
from twinning.models import Unit, UnitSuccession
from twinning.services.succession import succeed
from twinning.services.succession_checks import change_problems

from .access import DECIDERS


class SucceedUnit(YearMixin, RoleRequiredMixin, View):
    """Asked without answers in the address, the form; with them, what would follow; posted, it is done."""

    roles = DECIDERS

    @cached_property
    def unit(self) -> Unit:
        return get_object_or_404(Unit.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def asked(self, data: Any = None) -> RearrangementForm:
        units = Unit.objects.in_force(clock.today()).order_by("sort_key")
        return RearrangementForm(data, unit=self.unit, units=list(units))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "kind" not in request.GET:
            return self.page(self.asked())
        form = self.asked(request.GET)
        if not self._can_follow(form):
            return self.page(form)
        return self.page(form, HandoverForm(change=form.change, ahead=consequences(form.change)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.asked(request.POST)
        if not self._can_follow(form):
            return self.page(form, status=422)
        change = form.change
        handover = HandoverForm(request.POST, change=change, ahead=consequences(change))
        if handover.is_valid():
            try:
                lines = succeed(change=change, chosen=handover.chosen, basis=handover.basis, by=request.user)
            except Problems as refusal:
                put_on_form(handover, refusal)
            else:
                told = {"count": formats.number(len(lines)), "lines": formats.join(str(line) for line in lines)}
                messages.success(request, _t("Đã ghi sắp xếp đơn vị: %(lines)s.") % told)
                return redirect(self.year_url("unit-detail", pk=lines[0].successor_id or self.unit.pk))
        return self.page(form, handover, status=422)

    def _can_follow(self, form: RearrangementForm) -> bool:
        """Whether the first step was answered so that consequences can be told; if not, the form says why."""
        if not form.is_valid():
            return False
        problems = change_problems(form.change)
        if problems:
            put_on_form(form, Problems(problems))
        return not problems

    def page(self, form: RearrangementForm, handover: HandoverForm | None = None, *, status: int = 200) -> HttpResponse:
        context = {
            "programme_year": self.programme_year,
            "unit": self.unit,
            "form": form,
            "handover": handover,
            "change": form.change if handover else None,
            "lines": UnitSuccession.objects.filter(predecessor=self.unit).select_related("successor", "decision"),
            "back_url": self.year_url("unit-detail", pk=self.unit.pk),
            "here": self.year_url("unit-succeed", pk=self.unit.pk),
        }
        return render(self.request, "twinning/unit_succeed.html", context, status=status)


urls = [path("units/<int:pk>/succeed/", SucceedUnit.as_view(), name="unit-succeed")]

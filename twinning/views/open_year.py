"""Opening a year of a programme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views import View

from communes.models import Programme
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from twinning.forms.year import OpenYearForm
from twinning.services.periods import open_year
from twinning.services.year_dates import proposed_cutoff, proposed_due_dates, year_to_open, years_to_open

from .access import DECIDERS


class OpenYear(RoleRequiredMixin, View):
    """Proposes the dates of the next year (or of `?year=`) and opens it."""

    roles = DECIDERS

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.programme = get_object_or_404(Programme, code=kwargs["programme"])

    def get(self, request: HttpRequest, programme: str) -> HttpResponse:
        years = years_to_open(self.programme)
        asked = request.GET.get("year", "")
        year = next((year for year in years if str(year) == asked), year_to_open(self.programme))
        form = None
        if year is not None:
            dates = proposed_due_dates(self.programme, year)
            form = OpenYearForm(initial=OpenYearForm.initial_from(dates, proposed_cutoff(year)) | {"year": year})
        return self.page(form, year)

    def post(self, request: HttpRequest, programme: str) -> HttpResponse:
        form = OpenYearForm(request.POST)
        if form.is_valid():
            try:
                opened = open_year(
                    programme=self.programme,
                    year=form.cleaned_data["year"],
                    due_dates=form.due_dates,
                    cutoff_on=form.cleaned_data["cutoff_on"],
                    by=request.user,
                )
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                messages.success(request, _("Đã mở năm %(year)s.") % {"year": opened.year})
                return redirect("period-list", programme=self.programme.code, year=opened.year)
        return self.page(form, form.data.get("year", ""), status=422)

    def page(self, form: OpenYearForm | None, year: int | str | None, *, status: int = 200) -> HttpResponse:
        context = {
            "programme": self.programme,
            "form": form,
            "year": year,
            "years": years_to_open(self.programme),
        }
        return render(self.request, "twinning/open_year.html", context, status=status)


global_urls = [path("<slug:programme>/open-year/", OpenYear.as_view(), name="open-year")]

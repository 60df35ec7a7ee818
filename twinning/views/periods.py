"""The calendar of an opened year: its periods and how they stand, changing dates, closing the forms."""

from collections.abc import Callable
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.accounts.models import User
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may, roles_required
from kontum04.core.downloads import xlsx_response
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form, say
from kontum04.core.sheets.export import Heading, write_table
from twinning.figures.periods import COUNTS, PeriodStanding, period_standings
from twinning.forms.year import ChangeDatesForm
from twinning.models import ReportingPeriod
from twinning.services.deadlines import close_period, reopen_period
from twinning.services.periods import change_dates, fill_period, units_without_obligation

from .access import DECIDERS, PROGRESS_READERS
from .tabs import ProgressTabs


class PeriodList(ProgressTabs, YearMixin, RoleRequiredMixin, TemplateView):
    """The periods of a year: due dates, how many filed, whether the form is open. `?format=xlsx` for the same."""

    roles = PROGRESS_READERS
    tab = "period-list"
    template_name = "twinning/period_list.html"

    @cached_property
    def standings(self) -> list[PeriodStanding]:
        return period_standings(self.programme_year, self.request.user)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.export() if request.GET.get("format") == "xlsx" else super().get(request, *args, **kwargs)

    def export(self) -> HttpResponse:
        counts = [Heading(str(label), "integer") for label, _query in COUNTS.values()]
        headings = [Heading(_("Kỳ")), Heading(_("Hạn nộp"), "date"), *counts, Heading(_("Biểu"))]
        rows = [
            (
                row.period.get_kind_display(),
                row.period.due_on,
                *row.counts.values(),
                _("đã đóng") if row.period.is_closed else _("đang mở"),
            )
            for row in self.standings
        ]
        title = _("Kỳ báo cáo năm %(year)s") % {"year": self.year}
        content = write_table(headings, rows, title=title, subtitle=self.export_subtitle())
        return xlsx_response(content, filename=title)

    def get_context_data(self, **kwargs) -> dict:
        may_decide = may(self.request.user, DECIDERS)
        return super().get_context_data(**kwargs) | {
            "rows": [(row, self.links(row), self.unowing(row.period) if may_decide else 0) for row in self.standings],
            "headings": [label for label, _query in COUNTS.values()],
            "may_decide": may_decide,
        }

    def links(self, row: PeriodStanding) -> list[tuple]:
        """Each count with the address of the rows behind it."""
        base = f"{self.year_url('obligation-list')}?period={row.period.kind}"
        return [(label, row.counts[name], base + query) for name, (label, query) in COUNTS.items()]

    def unowing(self, period: ReportingPeriod) -> int:
        """Units twinned since the period was opened, to be added by hand."""
        return units_without_obligation(period).count()


class ChangeDates(YearMixin, RoleRequiredMixin, View):
    """Other due dates or another cut-off for an opened year, with the reason."""

    roles = DECIDERS

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.page(ChangeDatesForm.of(self.programme_year))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = ChangeDatesForm.of(self.programme_year, request.POST)
        if form.is_valid():
            try:
                change_dates(
                    programme_year=self.programme_year,
                    due_dates=form.due_dates,
                    cutoff_on=form.cleaned_data["cutoff_on"],
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                )
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                messages.success(request, _("Đã lưu hạn nộp."))
                return redirect(self.year_url("period-list"))
        return self.page(form, status=422)

    def page(self, form: ChangeDatesForm, *, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Hạn nộp năm %(year)s") % {"year": self.year},
            "note": _("Gia hạn cho từng đơn vị thì làm ở danh sách nghĩa vụ; ở đây đổi hạn chung."),
            "form": form,
            "submit_label": _("Lưu hạn nộp"),
            "cancel_url": self.year_url("period-list"),
            "back_url": self.year_url("period-list"),
            "back_label": _("Kỳ báo cáo"),
            "programme_year": self.programme_year,
        }
        return render(self.request, "generic/form.html", context, status=status)


def _period_action(act: Callable[[ReportingPeriod, User], str]) -> Callable[..., HttpResponse]:
    """A button of the list of periods: does one thing to one period and comes back."""

    @require_POST
    @roles_required(DECIDERS)
    def view(request: HttpRequest, programme: str, year: int, pk: int) -> HttpResponse:
        periods = ReportingPeriod.objects.select_related("programme_year__programme")
        period = get_object_or_404(periods, pk=pk, programme_year__programme__code=programme, programme_year__year=year)
        try:
            messages.success(request, act(period, request.user))
        except Problems as refusal:
            say(request, refusal)
        return redirect("period-list", programme=programme, year=year)

    return view


def _close(period: ReportingPeriod, by: User) -> str:
    close_period(period=period, by=by)
    return _("Đã đóng biểu %(period)s. Số ngày trễ vẫn được tính.") % {"period": period}


def _reopen(period: ReportingPeriod, by: User) -> str:
    reopen_period(period=period, by=by)
    return _("Đã mở lại biểu %(period)s.") % {"period": period}


def _fill(period: ReportingPeriod, by: User) -> str:
    added = fill_period(period=period, by=by)
    return _("Đã bổ sung %(count)s nghĩa vụ cho %(period)s.") % {"count": formats.number(added), "period": period}


urls = [
    path("periods/", PeriodList.as_view(), name="period-list"),
    path("periods/edit/", ChangeDates.as_view(), name="period-edit"),
    path("periods/<int:pk>/close", _period_action(_close), name="period-close"),
    path("periods/<int:pk>/reopen", _period_action(_reopen), name="period-reopen"),
    path("periods/<int:pk>/fill", _period_action(_fill), name="period-fill"),
]

"""Units × periods on one page, where the office extends or waives many obligations at once."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.downloads import xlsx_response
from kontum04.core.problems import Problem, Problems
from kontum04.core.sheets.export import Heading, write_table
from twinning.figures.matrix import Cell, Line, matrix_lines
from twinning.filters.obligations import ObligationFilter
from twinning.forms.deadlines import ExtendForm
from twinning.models import Obligation, ReportingPeriod
from twinning.services.deadlines import extend, waive

from .access import DECIDERS, PROGRESS_READERS
from .tabs import ProgressTabs


class ObligationMatrix(ProgressTabs, YearMixin, RoleRequiredMixin, TemplateView):
    """The page itself. `?format=xlsx` for the same lines."""

    roles = PROGRESS_READERS
    tab = "obligation-matrix"
    template_name = "twinning/obligation_matrix.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.export() if request.GET.get("format") == "xlsx" else super().get(request, *args, **kwargs)

    def rows(self):
        rows = Obligation.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.with_state().with_timeliness()

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        return list(self.programme_year.periods.order_by("due_on"))

    @cached_property
    def filter(self) -> ObligationFilter:
        found = ObligationFilter(
            self.request.GET, self.rows(), request=self.request, programme_year=self.programme_year
        )
        found.leave_out("period", "open")  # the periods are the columns
        return found

    @cached_property
    def lines(self) -> list[Line]:
        matching = set(self.filter.qs.values_list("pk", flat=True))
        rows = self.rows().select_related("unit", "period", "report").order_by("unit__sort_key", "unit_id")
        return matrix_lines(self.periods, rows, matching)

    def count_line(self) -> str:
        late = sum(line.is_late for line in self.lines)
        counts = {"units": formats.number(len(self.lines)), "late": formats.number(late)}
        return _("%(units)s đơn vị, %(late)s chậm") % counts

    def export(self) -> HttpResponse:
        headings = [Heading(_("Đơn vị")), Heading(_("Khối"))]
        for period in self.periods:
            kind = period.get_kind_display()
            headings += [Heading(kind), Heading(_("%(period)s: số ngày trễ") % {"period": kind}, "integer")]
        rows = [
            [
                line.unit.name,
                line.unit.get_kind_display(),
                *(value for _period, cell in line.cells for value in _values(cell)),
            ]
            for line in self.lines
        ]
        title = _("Tiến độ nộp báo cáo năm %(year)s") % {"year": self.year}
        content = write_table(headings, rows, title=title, subtitle=self.export_subtitle())
        return xlsx_response(content, filename=title)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["format"] = "xlsx"
        return super().get_context_data(**kwargs) | {
            "filter": self.filter,
            "periods": self.periods,
            "lines": self.lines,
            "count": self.count_line(),
            "export_url": f"?{query.urlencode()}",
            "may_decide": may(self.request.user, DECIDERS),
            "decision": ExtendForm(),
            "picked": set(),
        }


class ObligationDecide(ObligationMatrix):
    """A decision about the ticked cells, whole or not at all. Refused, the matrix stands as it was sent."""

    roles = DECIDERS

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A refused decision is shown at this address: filters and links of that page lead back to the matrix."""
        return redirect(self.matrix_url())

    def matrix_url(self) -> str:
        query = self.request.GET.urlencode()
        return self.year_url("obligation-matrix") + (f"?{query}" if query else "")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ExtendForm(request.POST)
        try:
            done = self.decide(form)
        except Problems as refusal:
            context = {"decision": form, "picked": self.picked, "problems": refusal.problems}
            return self.render_to_response(self.get_context_data(**kwargs) | context, status=422)
        messages.success(request, done)
        return redirect(self.matrix_url())

    def decide(self, form: ExtendForm) -> str:
        """Extend or waive what was ticked; say what was done."""
        if not form.is_valid():
            raise Problems(
                Problem(str(form[name].label), message, field=f"id_{name}")
                for name, errors in form.errors.items()
                for message in errors
            )
        chosen = list(self.rows().filter(pk__in=self.picked).values_list("pk", flat=True))
        reason, by = form.cleaned_data["reason"], self.request.user
        if self.request.POST.get("action") == "waive":
            count = waive(obligations=chosen, reason=reason, by=by)
            return _("Đã miễn %(count)s nghĩa vụ.") % {"count": formats.number(count)}
        new_due_on = form.cleaned_data["new_due_on"]
        granted = extend(obligations=chosen, new_due_on=new_due_on, reason=reason, by=by)
        words = {"count": formats.number(len(granted)), "date": formats.date(new_due_on)}
        return _("Đã gia hạn %(count)s nghĩa vụ đến %(date)s.") % words

    @cached_property
    def picked(self) -> set[int]:
        """The ticked obligations; each column has its own name, so that one box can tick them all."""
        ticked = [pk for period in self.periods for pk in self.request.POST.getlist(f"pick-{period.kind}")]
        return {int(pk) for pk in ticked if pk.isascii() and pk.isdecimal() and len(pk) < 19}


def _values(cell: Cell | None) -> tuple[str | None, int | None]:
    return (cell.label, cell.days_late) if cell else (None, None)


urls = [
    path("obligations/matrix/", ObligationMatrix.as_view(), name="obligation-matrix"),
    path("obligations/matrix/decide", ObligationDecide.as_view(), name="obligation-decide"),
]

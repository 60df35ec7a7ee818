"""Who files in time: completeness, on time, late by days, missing, waived, extended, by group and over the years."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.downloads import xlsx_response
from kontum04.core.sheets.export import write_table
from kontum04.core.tables import export_headings
from twinning.figures.timeliness_groups import opened_years
from twinning.figures.timeliness_table import TimelinessTable, timeliness_by
from twinning.forms.timeliness import TimelinessForm
from twinning.tables.timeliness import TimelinessByGroup

from .access import PROGRESS_READERS
from .span import YearSpan
from .tabs import ProgressTabs


class TimelinessPage(ProgressTabs, YearSpan, RoleRequiredMixin, TemplateView):
    """The page. `?format=xlsx` answers with the same lines as typed cells."""

    roles = PROGRESS_READERS
    tab = "timeliness"
    template_name = "twinning/timeliness.html"

    @cached_property
    def form(self) -> TimelinessForm:
        return TimelinessForm(self.request.GET, years=opened_years(self.programme_year))

    @property
    def since(self) -> int:
        return self.form.first_year

    @cached_property
    def shown(self) -> TimelinessTable:
        asked = self.form
        return timeliness_by(
            self.programme_year, self.request.user, asked.grouping, since=asked.first_year, period=asked.kind
        )

    @cached_property
    def table(self) -> TimelinessByGroup:
        table = TimelinessByGroup(shown=self.shown, programme_year=self.programme_year)
        return RequestConfig(self.request, paginate=False).configure(table)

    @property
    def title(self) -> str:
        words = {"group": self.shown.by.label.lower(), "years": self.span_text}
        return _("Tỷ lệ nộp đúng hạn theo %(group)s, %(years)s") % words

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.export() if request.GET.get("format") == "xlsx" else super().get(request, *args, **kwargs)

    def export(self) -> HttpResponse:
        _headings, *rows = self.table.as_values()
        content = write_table(export_headings(self.table), rows, title=self.title, subtitle=self.export_subtitle())
        return xlsx_response(content, filename=self.title)

    def count_line(self) -> str:
        whole = self.shown.whole
        words = {
            "owed": formats.number(whole.owed),
            "filed": whole.filed_rate.text,
            "on_time": whole.on_time_rate.text,
        }
        return _("%(owed)s nghĩa vụ phải nộp; đã nộp %(filed)s, đúng hạn %(on_time)s") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["format"] = "xlsx"
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "count": self.count_line() if self.shown.whole.owed else "",
            "form": self.form,
            "table": self.table,
            "shown": self.shown,
            "export_url": f"?{query.urlencode()}",
        }


urls = [path("timeliness/", TimelinessPage.as_view(), name="timeliness")]

"""The list page every room uses: a scoped, filtered, counted table that exports exactly what it shows."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.downloads import xlsx_response
from kontum04.core.sheets.export import write_table
from kontum04.core.tables import export_headings


class ListPage(RoleRequiredMixin, SingleTableMixin, FilterView):
    """A list. Subclasses name model, table_class, filterset_class, roles, heading and count_label.

    `?format=xlsx` answers with the same rows, scope, filter and order as typed cells, never cut to a page."""

    template_name = "generic/list.html"
    strict = False
    table_pagination = {"per_page": 100}
    heading = ""
    count_label = _("{count} dòng")
    empty_title = _("Chưa có dòng nào")
    empty_hint = ""
    main_action: dict | None = None  # {"label", "url"[, "icon"]}; a method where it depends on the person

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if request.GET.get("format") == "xlsx":
            return self.export()
        return response

    def export(self) -> HttpResponse:
        table = self.get_table(**self.get_table_kwargs())
        _headers, *rows = table.as_values(exclude_columns=getattr(table, "exclude_from_export", ()))
        content = write_table(
            export_headings(table), rows, title=str(self.get_heading()), subtitle=self.export_subtitle()
        )
        return xlsx_response(content, filename=str(self.get_heading()))

    def export_subtitle(self) -> str:
        """What stands under the title of the exported sheet: programme, year, and that data are illustrative."""
        return ""

    def get_heading(self) -> str:
        return self.heading

    def get_main_action(self) -> dict | None:
        return self.main_action

    def count_line(self, count: int) -> str:
        return str(self.count_label).format(count=formats.number(count))

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query["format"] = "xlsx"
        action = self.get_main_action() or {}
        return context | {
            "title": self.get_heading(),
            "count": self.count_line(self.object_list.count()),
            "export_url": f"?{query.urlencode()}",
            "action_url": action.get("url"),
            "action_label": action.get("label"),
            "action_icon": action.get("icon"),
            "empty_title": self.empty_title,
            "empty_text": self.empty_hint,
        }

"""Boundaries in the admin: read one by one, taken in by whole files through the same service as the command."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.boundaries.geometry import rings_of
from communes.forms.boundaries import BoundaryForm
from communes.models import Boundary
from communes.services.boundaries import Imported, import_boundaries
from kontum04.core import formats
from kontum04.core.admin import ReadOnlyAdmin
from kontum04.core.problems import Problem, Problems
from kontum04.core.text import nfc


@admin.register(Boundary)
class BoundaryAdmin(ReadOnlyAdmin):
    """“Thêm” takes a file; a single outline is never typed."""

    list_display = ["commune", "code", "district", "valid_to", "source", "imported_at"]
    list_filter = ["commune__valid_to", "commune__district"]
    list_select_related = ["commune__district"]
    search_fields = ["commune__search_key", "commune__code"]
    fields = ["commune", "source", "imported_by", "imported_at", "points", "past"]

    @admin.display(description=gettext_lazy("mã"), ordering="commune__code")
    def code(self, row: Boundary) -> str:
        return row.commune.code

    @admin.display(description=gettext_lazy("huyện, thành phố"))
    def district(self, row: Boundary) -> str:
        return str(row.commune.district or "")

    @admin.display(description=gettext_lazy("đến hết ngày"), ordering="commune__valid_to")
    def valid_to(self, row: Boundary) -> str:
        return formats.date(row.commune.valid_to) if row.commune.valid_to else ""

    @admin.display(description=gettext_lazy("số điểm"))
    def points(self, row: Boundary) -> str:
        return formats.number(sum(len(ring) for ring in rings_of(row.geometry)))

    @admin.display(description=gettext_lazy("các lần nhập"))
    def past(self, row: Boundary) -> str:
        records = row.history.select_related("history_user")
        lines = ((formats.date_time(each.history_date), each.history_user or "", each.source) for each in records)
        return format_html_join("", "<div>{} {} {}</div>", lines)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(getattr(request.user, "is_office", False))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BoundaryForm(request.POST or None, request.FILES or None)
        problems: list[Problem] = []
        if request.method == "POST" and form.is_valid():
            try:
                return self._imported(request, form)
            except Problems as refusal:
                problems = refusal.problems
        refused = problems or form.errors
        context = self.admin_site.each_context(request) | {"form": form, "problems": problems, "opts": self.opts}
        context["title"] = _("Nhập ranh giới xã")
        return TemplateResponse(
            request, "admin/communes/import_boundaries.html", context, status=422 if refused else 200
        )

    def _imported(self, request: HttpRequest, form: BoundaryForm) -> HttpResponse:
        answers = form.cleaned_data
        found: Imported = import_boundaries(
            content=answers["file"].read(),
            on=answers["on"],
            source=answers["source"] or nfc(answers["file"].name)[:200],
            by=request.user,
        )
        words = {"new": found.new, "changed": found.changed, "unchanged": found.unchanged}
        messages.success(request, _("Đã nhập: %(new)s mới, %(changed)s thay đổi, %(unchanged)s không đổi.") % words)
        for warning in found.warnings:
            messages.warning(request, warning)
        return redirect(reverse("admin:communes_boundary_changelist"))

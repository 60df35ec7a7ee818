"""Sheets out and in: templates to fill in, a preview of what an upload would change, and the confirmation."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from communes.sheets.kind import SheetKind
from communes.yearly import YearMixin, get_programme_year
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may, roles_required
from kontum04.core.downloads import xlsx_response
from kontum04.core.sheets.feedback import mark_errors
from kontum04.core.text import nfc
from kontum04.core.views import ListPage
from twinning.forms.upload import UploadForm
from twinning.sheets import pending
from twinning.sheets.registry import KINDS, kinds_open_to

from .sheet_pages import moved_lines, preview_page, upload_page

USERS = OFFICE_STAFF | {Role.DISTRICT, Role.COMMUNE, Role.UNIT}
"""Roles that may use some kind of sheet."""


class SheetHome(YearMixin, RoleRequiredMixin, TemplateView):
    """The kinds of sheets a person may use, each to fetch and to hand in."""

    roles = USERS
    template_name = "twinning/sheet_home.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"kinds": kinds_open_to(self.request.user)}


def get_kind(request: HttpRequest, programme: str, year: int, kind: str) -> SheetKind:
    """The kind for this person and year: 404 where there is none, 403 where his role has no business with it."""
    if kind not in KINDS:
        raise Http404
    chosen = KINDS[kind]
    if not may(request.user, chosen.roles):
        raise PermissionDenied
    return chosen(get_programme_year(programme, year), request.user)


@require_safe
@roles_required(USERS)
def template(request: HttpRequest, programme: str, year: int, kind: str) -> HttpResponse:
    """The template; with ?values=1 filled with what is stored."""
    sheet = get_kind(request, programme, year, kind)
    return xlsx_response(sheet.template(filled="values" in request.GET), filename=sheet.heading)


class SheetImport(RoleRequiredMixin, View):
    """Choose a file; see what it would change. Nothing is saved here."""

    roles = USERS

    @cached_property
    def sheet(self) -> SheetKind:
        return get_kind(self.request, **self.kwargs)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return upload_page(request, self.sheet, UploadForm())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        sheet = self.sheet
        if not form.is_valid():
            return upload_page(request, sheet, form, status=422)
        file = form.cleaned_data["file"]
        content = file.read()
        plan, name = sheet.plan_file(content), nfc(file.name)
        key = pending.keep(kind=sheet, user=request.user, name=name, content=content, lines=plan.lines)
        return preview_page(request, sheet, plan, name=name, key=key)


@require_POST
@roles_required(USERS)
def confirm(request: HttpRequest, programme: str, year: int, kind: str) -> HttpResponse:
    """Carry out what was previewed, or say why it is not the same any more."""
    sheet = get_kind(request, programme, year, kind)
    upload = pending.fetch(kind=sheet, user=request.user, key=request.POST.get("upload", ""))
    import_url = sheet_url("sheet-import", sheet)
    if upload is None:
        messages.error(request, _("Bản xem trước đã hết hạn hoặc đã được nhập; hãy tải tệp lên lại."))
        return redirect(import_url)
    outcome = sheet.import_file(upload.content, by=request.user, name=upload.name, previewed=upload.lines)
    pending.drop(user=request.user, key=upload.key)
    if outcome.saved:
        words = {"new": formats.number(outcome.plan.new), "changed": formats.number(outcome.plan.changed)}
        words |= {"name": upload.name, "counted": sheet.counted}
        messages.success(request, _("Đã nhập “%(name)s”: %(new)s %(counted)s mới, %(changed)s thay đổi.") % words)
        return redirect(sheet_url("sheet-home", sheet))
    if outcome.moved and outcome.plan.is_empty:
        messages.info(request, _("Không còn gì để nhập: số liệu trong tệp đã được lưu."))
        return redirect(sheet_url("sheet-home", sheet))
    again = {"name": upload.name, "content": upload.content, "lines": outcome.plan.lines}
    key = pending.keep(kind=sheet, user=request.user, **again)
    moved = moved_lines(upload.lines, outcome.plan) if outcome.moved else []
    return preview_page(request, sheet, outcome.plan, name=upload.name, key=key, moved=moved, status=409)


@require_safe
@roles_required(USERS)
def marked(request: HttpRequest, programme: str, year: int, kind: str) -> HttpResponse:
    """The uploaded workbook with the bad cells marked."""
    sheet = get_kind(request, programme, year, kind)
    upload = pending.fetch(kind=sheet, user=request.user, key=request.GET.get("upload", ""))
    if upload is None:
        raise Http404
    errors = sheet.plan_file(upload.content).cell_errors
    stem = upload.name.rpartition(".")[0]
    return xlsx_response(mark_errors(upload.content, errors), filename=_("%(name)s, ô lỗi") % {"name": stem})


def import_action(page: ListPage, kind: str) -> dict[str, Any] | None:
    """The main action of a list that can be filled by a sheet, for those who may."""
    if not may(page.request.user, KINDS[kind].roles):
        return None
    return {"label": _("Nhập từ Excel"), "url": page.year_url("sheet-import", kind=kind), "icon": "upload"}


def sheet_url(name: str, sheet: SheetKind) -> str:
    """Address of a page of sheets in the same year."""
    kwargs: dict[str, Any] = {"programme": sheet.programme.code, "year": sheet.year}
    if name != "sheet-home":
        kwargs["kind"] = sheet.code
    return reverse(name, kwargs=kwargs)


urls = [
    path("sheets/", SheetHome.as_view(), name="sheet-home"),
    path("sheets/<slug:kind>/template.xlsx", template, name="sheet-template"),
    path("sheets/<slug:kind>/import/", SheetImport.as_view(), name="sheet-import"),
    path("sheets/<slug:kind>/confirm", confirm, name="sheet-confirm"),
    path("sheets/<slug:kind>/errors.xlsx", marked, name="sheet-errors"),
]

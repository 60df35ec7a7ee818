"""The composer: one document as paper, its sections written, put in order and brought up to date."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import formats
from kontum04.core.access import roles_required
from kontum04.core.problems import Problems
from reports.access import DRAFT_READERS
from reports.documents.live import Form
from reports.documents.richtext import clean
from reports.services import refreshing, sections
from reports.services.present import present
from reports.views.composer_actions import back_to, done, get_section
from reports.views.composer_page import composer_page
from reports.views.composer_talk import urls as talk_urls
from reports.views.compositions import composition_url, get_composition

LEVELS = ("1", "2", "3")


@require_GET
@roles_required(DRAFT_READERS)
def detail(request: HttpRequest, **kwargs) -> HttpResponse:
    """The document as paper."""
    return composer_page(request, get_composition(request, **kwargs))


# --- Sections ---------------------------------------------------------------------------------------------------------


@require_POST
@roles_required(OFFICE_STAFF)
def save(request: HttpRequest, section: int, **kwargs) -> JsonResponse:
    """Save a section as it is being typed; see static/js/autosave.js for how the answer is read."""
    _composition, row = get_section(request, section, **kwargs)
    sent = {name: request.POST.get(name, "") for name in ("heading", "body")}
    try:
        row = sections.save_section(section=row, by=request.user, revision=_number(request, "revision"), **sent)
    except sections.Stale as stale:
        answer = {"who": stale.who, "at": stale.at, "revision": stale.section.revision, "fields": stale.fields}
        return JsonResponse(answer, status=409)
    except Problems as refusal:
        problems = [{"label": each.label, "message": each.message, "href": ""} for each in refusal.problems]
        return JsonResponse({"problems": problems}, status=422)
    saved_at = formats.date_time(row.updated_at)
    return JsonResponse({"revision": row.revision, "saved_at": saved_at, "html": clean(row.body)})


@require_POST
@roles_required(OFFICE_STAFF)
def add(request: HttpRequest, **kwargs) -> HttpResponse:
    """Add a section of the staff's own."""
    composition = get_composition(request, **kwargs)
    level = request.POST.get("level", "")
    try:
        row = sections.add_section(
            composition=composition,
            by=request.user,
            heading=request.POST.get("heading", ""),
            level=int(level) if level in LEVELS else 1,
            after=_number(request, "after"),
        )
    except Problems as refusal:
        return composer_page(request, composition, problems=refusal.problems, status=422)
    return back_to(composition, row)


@require_POST
@roles_required(OFFICE_STAFF)
def arrange(request: HttpRequest, section: int, **kwargs) -> HttpResponse:
    """Move a section, leave it out, take it in again, remove it."""
    composition, row = get_section(request, section, **kwargs)
    by = request.user
    actions = {
        "up": lambda: sections.move_section(section=row, by=by, step=-1),
        "down": lambda: sections.move_section(section=row, by=by, step=1),
        "hide": lambda: sections.leave_out(section=row, by=by, is_hidden=True),
        "show": lambda: sections.leave_out(section=row, by=by, is_hidden=False),
        "remove": lambda: sections.remove_section(section=row, by=by),
    }
    return done(request, composition, row, actions.get(request.POST.get("do", "")))


@require_POST
@roles_required(OFFICE_STAFF)
def update(request: HttpRequest, section: int, **kwargs) -> HttpResponse:
    """Take over from the figures: one moved figure, all of a section, a whole section, or one change of the text."""
    composition, row = get_section(request, section, **kwargs)
    now, sent = present(composition), request.POST
    given = {"section": row, "by": request.user, "now": now}
    form = sent.get("form", "")
    name = (sent.get("code", ""), Form(form)) if form in set(Form) else None
    actions = {
        "figures": lambda: refreshing.update_figures(**given),
        "figure": lambda: refreshing.update_figures(**given, name=name),
        "whole": lambda: refreshing.update_whole(**given),
        "take": lambda: refreshing.settle(**given, key=sent.get("key", ""), is_taken=True),
        "keep": lambda: refreshing.settle(**given, key=sent.get("key", ""), is_taken=False),
    }
    return done(request, composition, row, actions.get(sent.get("do", "")))


@require_POST
@roles_required(OFFICE_STAFF)
def update_all(request: HttpRequest, **kwargs) -> HttpResponse:
    """Let every moved figure of the document say its present words."""
    composition = get_composition(request, **kwargs)
    try:
        refreshing.update_all_figures(composition=composition, by=request.user, now=present(composition))
    except Problems as refusal:
        return composer_page(request, composition, problems=refusal.problems, status=422)
    messages.success(request, _("Đã cập nhật mọi số liệu trong văn bản."))
    return redirect(composition_url("composition-detail", composition))


def _number(request: HttpRequest, name: str) -> int | None:
    """A number that was sent; None where it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


urls = [
    path("compositions/<int:pk>/", detail, name="composition-detail"),
    path("compositions/<int:pk>/sections/add", add, name="composition-section-add"),
    path("compositions/<int:pk>/sections/<int:section>/save", save, name="composition-section-save"),
    path("compositions/<int:pk>/sections/<int:section>/arrange", arrange, name="composition-section-arrange"),
    path("compositions/<int:pk>/sections/<int:section>/update", update, name="composition-section-update"),
    path("compositions/<int:pk>/figures/update", update_all, name="composition-figures-update"),
    *talk_urls,
]

"""The history of any row a person may see: /history/<app.model>/<pk>/."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communes.history import value_changes
from kontum04.core.access import EVERYONE, roles_required
from kontum04.core.history import Change, changes
from reports.history import composition_changes
from twinning.history import obligation_changes, report_changes


@dataclass(frozen=True)
class Told:
    """How the history of one kind of row is told, and what the row is called above it."""

    changes: Callable[[Any], list[Change]] = changes
    title: Callable[[Any], str] = str


HISTORIES = {
    "communes.commune": Told(),
    "communes.designation": Told(),
    "communes.indicatorvalue": Told(value_changes, lambda value: f"{value.part}, {value.commune}, {value.year}"),
    "twinning.unit": Told(),
    "twinning.twinning": Told(),
    "twinning.obligation": Told(obligation_changes),
    "twinning.report": Told(report_changes),
    "twinning.confirmation": Told(),
    "reports.composition": Told(composition_changes),
}
"""The rows whose history is shown, all of them scoped. Reference data have theirs in the admin."""


@require_GET
@roles_required(EVERYONE)
def history(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Everything that happened to one row, newest first; 404 for a row outside the person's scope."""
    if model not in HISTORIES:
        raise Http404
    row = get_object_or_404(apps.get_model(model).objects.visible_to(request.user), pk=pk)
    told = HISTORIES[model]
    context = {"title": _("Lịch sử thay đổi: %(name)s") % {"name": told.title(row)}, "rows": told.changes(row)}
    return render(request, "generic/history.html", context)

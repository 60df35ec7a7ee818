"""What the composer's actions share: finding a section, going back to it, saying why something was refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kontum04.core.problems import Problems, refuse
from reports.models import ComposedSection, Composition
from reports.views.composer_page import composer_page
from reports.views.compositions import composition_url, get_composition


def get_section(request: HttpRequest, number: int, /, **kwargs) -> tuple[Composition, ComposedSection]:
    """A section of a document the person may see; 404 for every other."""
    composition = get_composition(request, **kwargs)
    row = get_object_or_404(composition.sections.all(), pk=number)
    row.composition = composition
    return composition, row


def done(
    request: HttpRequest, composition: Composition, row: ComposedSection, action: Callable[[], object] | None
) -> HttpResponse:
    """Do it and go back to the section; refused, the page says why. What it does not know it refuses too."""
    try:
        if action is None:
            raise refuse(_("hãy chọn một việc."), where=_("Chưa làm được"))
        action()
    except Problems as refusal:
        return composer_page(request, composition, problems=refusal.problems, status=422)
    return back_to(composition, row)


def back_to(composition: Composition, row: ComposedSection) -> HttpResponse:
    return redirect(f"{composition_url('composition-detail', composition)}#muc-{row.pk}")

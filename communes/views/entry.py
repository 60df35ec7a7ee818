"""Entering figures: one commune, its villages, or many communes at once. A saved page stays where it was."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from communes.figures.aggregate import figure_of
from communes.forms.grid import ValueGrid
from communes.models import Commune, IndicatorPart, IndicatorValue, Village, YearNote, designated_communes
from communes.services.values import save_values
from communes.services.year_notes import save_year_note
from communes.views.access import ENTERERS
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problem, Problems

DEFAULT_GRID_PARTS = ("DC01", "NG01", "NG02", "NG05", "NG06", "DB03", "NTM1")
"""Parts the year grid opens with; any other can be chosen."""


class EntryPage(YearMixin, RoleRequiredMixin, TemplateView):
    """A page with one ValueGrid. Subclasses say which places and parts it shows."""

    roles = ENTERERS
    conflicts: list[Problem] = []

    def places(self) -> Iterable[tuple[Commune, Village | None]]:
        raise NotImplementedError

    def parts(self) -> Iterable[IndicatorPart]:
        raise NotImplementedError

    @cached_property
    def grid(self) -> ValueGrid:
        return ValueGrid.of(year=self.year, places=self.places(), parts=self.parts())

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.grid.check()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.grid.read(request.POST)
        if self.grid.errors:
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            saved = save_values(year=self.year, changes=self.grid.changes, by=request.user, source=_("Nhập trên trang"))
        except Problems as conflict:
            self.conflicts = conflict.problems
            return self.render_to_response(self.get_context_data(), status=409)
        self.save_rest(request)
        messages.success(request, _("Đã lưu %(count)s số liệu.") % {"count": formats.number(saved.total)})
        return redirect(request.get_full_path())

    def save_rest(self, request: HttpRequest) -> None:
        """What the page saves beside the numbers."""

    def get_context_data(self, **kwargs) -> dict:
        grid = self.grid
        return super().get_context_data(**kwargs) | {
            "grid": grid,
            "problems": [*self.conflicts, *grid.errors],
            "warnings": grid.warnings,
        }


class OfCommune(EntryPage):
    """An entry page of one commune in the person's scope."""

    @cached_property
    def commune(self) -> Commune:
        communes = Commune.objects.visible_to(self.request.user).select_related("district")
        return get_object_or_404(communes, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"commune": self.commune}


class CommuneFigures(OfCommune):
    """All indicators of a commune in groups, the last years beside, computed rates below their parts."""

    template_name = "communes/commune_figures.html"

    def places(self) -> list[tuple[Commune, Village | None]]:
        return [(self.commune, None)]

    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_commune())

    def save_rest(self, request: HttpRequest) -> None:
        if "note" in request.POST:
            save_year_note(commune=self.commune, year=self.year, text=request.POST["note"], by=request.user)

    def get_context_data(self, **kwargs) -> dict:
        note = YearNote.objects.filter(commune=self.commune, year=self.year).first()
        older = self._older()
        groups = [
            (group, [(cell, older.get(cell.part.pk)) for cell in cells])
            for group, cells in groupby(self.grid.cells, key=lambda cell: cell.part.indicator.group)
        ]
        return super().get_context_data(**kwargs) | {
            "groups": groups,
            "older_year": self.year - 2,
            "computed": self._computed(),
            "note": self.request.POST.get("note", note.text if note else ""),
        }

    def _older(self) -> dict[int, str]:
        """Values of two years before, as text by part."""
        rows = IndicatorValue.objects.of_communes().filter(commune=self.commune, year=self.year - 2)
        return {part: formats.number(value) for part, value in rows.values_list("part", "value")}

    def _computed(self) -> list:
        parts = [part for part in IndicatorPart.objects.in_use() if part.is_computed]
        return [
            (figure_of(self.grid.readings, part, self.year), figure_of(self.grid.readings, part, self.year - 1))
            for part in parts
            if not part.indicator.from_contributions
        ]


class VillageFigures(OfCommune):
    """Villages below each other, village indicators across."""

    template_name = "communes/village_figures.html"

    def places(self) -> list[tuple[Commune, Village | None]]:
        villages = self.commune.villages.order_by("sort_key")
        return [(self.commune, village) for village in villages]

    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_village())

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "parts": self.parts(),
            "rows": [(village, cells) for (_commune, village), cells in self.grid.by_place.items()],
        }


class YearGrid(EntryPage):
    """The programme's communes below each other, chosen indicators across; holes are seen at a glance."""

    template_name = "communes/year_grid.html"

    def places(self) -> list[tuple[Commune, Village | None]]:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        ordered = listed.select_related("district").order_by("district__sort_key", "sort_key")
        return [(commune, None) for commune in ordered]

    @cached_property
    def offered(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_commune())

    def parts(self) -> list[IndicatorPart]:
        chosen = self.request.GET.getlist("part") or DEFAULT_GRID_PARTS
        return [part for part in self.offered if part.code in chosen] or self.offered[: len(DEFAULT_GRID_PARTS)]

    def get_context_data(self, **kwargs) -> dict:
        shown = self.parts()
        rows = [(commune, cells) for (commune, _village), cells in self.grid.by_place.items()]
        return super().get_context_data(**kwargs) | {
            "parts": shown,
            "offered": self.offered,
            "rows": rows,
            "holes": sum(cell.present is None for cell in self.grid.cells),
            "total": len(self.grid.cells),
        }

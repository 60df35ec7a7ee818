"""Entering figures of one commune and of its villages. A saved page stays where it was."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from communes.figures.prosperity import PlaceState, judge_of
from communes.forms.grid import Place, ValueGrid
from communes.forms.note import NoteForm
from communes.forms.sheet import EARLIER_YEARS, commune_sheet
from communes.models import Commune, IndicatorPart, PlaceLevel, YearNote
from communes.services.values import Saved, save_values
from communes.services.year_notes import save_year_note
from communes.views.access import ENTERERS
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.problems import Problem, Problems


class EntryPage(YearMixin, RoleRequiredMixin, TemplateView):
    """A page with one ValueGrid. Subclasses say which places and parts it shows.

    422: something typed is wrong. 409: somebody else saved in the meantime. Either way nothing was saved."""

    roles = ENTERERS
    years_before = 1
    conflicts: tuple[Problem, ...] = ()

    def places(self) -> Iterable[Place]:
        raise NotImplementedError

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        raise NotImplementedError

    @cached_property
    def grid(self) -> ValueGrid:
        return ValueGrid.of(year=self.year, places=self.places(), parts=self.parts, years_before=self.years_before)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.grid.check()
        for found in self.judged():
            if found.question:
                self.grid.ask((found.commune, found.village), found.rule_set.reported_in.code, found.question)
        return super().get(request, *args, **kwargs)

    def judged(self) -> Iterable[PlaceState]:
        """The page's places as the rules judge what is stored of them, beside what was reported."""
        return ()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.grid.read(request.POST)
        if self.grid.errors or not self.rest_is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            with transaction.atomic():
                saved = save_values(
                    year=self.year, changes=self.grid.changes, by=request.user, source=_("Nhập trên trang")
                )
                rest = self.save_rest()
        except Problems as refusal:
            return self.conflict(refusal)
        messages.success(request, self.saved_message(saved, rest))
        return redirect(request.get_full_path())

    def conflict(self, refusal: Problems) -> HttpResponse:
        """The page as it was typed, with what somebody else saved meanwhile beside it."""
        del self.grid  # the numbers in the database have moved
        self.grid.read(self.request.POST)
        self.conflicts = tuple(self.grid.tell_conflicts(refusal.problems))
        return self.render_to_response(self.get_context_data(), status=409)

    def rest_is_valid(self) -> bool:
        """Whether what the page sends beside the numbers can be saved."""
        return True

    def save_rest(self) -> bool:
        """Save what the page sends beside the numbers; tell whether anything changed."""
        return False

    def saved_message(self, saved: Saved, rest: bool) -> str:
        if saved.total:
            return _("Đã lưu %(count)s số liệu.") % {"count": formats.number(saved.total)}
        return _("Đã lưu giải trình.") if rest else _("Không có gì thay đổi.")

    def get_context_data(self, **kwargs) -> dict:
        grid = self.grid
        return super().get_context_data(**kwargs) | {
            "grid": grid,
            "conflicts": self.conflicts,
            "errors": [] if self.conflicts else grid.errors,
        }


class OfCommune(EntryPage):
    """An entry page of one commune that the person may enter figures for, in a year in which it existed."""

    @cached_property
    def commune(self) -> Commune:
        communes = Commune.objects.enterable_by(self.request.user).during(self.year).select_related("district")
        return get_object_or_404(communes, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"commune": self.commune}


class CommuneFigures(OfCommune):
    """All indicators of a commune in groups, the last years beside, computed rates among their parts."""

    template_name = "communes/commune_figures.html"
    years_before = EARLIER_YEARS + 1  # the change of the earliest year shown needs the year before it

    def places(self) -> list[Place]:
        return [(self.commune, None)]

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_commune())

    def judged(self) -> Iterable[PlaceState]:
        judge = judge_of(self.programme_year, PlaceLevel.COMMUNE, self.grid.readings)
        return [judge.of_commune(self.commune)] if judge else []

    @cached_property
    def stored_note(self) -> str:
        found = YearNote.objects.filter(commune=self.commune, year=self.year).values_list("text", flat=True)
        return found.first() or ""

    @cached_property
    def note_form(self) -> NoteForm:
        shown = {"note": self.stored_note, "seen": self.stored_note}
        is_sent = self.request.method == "POST" and "note" in self.request.POST
        return NoteForm(self.request.POST.dict()) if is_sent else NoteForm(initial=shown)

    def rest_is_valid(self) -> bool:
        return not self.note_form.is_bound or self.note_form.is_valid()

    def save_rest(self) -> bool:
        if not self.note_form.is_bound:
            return False
        note, seen = self.note_form.cleaned_data["note"], self.note_form.cleaned_data["seen"]
        save_year_note(commune=self.commune, year=self.year, text=note, by=self.request.user, expected=seen)
        return note != self.stored_note

    def conflict(self, refusal: Problems) -> HttpResponse:
        if any(problem.field == "id_note" for problem in refusal.problems):
            self.note_form.data = self.note_form.data | {"seen": self.stored_note}
        return super().conflict(refusal)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        refused = self.note_form.errors.get("note", []) if self.note_form.is_bound else []
        return context | {
            "errors": [*context["errors"], *(Problem(_("Giải trình"), error, "id_note") for error in refused)],
            "sheet": commune_sheet(self.grid, self.commune),
            "note_form": self.note_form,
        }


class VillageFigures(OfCommune):
    """Villages below each other, village indicators across; below them what the commune itself gave."""

    template_name = "communes/village_figures.html"

    def places(self) -> list[Place]:
        villages = self.commune.villages.in_force(date(self.year, 12, 31)).order_by("sort_key")
        return [(self.commune, village) for village in villages]

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_village())

    def judged(self) -> Iterable[PlaceState]:
        judge = judge_of(self.programme_year, PlaceLevel.VILLAGE, self.grid.readings)
        return [judge.of_village(row.village) for row in self.grid.rows if row.village] if judge else []

    def get_context_data(self, **kwargs) -> dict:
        own = [self.grid.stored(part, self.commune, None) if part.at_commune else None for part in self.parts]
        return super().get_context_data(**kwargs) | {"columns": list(zip(self.parts, own, strict=True))}

"""One commune with its whole past, and the log of its figures."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from communes.figures.completeness import commune_completeness
from communes.figures.log import value_log
from communes.figures.prosperity import commune_states
from communes.models import Commune, Remark, YearNote
from communes.panels import panels_of
from communes.profile import profile_of
from communes.timeline import kinds_of, of_kind
from communes.views.access import ASSESSMENT_READERS, ENTERERS, PRINTERS, REMARK_READERS, REMARKERS
from communes.yearly import YearMixin
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may
from kontum04.core.history import changes


class OfVisibleCommune(YearMixin, RoleRequiredMixin, TemplateView):
    """A page of one commune in the reader's scope."""

    roles = EVERYONE

    @cached_property
    def commune(self) -> Commune:
        communes = Commune.objects.visible_to(self.request.user).select_related("district")
        return get_object_or_404(communes, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"commune": self.commune}


class CommuneDetail(OfVisibleCommune):
    """One commune: its time line, key indicators over the years, villages, and the way to its changes.

    Upper floors add to the time line by `communes.timeline.tells_events`."""

    template_name = "communes/commune_detail.html"

    def get_context_data(self, **kwargs) -> dict:
        profile = profile_of(self.commune, self.programme_year, self.request.user)
        asked = self.request.GET.get("kind", "")
        return super().get_context_data(**kwargs) | {
            "profile": profile,
            "event_kinds": kinds_of(profile.events, asked),
            "events": of_kind(profile.events, asked),
            "completeness": commune_completeness([self.commune.pk], self.year)[self.commune.pk],
            "note": YearNote.objects.filter(commune=self.commune, year=self.year).first(),
            "may_enter": may(self.request.user, ENTERERS) and self._may_enter(),
            "may_print": may(self.request.user, PRINTERS),
            "prosperity": next(iter(commune_states(self.programme_year, [self.commune])), None),
            "may_list_states": may(self.request.user, ASSESSMENT_READERS),
            "panels": panels_of(self.commune, self.request.user, self.programme_year),
            "reads_remarks": may(self.request.user, REMARK_READERS),
            "remarks": self._remarks(),
            "may_remark": may(self.request.user, REMARKERS),
        }

    def _remarks(self) -> list[Remark]:
        """What stands of the year, the newest first."""
        rows = Remark.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return list(rows.filter(commune=self.commune, withdrawn_at__isnull=True).select_related("written_by"))

    def _may_enter(self) -> bool:
        communes = Commune.objects.enterable_by(self.request.user).during(self.year)
        return communes.filter(pk=self.commune.pk).exists()


class CommuneHistory(OfVisibleCommune):
    """Who changed which figure of the commune and its villages for the year, when, from what to what, and why;
    and what the commune said of them."""

    template_name = "communes/commune_history.html"
    page_size = 100

    def get_context_data(self, **kwargs) -> dict:
        entries = Paginator(value_log(self.commune, self.year), self.page_size)
        note = YearNote.objects.filter(commune=self.commune, year=self.year).first()
        return super().get_context_data(**kwargs) | {
            "page": entries.get_page(self.request.GET.get("page")),
            "note_changes": changes(note) if note else [],
        }

"""Pages that belong to one programme and year: `/<programme>/<year>/…`."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import Programme, ProgrammeYear


def get_programme_year(programme: str, year: int) -> ProgrammeYear:
    """The opened year, or 404. Which rows of it a person sees is the scope's affair."""
    return get_object_or_404(ProgrammeYear.objects.select_related("programme"), programme__code=programme, year=year)


class YearMixin:
    """Gives a class-based view `programme_year`, `programme`, `year` and links inside the same year."""

    @cached_property
    def programme_year(self) -> ProgrammeYear:
        return get_programme_year(self.kwargs["programme"], self.kwargs["year"])

    @property
    def programme(self) -> Programme:
        return self.programme_year.programme

    @property
    def year(self) -> int:
        return self.programme_year.year

    def year_url(self, name: str, **kwargs) -> str:
        """Address of a page of the same programme and year."""
        return reverse(name, kwargs={"programme": self.programme.code, "year": self.year, **kwargs})

    def export_subtitle(self) -> str:
        line = f"{self.programme.short_name} – {self.year}"
        return f"{line} – {_('số liệu minh họa')}" if self.programme_year.is_illustrative else line

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"programme_year": self.programme_year}

"""Pages of a year that can look back over the years before it: `?since=2016` in the address."""

from functools import cached_property

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from communes.yearly import YearMixin


class YearSpan(YearMixin):
    """Mix-in of a yearly page: `since` is the first of its years, the page's own year the last."""

    @cached_property
    def years_asked(self) -> list[int]:
        """The opened years that the address asks for, with the page's own; all pages of one year ask for one."""
        asked = self.request.GET.get("since", "")
        if not (asked.isascii() and asked.isdecimal() and len(asked) == len("2018")):
            return [self.year]
        years = ProgrammeYear.objects.filter(programme=self.programme, year__range=(int(asked), self.year))
        return list(years.order_by("year").values_list("year", flat=True)) or [self.year]

    @property
    def since(self) -> int:
        return self.years_asked[0]

    @property
    def span_text(self) -> str:
        return str(self.year) if self.since == self.year else f"{self.since}–{self.year}"

    def export_subtitle(self) -> str:
        if self.since == self.year:
            return super().export_subtitle()
        years = ProgrammeYear.objects.filter(programme=self.programme, year__range=(self.since, self.year))
        line = f"{self.programme.short_name} – {self.span_text}"
        return f"{line} – {_('có số liệu minh họa')}" if years.filter(is_illustrative=True).exists() else line

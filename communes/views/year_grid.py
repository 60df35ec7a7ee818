"""Entering figures of many communes at once."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlencode

from django.utils.functional import cached_property

from communes.forms.grid import Place, Row
from communes.models import District, IndicatorGroup, IndicatorPart, designated_communes
from communes.views.entry import EntryPage

DEFAULT_GRID_PARTS = ("DC01", "NG01", "NG02", "NG05", "NG06", "DB03", "NTM1")
"""Parts the year grid opens with; any other can be chosen."""


class YearGrid(EntryPage):
    """The programme's communes below each other, chosen indicators across; holes are seen at a glance."""

    template_name = "communes/year_grid.html"

    def places(self) -> list[Place]:
        listed = designated_communes(self.programme, self.year).enterable_by(self.request.user)
        ordered = listed.select_related("district").order_by("district__sort_key", "sort_key", "code")
        return [(commune, None) for commune in ordered]

    @cached_property
    def offered(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_commune())

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        chosen = self.request.GET.getlist("part") or DEFAULT_GRID_PARTS
        return [part for part in self.offered if part.code in chosen] or self.offered[: len(DEFAULT_GRID_PARTS)]

    def get_context_data(self, **kwargs) -> dict:
        names = Counter(row.commune.name for row in self.grid.rows)
        return super().get_context_data(**kwargs) | {
            "parts": self.parts,
            "offered": self.offered,
            "part_groups": [(group, parts, _asking_for(parts)) for group, parts in _by_group(self.offered)],
            "all_parts": _asking_for(self.offered),
            "districts": [(district, list(rows)) for district, rows in groupby(self.grid.rows, key=_district)],
            "namesakes": {name for name, count in names.items() if count > 1},
        }


def _district(row: Row) -> District | None:
    return row.commune.district


def _by_group(parts: Iterable[IndicatorPart]) -> list[tuple[IndicatorGroup, list[IndicatorPart]]]:
    return [(group, list(found)) for group, found in groupby(parts, key=lambda part: part.indicator.group)]


def _asking_for(parts: Iterable[IndicatorPart]) -> str:
    """The query of a page that shows these parts."""
    return urlencode({"part": [part.code for part in parts]}, doseq=True)

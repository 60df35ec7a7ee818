"""Figures of villages: one row a village."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.choices import Aggregation
from communes.figures.readings import Readings
from communes.models import IndicatorPart, Village
from communes.sheets.columns import commune_cells, commune_columns
from communes.sheets.indicators import IndicatorSheet, Place, PlaceRow
from communes.sheets.places import VillageFinder
from kontum04.core import formats
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import ImportPlan


class VillageIndicators(IndicatorSheet):
    code = "village-indicators"
    title = _("Số liệu thôn, làng")
    description = _("Chỉ tiêu hằng năm của từng thôn, làng; mỗi hàng một thôn, mỗi cột một chỉ tiêu.")
    place_column = "village"

    def place_columns(self) -> list[Column]:
        names = (gettext("Thôn"), gettext("Làng"), gettext("Tên thôn"), gettext("Tên thôn, làng"))
        village = Column("village", gettext("Thôn, làng"), names, required=True, blank=False, locked=True)
        return [*commune_columns(), village]

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_village())

    @cached_property
    def places(self) -> list[Place]:
        communes = {commune.pk: commune for commune in self.communes}
        villages = Village.objects.in_force(self.last_day).filter(commune__in=communes).order_by("sort_key", "pk")
        order = {pk: number for number, pk in enumerate(communes)}
        in_order = sorted(villages, key=lambda village: order[village.commune_id])
        return [(communes[village.commune_id], village) for village in in_order]

    @cached_property
    def village_finder(self) -> VillageFinder:
        return VillageFinder(village for _commune, village in self.places)

    def place_cells(self, place: Place) -> dict[str, str]:
        return commune_cells(place[0]) | {"village": str(place[1])}

    def find_place(self, texts: Mapping[str, str]) -> Place:
        commune = self.commune_finder.find(texts["commune"], district=texts["district"], code=texts["code"])
        return commune, self.village_finder.find(commune, texts["village"])

    def check_sums(self, rows: list[PlaceRow], readings: Readings, plan: ImportPlan) -> None:
        """The first row of a commune is told when its villages together no longer make the commune's own number."""
        typed = {(each.place[1].pk, code): value for each in rows if each.place for code, value in each.entries.items()}
        first = {each.place[0].pk: each.row for each in reversed(rows) if each.place}
        touched = dict.fromkeys((change.commune.pk, change.part) for change in plan.work)
        for commune, part in touched:
            own = readings.own(part, commune, self.year)
            total = self._sum(readings, part, commune, typed)
            if own is None or total is None or total == own.value:
                continue
            message = gettext("cộng các thôn là %(sum)s, xã ghi %(own)s.") % {
                "sum": formats.number(total),
                "own": formats.number(own.value),
            }
            row = first[commune]
            plan.warnings.append(CellProblem(row.sheet, row.cell(part.code), f"{part.label}: {message}"))

    def _sum(
        self, readings: Readings, part: IndicatorPart, commune: int, typed: Mapping[tuple[int, str], Decimal | None]
    ) -> Decimal | None:
        """The villages' sum as the sheet would leave it; None where it is incomplete or makes no sense."""
        if part.aggregation != Aggregation.SUM:
            return None
        values = []
        for village in readings.villages_of(commune, self.year):
            reading = readings.of_village(part, village, self.year)
            values.append(typed.get((village, part.code), reading.value if reading else None))
        return None if None in values else sum(values, Decimal(0))

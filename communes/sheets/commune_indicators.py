"""Figures of communes: one row a commune."""

from collections.abc import Mapping

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communes.figures.readings import Readings
from communes.models import IndicatorPart
from communes.services.checks import village_sum_message
from communes.sheets.columns import commune_cells, commune_columns
from communes.sheets.indicators import IndicatorSheet, Place, PlaceRow
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import ImportPlan


class CommuneIndicators(IndicatorSheet):
    code = "commune-indicators"
    title = _("Số liệu xã")
    description = _("Chỉ tiêu hằng năm của từng xã; mỗi hàng một xã, mỗi cột một chỉ tiêu.")
    place_column = "commune"

    def place_columns(self) -> list[Column]:
        return commune_columns()

    @cached_property
    def parts(self) -> list[IndicatorPart]:
        return list(IndicatorPart.objects.entered().at_commune())

    @cached_property
    def places(self) -> list[Place]:
        return [(commune, None) for commune in self.communes]

    def place_cells(self, place: Place) -> dict[str, str]:
        return commune_cells(place[0])

    def find_place(self, texts: Mapping[str, str]) -> Place:
        found = self.commune_finder.find(texts["commune"], district=texts["district"], code=texts["code"])
        return found, None

    def check_sums(self, rows: list[PlaceRow], readings: Readings, plan: ImportPlan) -> None:
        changed = {(change.commune.pk, change.part.code) for change in plan.work}
        for each in rows:
            for code, own in each.entries.items():
                if each.place is None or (each.place[0].pk, code) not in changed:
                    continue
                part = self.by_code[code]
                if message := village_sum_message(readings, part, each.place[0].pk, self.year, own):
                    place = each.row.sheet, each.row.cell(code)
                    plan.warnings.append(CellProblem(*place, f"{part.label}: {message}"))

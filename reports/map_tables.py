"""The table beside the map: the same communes, the same figures."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, NUM, NumberColumn, TextColumn
from reports.figures.map_types import MapMeasure, MapPlace


class FigureColumn(NumberColumn):
    """The measure in the words of the map; a typed cell in the workbook."""

    def __init__(self, measure: MapMeasure) -> None:
        self.is_word = measure.kind == "text"
        super().__init__(
            kind=measure.kind,
            verbose_name=measure.label,
            accessor="value",
            attrs=NOWRAP if self.is_word else NUM,
            empty_values=(),
        )

    def render(self, record: MapPlace):
        return record.text if record.value is not None or self.is_word else self.default

    def value(self, record: MapPlace):
        if self.is_word:
            return record.text if record.figure else ""
        return record.value


class MapTable(YearTable):
    name = TextColumn(
        verbose_name=_("Xã"),
        order_by=("commune__sort_key", "commune__code"),
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune.pk),
        attrs=NOWRAP,
    )
    district = TextColumn(
        verbose_name=_("Huyện"),
        accessor="commune__district",
        order_by=("commune__district__sort_key", "commune__sort_key"),
        attrs=NOWRAP,
    )
    categories = TextColumn(verbose_name=_("Diện"), accessor="commune__pk", orderable=False, attrs=NOWRAP)

    class Meta:
        sequence = ("name", "...", "district", "categories")

    def __init__(self, *args, measure: MapMeasure, categories: Mapping[int, str], **kwargs) -> None:
        self.names_of_categories = categories
        super().__init__(*args, extra_columns=[("figure", FigureColumn(measure))], **kwargs)

    def render_categories(self, value: int) -> str:
        return self.names_of_categories.get(value, "")

    value_categories = render_categories

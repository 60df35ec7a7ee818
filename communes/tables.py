"""Tables of the ground floor's lists."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communes.figures.aggregate import figure_of
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ProgrammeYear
from kontum04.core.tables import NumberColumn, TextColumn


class YearTable(tables.Table):
    """A table whose rows lead to pages of the same programme and year."""

    def __init__(self, *args, programme_year: ProgrammeYear, **kwargs) -> None:
        self.programme_year = programme_year
        super().__init__(*args, **kwargs)

    def year_url(self, name: str, **kwargs) -> str:
        year = {"programme": self.programme_year.programme.code, "year": self.programme_year.year}
        return reverse(name, kwargs=year | kwargs)


class PlaceTable(YearTable):
    """Communes with figures beside them. Figures are read once for all rows, whatever their number."""

    name = TextColumn(
        verbose_name=_("Xã"),
        accessor="pk",
        order_by=("sort_key", "code"),
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.pk),
    )
    district = TextColumn(verbose_name=_("Huyện"), accessor="district__name", order_by=("district__sort_key",))

    def __init__(self, *args, readings: Readings, **kwargs) -> None:
        self.readings = readings
        super().__init__(*args, **kwargs)

    def render_name(self, record: Commune) -> str:
        return str(record)

    def figure(self, part: IndicatorPart | None, record: Commune):
        return figure_of(self.readings.only(record.pk), part, self.programme_year.year) if part else None


class FigureColumn(NumberColumn):
    """One indicator part of the row's commune, computed like every other figure of it."""

    def __init__(self, part: IndicatorPart, **kwargs) -> None:
        self.part = part
        kind = "percent" if part.unit == "%" else ("decimal" if part.decimals else "integer")
        super().__init__(
            kind=kind, decimals=part.decimals, verbose_name=part.label, empty_values=(), orderable=False, **kwargs
        )

    def render(self, record: Commune, table: PlaceTable):
        figure = table.figure(self.part, record)
        return super().render(figure.rounded) if figure.rounded is not None else self.default

    def value(self, record: Commune, table: PlaceTable):
        return table.figure(self.part, record).rounded


class CommuneTable(PlaceTable):
    categories = TextColumn(verbose_name=_("Diện"), empty_values=(), orderable=False)

    class Meta:
        model = Commune
        fields = ("name", "district", "categories")
        order_by = "name"

    def render_categories(self, record: Commune) -> str:
        return ", ".join(designation.category.short_name for designation in record.designations_of_year)


class IndicatorTable(PlaceTable):
    class Meta:
        model = Commune
        fields = ("name", "district")
        order_by = "name"

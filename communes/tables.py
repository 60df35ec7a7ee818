"""Tables of the ground floor's lists."""

from collections.abc import Collection

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.aggregate import figure_of
from communes.figures.behind import PlaceRow, Shown
from communes.figures.readings import Readings
from communes.models import Designation, IndicatorPart, ProgrammeYear
from kontum04.core import formats
from kontum04.core.figure import PERCENT
from kontum04.core.sheets.model import Kind
from kontum04.core.tables import NOWRAP, NUM, NumberColumn, TextColumn
from kontum04.core.templatetags.portal import missing

WIDE = {"td": {"class": "col-source"}}


class YearTable(tables.Table):
    """A table whose rows lead to pages of the same programme and year."""

    def __init__(self, *args, programme_year: ProgrammeYear, **kwargs) -> None:
        self.programme_year = programme_year
        super().__init__(*args, **kwargs)

    def year_url(self, name: str, **kwargs) -> str:
        year = {"programme": self.programme_year.programme.code, "year": self.programme_year.year}
        return reverse(name, kwargs=year | kwargs)


class FigureColumn(NumberColumn):
    """One indicator part of the row's place; the foot tells it for all rows together, with the rows behind it."""

    def __init__(self, shown: Shown, year: int) -> None:
        self.shown = shown
        part = shown.part
        name = (
            part.label
            if shown.year == year
            else _("%(label)s năm %(year)s")
            % {
                "label": part.label,
                "year": shown.year,
            }
        )
        super().__init__(
            kind=_kind(part),
            verbose_name=name if part.is_word else f"{name} ({part.unit})",
            accessor=f"values__{shown.key}",
            attrs=NOWRAP if part.is_word else NUM | {"tf": {"class": "num"}},
            empty_values=(),
        )

    def render(self, record: PlaceRow):
        figure = record.figures[self.shown.key]
        if figure.value is None:
            return self.default
        if self.shown.part.is_word:
            return record.words[self.shown.key]
        return formats.number(figure.value, figure.decimals)

    def value(self, record: PlaceRow):
        figure = record.figures[self.shown.key]
        if self.shown.part.is_word:
            return "" if figure.value is None else record.words[self.shown.key]
        return figure.rounded

    def footer(self, bound_column, table: "PlaceTable"):
        return table.total(self.shown)


def _kind(part: IndicatorPart) -> Kind:
    if part.is_word:
        return "text"
    if part.unit == PERCENT:
        return "percent"
    return "decimal" if part.decimals else "integer"


class PlaceTable(YearTable):
    """Communes (or villages) with figures beside them, and their figures together at the foot."""

    name = TextColumn(
        verbose_name=gettext_lazy("Xã"),
        accessor="commune",
        order_by=("commune__sort_key", "commune__code", "village__sort_key"),
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune.pk),
        footer=lambda table: table.count_text,
    )
    district = TextColumn(
        verbose_name=gettext_lazy("Huyện"),
        accessor="commune__district",
        order_by=("commune__district__sort_key", "commune__sort_key", "village__sort_key"),
        attrs=NOWRAP,
    )

    def __init__(self, *args, shown: Collection[Shown], readings: Readings, **kwargs) -> None:
        self.readings = readings
        columns = [(each.key, FigureColumn(each, kwargs["programme_year"].year)) for each in shown]
        super().__init__(*args, extra_columns=columns, **kwargs)

    @property
    def count_text(self) -> str:
        count = {"count": formats.number(len(self.data))}
        of_villages = any(row.village for row in self.data)
        return _("Cộng %(count)s thôn, làng") % count if of_villages else _("Cộng %(count)s xã") % count

    def total(self, shown: Shown):
        """The figure of all rows, not only of this page, as a link to the rows behind it."""
        figure = figure_of(self.readings, shown.part, shown.year)
        if figure.value is None:
            return missing(None)
        coverage = _("%(reported)s trên %(expected)s nơi có số liệu") % {
            "reported": formats.number(figure.reported),
            "expected": formats.number(figure.expected),
        }
        text = formats.number(figure.value, figure.decimals)
        if shown.part.is_counted:
            text = f"{text}/{formats.number(figure.denominator)}"
        url = f"{self.year_url('indicator-list')}?part={shown.part.code}"
        return format_html('<a href="{}" title="{}">{}</a>', url, f"{coverage}. {figure.note}".strip(), text)


class CommuneTable(PlaceTable):
    categories = TextColumn(
        verbose_name=gettext_lazy("Diện"), accessor="commune__designations_of_year", orderable=False, attrs=NOWRAP
    )
    completeness = TextColumn(
        verbose_name=gettext_lazy("Chỉ tiêu đã có"),
        accessor="completeness__text",
        order_by=("completeness__reported",),
        attrs=NUM,
        linkify=lambda record, table: table.entry_url(record),
    )

    class Meta:
        sequence = ("name", "district", "categories", "...", "completeness")
        order_by = "name"

    def __init__(self, *args, may_enter: frozenset[int], **kwargs) -> None:
        self.may_enter = may_enter
        super().__init__(*args, **kwargs)

    def render_categories(self, value: list[Designation]) -> str:
        return ", ".join(designation.category.short_name for designation in value)

    def entry_url(self, record: PlaceRow) -> str | None:
        """Straight to the holes, for whoever may fill them."""
        if record.commune.pk not in self.may_enter:
            return None
        return self.year_url("commune-figures", pk=record.commune.pk)


class IndicatorTable(PlaceTable):
    """The rows behind a figure: each place's numbers, who entered the last of them, when and from what."""

    village = TextColumn(verbose_name=gettext_lazy("Thôn, làng"), order_by=("village__sort_key",))
    standard = TextColumn(verbose_name=gettext_lazy("Chuẩn"), accessor="entered__standard", orderable=False)
    source = TextColumn(verbose_name=gettext_lazy("Nguồn"), orderable=False, attrs=WIDE)
    by = TextColumn(
        verbose_name=gettext_lazy("Người nhập"), accessor="entered__updated_by", orderable=False, attrs=WIDE
    )
    at = TextColumn(
        verbose_name=gettext_lazy("Lúc"),
        accessor="entered__updated_at",
        order_by=("entered__updated_at",),
        attrs=NOWRAP,
    )

    class Meta:
        sequence = ("name", "district", "village", "...", "standard", "source", "by", "at")
        order_by = "name"

    def render_at(self, record: PlaceRow) -> str:
        """With the way to everything that happened to the number."""
        url = reverse("history", args=("communes.indicatorvalue", record.entered.pk))
        return format_html('<a href="{}">{}</a>', url, formats.date_time(record.entered.updated_at))

    def value_at(self, record: PlaceRow) -> str:
        return formats.date_time(record.entered.updated_at)

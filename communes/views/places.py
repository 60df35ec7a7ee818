"""The programme's communes: the list, and one indicator over all of them."""

from dataclasses import replace

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.aggregate import figure_of
from communes.figures.behind import PlaceRow, Shown, columns_of, commune_rows, rows_behind
from communes.figures.completeness import commune_completeness
from communes.figures.readings import Readings
from communes.filters import CommuneFilter, IndicatorFilter
from communes.models import Commune, Designation, IndicatorPart, designated_communes
from communes.tables import CommuneTable, IndicatorTable
from communes.views.access import ENTERERS
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import EVERYONE, may
from kontum04.core.views import ListPage

LISTED_PARTS = ("DC01", "NG01", "NG03", "NG04", "DB03")
"""Shown beside each commune of the list; any other part has a list of its own."""


class PlaceList(YearMixin, ListPage):
    """A list of the year's communes with figures in columns. Figures are read once for all rows of the filter."""

    model = Commune
    roles = EVERYONE
    count_label = gettext_lazy("{count} xã")
    empty_title = gettext_lazy("Chưa có xã nào trong phạm vi của anh/chị")
    empty_hint = gettext_lazy(
        "Cơ quan thường trực đưa xã vào chương trình ở trang quản trị hoặc giao địa bàn cho tài khoản."
    )

    def get_queryset(self) -> QuerySet[Commune]:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        in_year = Designation.objects.in_year(self.programme, self.year).select_related("category")
        return listed.select_related("district").prefetch_related(
            Prefetch("designations", in_year.order_by("category__order"), to_attr="designations_of_year")
        )

    def get_filterset_kwargs(self, filterset_class) -> dict:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    @cached_property
    def shown(self) -> list[Shown]:
        raise NotImplementedError

    @cached_property
    def readings(self) -> Readings:
        parts = [each.part for each in self.shown]
        return Readings([commune.pk for commune in self.object_list], (self.year - 1, self.year), parts)

    def get_table_kwargs(self) -> dict:
        return {"programme_year": self.programme_year, "shown": self.shown, "readings": self.readings}


class CommuneList(TabbedList, PlaceList):
    tab = "commune-list"
    table_class = CommuneTable
    filterset_class = CommuneFilter
    heading = gettext_lazy("Xã thuộc chương trình")

    @cached_property
    def shown(self) -> list[Shown]:
        parts = {part.code: part for part in IndicatorPart.objects.reported().filter(code__in=LISTED_PARTS)}
        return [Shown(parts[code], self.year) for code in LISTED_PARTS if code in parts]

    def get_table_data(self) -> list[PlaceRow]:
        rows = commune_rows(self.object_list, self.readings, self.shown)
        completeness = commune_completeness(self.readings.communes, self.year)
        return [replace(row, completeness=completeness[row.commune.pk]) for row in rows]

    def get_table_kwargs(self) -> dict:
        may_enter = Commune.objects.none()
        if may(self.request.user, ENTERERS):
            may_enter = Commune.objects.enterable_by(self.request.user).filter(pk__in=self.readings.communes)
        return super().get_table_kwargs() | {"may_enter": frozenset(may_enter.values_list("pk", flat=True))}

    def get_main_action(self) -> dict | None:
        if not may(self.request.user, ENTERERS):
            return None
        return {"label": _("Nhập số liệu cả năm"), "url": self.year_url("year-grid"), "icon": "grid-3x3"}


class IndicatorList(PlaceList):
    """One part over all communes or villages: the rows behind a figure, and where each number comes from."""

    template_name = "communes/indicator_list.html"
    table_class = IndicatorTable
    filterset_class = IndicatorFilter

    @cached_property
    def part(self) -> IndicatorPart:
        parts = {part.code: part for part in IndicatorPart.objects.reported()}
        code = self.request.GET.get("part") or next(iter(parts), "")
        if code not in parts:
            raise Http404
        return parts[code]

    @cached_property
    def shown(self) -> list[Shown]:
        if self.part.is_of_villages and not self.part.is_computed:
            return [Shown(self.part, self.year)]
        return columns_of(self.part, self.year)

    @cached_property
    def rows(self) -> list[PlaceRow]:
        rows = rows_behind(self.object_list, self.readings, self.part, self.year)
        if not self.request.GET.get("some"):
            return rows
        key = self.shown[-1].key
        return [row for row in rows if (row.values[key] or 0) > 0]

    def get_filterset_kwargs(self, filterset_class) -> dict:
        kwargs = super().get_filterset_kwargs(filterset_class)
        kwargs["data"] = (kwargs["data"].dict() if kwargs["data"] else {}) | {"part": self.part.code}
        return kwargs

    def get_table_data(self) -> list[PlaceRow]:
        return self.rows

    def get_table_kwargs(self) -> dict:
        excluded = [] if any(row.village for row in self.rows) else ["village"]
        if len(self.standards) < 2:
            excluded.append("standard")  # said once, above the table
        return super().get_table_kwargs() | {"exclude": excluded}

    @cached_property
    def standards(self) -> set[str]:
        return {str(row.entered.standard) for row in self.rows if row.entered and row.entered.standard}

    def get_context_data(self, **kwargs) -> dict:
        """The standard, and what a reader must know of the figure of all rows together."""
        total = figure_of(self.readings, self.part, self.year)
        note = ". ".join(text for text in (*self.standards, total.note.rstrip(".")) if text)
        return super().get_context_data(**kwargs) | {"note": note}

    def get_heading(self) -> str:
        return self.part.label if self.part.is_word else f"{self.part.label} ({self.part.unit})"

    def count_line(self, count: int) -> str:
        """“53 xã, 52 có số liệu”: the holes are part of the answer."""
        key = self.shown[-1].key
        reported = sum(row.values[key] is not None for row in self.rows)
        words = {"count": formats.number(len(self.rows)), "reported": formats.number(reported)}
        if any(row.village for row in self.rows):
            return _("%(count)s thôn, làng; %(reported)s có số liệu") % words
        return _("%(count)s xã; %(reported)s có số liệu") % words

"""The programme's communes: the list, one indicator over all of them, one commune with its whole past."""

from functools import cached_property

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.figures.readings import Readings
from communes.filters import CommuneFilter, IndicatorFilter
from communes.models import Commune, Designation, IndicatorPart, designated_communes
from communes.profile import profile_of
from communes.tables import CommuneTable, FigureColumn, IndicatorTable
from communes.views.access import ENTERERS
from communes.yearly import YearMixin
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may
from kontum04.core.views import ListPage

LISTED_PARTS = ("DC01", "NG01", "NG03", "NG04", "DB03")


class PlaceList(YearMixin, ListPage):
    """A list of the year's communes with figures in columns."""

    model = Commune
    roles = EVERYONE
    count_label = _("{count} xã")

    def get_queryset(self):
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        in_year = Designation.objects.in_year(self.programme, self.year).select_related("category")
        return listed.select_related("district").prefetch_related(
            Prefetch("designations", in_year, to_attr="designations_of_year")
        )

    def shown_parts(self) -> list[IndicatorPart]:
        raise NotImplementedError

    def get_table_kwargs(self) -> dict:
        communes = [commune.pk for commune in self.object_list]
        return {
            "programme_year": self.programme_year,
            "readings": Readings(communes, (self.year - 1, self.year)),
            "extra_columns": [(part.code.replace(".", "_"), FigureColumn(part)) for part in self.shown_parts()],
        }


class CommuneList(PlaceList):
    table_class = CommuneTable
    filterset_class = CommuneFilter
    heading = _("Xã thuộc chương trình")
    empty_title = _("Chưa có xã nào trong phạm vi của anh/chị")
    empty_hint = _("Cơ quan thường trực đưa xã vào chương trình ở trang quản trị hoặc giao địa bàn cho tài khoản.")

    def get_filterset_kwargs(self, filterset_class) -> dict:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    @cached_property
    def listed_parts(self) -> list[IndicatorPart]:
        parts = {part.code: part for part in IndicatorPart.objects.in_use().filter(code__in=LISTED_PARTS)}
        return [parts[code] for code in LISTED_PARTS if code in parts]

    def shown_parts(self) -> list[IndicatorPart]:
        return self.listed_parts

    def get_main_action(self) -> dict | None:
        if not may(self.request.user, ENTERERS):
            return None
        return {"label": _("Nhập số liệu cả năm"), "url": self.year_url("year-grid"), "icon": "grid-3x3"}


class IndicatorList(PlaceList):
    """One part over all communes: the rows behind a figure."""

    table_class = IndicatorTable
    filterset_class = IndicatorFilter

    @cached_property
    def part(self) -> IndicatorPart:
        parts = IndicatorPart.objects.in_use()
        code = self.request.GET.get("part")
        return get_object_or_404(parts, code=code) if code else get_object_or_404(parts[:1])

    def get_filterset_kwargs(self, filterset_class) -> dict:
        kwargs = super().get_filterset_kwargs(filterset_class)
        kwargs["data"] = {"part": self.part.code} | (kwargs["data"].dict() if kwargs["data"] else {})
        return kwargs

    def shown_parts(self) -> list[IndicatorPart]:
        related = [self.part.numerator, self.part.denominator]
        if self.part.numerator and self.part.numerator.is_computed:
            related = [self.part.numerator.numerator, self.part.numerator]
        return [*(part for part in related if part), self.part]

    def get_heading(self) -> str:
        return f"{self.part.label} ({self.part.unit})"


class CommuneDetail(YearMixin, RoleRequiredMixin, TemplateView):
    """One commune: designations, succession, indicators over the years, villages, history of its values."""

    roles = EVERYONE
    template_name = "communes/commune_detail.html"

    def get_context_data(self, **kwargs) -> dict:
        communes = Commune.objects.visible_to(self.request.user).select_related("district")
        commune = get_object_or_404(communes, pk=self.kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "commune": commune,
            "profile": profile_of(commune, self.year),
            "may_enter": may(self.request.user, ENTERERS),
        }

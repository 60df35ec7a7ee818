"""Filters over units and their assignments."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from communes.models import District, ProgrammeYear
from kontum04.core.filters import SearchFilter, SwitchFilter
from kontum04.core.text import fold
from twinning.choices import UnitKind, UnitLevel
from twinning.models import Obligation, Twinning, Unit


class UnitFilter(FilterSet):
    q = SearchFilter(field_name="search_key", label=_("Tìm đơn vị"))
    kind = ChoiceFilter(choices=UnitKind.choices, label=_("Khối"), empty_label=_("Tất cả các khối"))
    level = ChoiceFilter(choices=UnitLevel.choices, label=_("Cấp"), empty_label=_("Cả hai cấp"))
    district = ModelChoiceFilter(
        queryset=districts_in_scope, label=_("Giúp xã thuộc huyện"), method="helping_in", empty_label=_("Mọi huyện")
    )
    late = SwitchFilter(label=_("Nộp chậm hoặc chưa nộp"), method="only_late")

    class Meta:
        model = Unit
        fields = ()

    def __init__(self, *args: Any, programme_year: ProgrammeYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme_year = programme_year

    def helping_in(self, rows: QuerySet, _name: str, district: District) -> QuerySet:
        year = self.programme_year
        helping = Twinning.objects.in_year(year.programme, year.year).filter(commune__district=district)
        return rows.filter(pk__in=helping.values("unit"))

    def only_late(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """With anything of the year past its day, filed since or not."""
        year = self.programme_year
        owed = Obligation.objects.visible_to(self.request.user).in_year(year.programme, year.year)
        return rows.filter(pk__in=owed.with_timeliness().late().values("unit")) if value else rows


class RatingFilter(UnitFilter):
    """`weak`: the units judged weak."""

    weak = SwitchFilter(label=_("Đơn vị yếu"), method="only_weak")

    def __init__(self, *args: Any, weak: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weak_units = weak

    def only_weak(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        return rows.filter(pk__in=self.weak_units) if value else rows


class TwinningFilter(FilterSet):
    q = CharFilter(label=_("Tìm đơn vị, xã"), method="search")
    kind = ChoiceFilter(
        field_name="unit__kind", choices=UnitKind.choices, label=_("Khối"), empty_label=_("Tất cả các khối")
    )
    district = ModelChoiceFilter(
        field_name="commune__district",
        queryset=districts_in_scope,
        label=_("Huyện"),
        empty_label=_("Tất cả các huyện"),
    )

    class Meta:
        model = Twinning
        fields = ()

    def search(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        key = fold(value)
        return rows.filter(Q(unit__search_key__contains=key) | Q(commune__search_key__contains=key))

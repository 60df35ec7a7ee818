"""Filters over obligations. Choices offer only what the reader may see."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from communes.models import District, Programme, ProgrammeYear
from kontum04.core.filters import SearchFilter, SwitchFilter
from twinning.choices import FILED, ObligationState, PeriodKind, UnitKind, UnitLevel
from twinning.figures.timeliness_groups import NOWHERE
from twinning.models import Obligation, Twinning


def helping_there(programme: Programme, viewer: Any) -> QuerySet:
    """For Exists() over obligations: assignments of the unit, in scope, on any day of the year in which it owes."""
    year = OuterRef("period__programme_year__year")
    rows = Twinning.objects.visible_to(viewer).filter(programme=programme, unit=OuterRef("unit"))
    return rows.filter(starts_on__year__lte=year).filter(Q(ends_on__isnull=True) | Q(ends_on__year__gte=year))


class FiledFilter(FilterSet):
    """What every list by unit and period can be narrowed by."""

    q = SearchFilter(field_name="unit__search_key", label=_("Tìm đơn vị"))
    period = ChoiceFilter(
        field_name="period__kind", choices=PeriodKind.choices, label=_("Kỳ"), empty_label=_("Tất cả các kỳ")
    )
    kind = ChoiceFilter(
        field_name="unit__kind", choices=UnitKind.choices, label=_("Khối"), empty_label=_("Tất cả các khối")
    )

    class Meta:
        model = Obligation
        fields = ()

    def leave_out(self, *names: str) -> None:
        """Take away filters that say nothing on a page."""
        for name in names:
            del self.filters[name]


class ObligationFilter(FiledFilter):
    state = ChoiceFilter(choices=ObligationState.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái"))
    level = ChoiceFilter(
        field_name="unit__level", choices=UnitLevel.choices, label=_("Cấp"), empty_label=_("Cả hai cấp")
    )
    district = ModelChoiceFilter(
        queryset=districts_in_scope,
        label=_("Huyện"),
        method="in_district",
        empty_label=_("Tất cả các huyện"),
        null_label=_("Không thuộc huyện nào"),
        null_value=NOWHERE,
    )
    late = SwitchFilter(label=_("Trễ hạn"), method="only_late")
    open = SwitchFilter(label=_("Chưa nộp"), method="only_open")

    def __init__(self, *args, programme_year: ProgrammeYear, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.programme_year = programme_year

    def in_district(self, rows: QuerySet, _name: str, district: District | str) -> QuerySet:
        """Units of the district, and units that help a commune there in the year in which the report is owed."""
        helping = helping_there(self.programme_year.programme, self.request.user)
        if district != NOWHERE:
            return rows.filter(Q(unit__district=district) | Exists(helping.filter(commune__district=district)))
        own = Q(unit__district__in=districts_in_scope(self.request))
        return rows.exclude(own).filter(~Exists(helping.filter(commune__district__isnull=False)))

    def only_late(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        return rows.late() if value else rows

    def only_open(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """Still to be filed: not begun, in draft or sent back."""
        return rows.exclude(state__in=[*FILED, ObligationState.WAIVED]) if value else rows

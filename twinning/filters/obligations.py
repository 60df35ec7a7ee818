"""Filters over obligations. Choices offer only what the reader may see."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from communes.models import District, ProgrammeYear
from kontum04.core.filters import SearchFilter, SwitchFilter
from twinning.choices import FILED, ObligationState, PeriodKind, UnitKind, UnitLevel
from twinning.models import Obligation, Twinning


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
        queryset=districts_in_scope, label=_("Huyện"), method="in_district", empty_label=_("Tất cả các huyện")
    )
    late = SwitchFilter(label=_("Trễ hạn"), method="only_late")
    open = SwitchFilter(label=_("Chưa nộp"), method="only_open")

    def __init__(self, *args, programme_year: ProgrammeYear, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.programme_year = programme_year

    def in_district(self, rows: QuerySet, _name: str, district: District) -> QuerySet:
        """Units of the district, and units of the province that help a commune there in this year."""
        year = self.programme_year
        helping = Twinning.objects.in_year(year.programme, year.year).filter(commune__district=district)
        return rows.filter(Q(unit__district=district) | Q(unit__in=helping.values("unit")))

    def only_late(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        return rows.late() if value else rows

    def only_open(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """Still to be filed: not begun, in draft or sent back."""
        return rows.exclude(state__in=[*FILED, ObligationState.WAIVED]) if value else rows

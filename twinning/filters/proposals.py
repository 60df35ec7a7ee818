"""Filters of commendations and proposed assignments."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from kontum04.core.filters import SearchFilter
from kontum04.core.text import fold
from twinning.choices import AssignmentChange, AssignmentStatus, CommendationStatus, UnitKind
from twinning.models import AssignmentProposal, Commendation


class CommendationFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Tìm"))
    status = ChoiceFilter(choices=CommendationStatus.choices, label=_("Trạng thái"), empty_label=_("Tất cả"))
    kind = ChoiceFilter(
        field_name="unit__kind", choices=UnitKind.choices, label=_("Khối"), empty_label=_("Tất cả các khối")
    )

    class Meta:
        model = Commendation
        fields = ()

    def search(self, rows, _name: str, value: str):
        words = fold(value)
        return rows.filter(Q(search_key__contains=words) | Q(unit__search_key__contains=words))


class AssignmentFilter(FilterSet):
    q = SearchFilter(method="search", label=_("Tìm"))
    change = ChoiceFilter(choices=AssignmentChange.choices, label=_("Đề xuất"), empty_label=_("Tất cả"))
    status = ChoiceFilter(choices=AssignmentStatus.choices, label=_("Trạng thái"), empty_label=_("Tất cả"))
    district = ModelChoiceFilter(
        field_name="commune__district", queryset=districts_in_scope, label=_("Huyện"), empty_label=_("Tất cả các huyện")
    )

    class Meta:
        model = AssignmentProposal
        fields = ()

    def search(self, rows, _name: str, value: str):
        """The unit or the commune."""
        words = fold(value)
        return rows.filter(Q(unit__search_key__contains=words) | Q(commune__search_key__contains=words))

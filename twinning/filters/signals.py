"""Filters of the questions: by unit in the database, by what they are about and how they stand afterwards."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from kontum04.core.filters import SearchFilter
from twinning.choices import SignalKind, SignalState, UnitKind
from twinning.figures.signals.asked import Asked
from twinning.models import Unit


def units_in_scope(request) -> QuerySet[Unit]:
    return Unit.objects.visible_to(request.user)


class SignalFilter(FilterSet):
    q = SearchFilter(field_name="search_key", label=_("Tìm đơn vị"))
    about = ChoiceFilter(
        choices=SignalKind.choices, method="later", label=_("Hỏi về"), empty_label=_("Mọi loại câu hỏi")
    )
    state = ChoiceFilter(choices=SignalState.choices, method="later", label=_("Trạng thái"), empty_label=_("Tất cả"))
    kind = ChoiceFilter(choices=UnitKind.choices, label=_("Khối"), empty_label=_("Tất cả các khối"))
    unit = ModelChoiceFilter(
        queryset=units_in_scope, method="one_unit", label=_("Đơn vị"), empty_label=_("Tất cả các đơn vị")
    )

    class Meta:
        model = Unit
        fields = ()

    def later(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """Nothing of a question is stored: `narrow` asks each."""
        return rows

    def one_unit(self, rows: QuerySet, _name: str, value: Unit) -> QuerySet:
        return rows.filter(pk=value.pk)

    def narrow(self, found: Iterable[Asked]) -> list[Asked]:
        """The questions to the units that are left, about the chosen thing and in the chosen state."""
        units = set(self.qs.values_list("pk", flat=True))
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        about, state = chosen.get("about"), chosen.get("state")
        return [
            row
            for row in found
            if row.unit.pk in units and about in (None, "", row.signal.kind) and state in (None, "", row.state)
        ]

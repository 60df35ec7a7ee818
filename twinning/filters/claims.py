"""Filters of what units claim for communes. Choices offer only what the reader may see."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.models import Commune
from kontum04.core.filters import SearchFilter
from twinning.choices import ClaimState, PeriodKind
from twinning.models import Contribution


def claimed_communes(request):
    """Communes of the reader for which something was filed."""
    filed = Contribution.objects.visible_to(request.user).filed()
    return Commune.objects.filter(pk__in=filed.values("commune")).select_related("district")


class ClaimFilter(FilterSet):
    q = SearchFilter(field_name="report__obligation__unit__search_key", label=_("Tìm đơn vị"))
    commune = ModelChoiceFilter(queryset=claimed_communes, label=_("Xã"), empty_label=_("Tất cả các xã"))
    period = ChoiceFilter(
        field_name="report__obligation__period__kind",
        choices=[choice for choice in PeriodKind.choices if choice[0] != PeriodKind.PLAN],
        label=_("Kỳ"),
        empty_label=_("Tất cả các kỳ"),
    )
    verdict = ChoiceFilter(
        field_name="word", choices=ClaimState.choices, label=_("Ý kiến của xã"), empty_label=_("Tất cả")
    )

    class Meta:
        model = Contribution
        fields = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["commune"].field.label_from_instance = lambda commune: commune.full_name

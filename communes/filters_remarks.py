"""The filter of remarks on communes. Choices offer only what the reader may see."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from communes.choices import RemarkState
from communes.filters_steering import OfCommuneFilter
from communes.models import Commune, Remark
from kontum04.core.filters import SearchFilter, SwitchFilter
from kontum04.core.text import fold


def remarked_communes(request) -> QuerySet[Commune]:
    rows = Remark.objects.visible_to(request.user)
    return Commune.objects.filter(pk__in=rows.values("commune")).select_related("district")


class RemarkFilter(OfCommuneFilter):
    q = SearchFilter(method="search", label=_("Tìm"))
    commune = django_filters.ModelChoiceFilter(
        queryset=remarked_communes, label=_("Xã"), empty_label=_("Tất cả các xã")
    )
    state = django_filters.ChoiceFilter(
        choices=RemarkState.choices, method="in_state", label=_("Trạng thái"), empty_label=_("Tất cả")
    )
    mine = SwitchFilter(label=_("Tôi viết"), method="only_mine")

    class Meta:
        model = Remark
        fields = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["commune"].field.label_from_instance = lambda commune: commune.full_name

    def search(self, rows, _name: str, value: str):
        """In what is remarked and answered, and where."""
        words = fold(value)
        return rows.filter(Q(search_key__contains=words) | Q(commune__search_key__contains=words))

    def in_state(self, rows, _name: str, value: str):
        return rows.in_state(value)

    def only_mine(self, rows, _name: str, value: bool):
        return rows.filter(written_by=self.request.user) if value else rows

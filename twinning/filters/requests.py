"""Filters of the communes' requests. Choices offer only what the reader may see."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from communes.models import Commune
from kontum04.core.filters import SearchFilter
from kontum04.core.text import fold
from twinning.choices import RequestState
from twinning.models import Request, Unit


def asking_communes(request) -> QuerySet[Commune]:
    rows = Request.objects.visible_to(request.user)
    return Commune.objects.filter(pk__in=rows.values("commune")).select_related("district")


def asked_units(request) -> QuerySet[Unit]:
    rows = Request.objects.visible_to(request.user)
    return Unit.objects.filter(pk__in=rows.values("to_unit"))


class RequestFilter(FilterSet):
    """`on`: the day to which states are told."""

    q = SearchFilter(method="search", label=_("Tìm"))
    state = ChoiceFilter(
        choices=[*RequestState.choices, ("unaddressed", _("Chưa chuyển")), ("late", _("Trả lời trễ"))],
        method="in_state",
        label=_("Trạng thái"),
        empty_label=_("Tất cả"),
    )
    district = ModelChoiceFilter(
        field_name="commune__district",
        queryset=districts_in_scope,
        label=_("Huyện"),
        empty_label=_("Tất cả các huyện"),
    )
    commune = ModelChoiceFilter(queryset=asking_communes, label=_("Xã"), empty_label=_("Tất cả các xã"))
    unit = ModelChoiceFilter(
        field_name="to_unit", queryset=asked_units, label=_("Nơi giải quyết"), empty_label=_("Tất cả các đơn vị")
    )

    class Meta:
        model = Request
        fields = ()

    def __init__(self, *args, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.filters["commune"].field.label_from_instance = lambda commune: commune.full_name

    def search(self, rows, _name: str, value: str):
        """In what is asked, who asks and who is asked; without marks."""
        words = fold(value)
        places = Q(commune__search_key__contains=words) | Q(to_unit__search_key__contains=words)
        return rows.filter(Q(search_key__contains=words) | places)

    def in_state(self, rows, _name: str, value: str):
        if value == "unaddressed":
            return rows.unanswered().unaddressed()
        if value == "late":
            return rows.answered_late()
        return rows.in_state(value, self.on)

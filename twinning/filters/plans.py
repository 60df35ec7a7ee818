"""Filters over registered things that are followed, and over their partners."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import CommuneFilter, districts_in_scope
from communes.models import Commune
from kontum04.core.filters import SearchFilter, SwitchFilter
from kontum04.core.text import fold
from twinning.choices import DeliveryState, GapCause, ItemKind, PartnerWord
from twinning.filters.filing import OfReportFilter
from twinning.models import Membership, PlanItem, PlanPartner, Unit

OF_A_UNIT, OF_NO_UNIT = "unit", "body"


def registering_units(request: Any) -> QuerySet[Unit]:
    items = PlanItem.objects.visible_to(request.user).filed()
    return Unit.objects.filter(pk__in=items.order_by().values("report__obligation__unit"))


def communes_with_items(request: Any) -> QuerySet[Commune]:
    items = PlanItem.objects.visible_to(request.user).filed()
    return Commune.objects.filter(pk__in=items.order_by().values("commune")).select_related("district")


class FollowedItemFilter(OfReportFilter):
    """`state` is computed: the list carries it."""

    state = ChoiceFilter(choices=DeliveryState.choices, label=_("Tình trạng"), empty_label=_("Tất cả"))
    kind = ChoiceFilter(choices=ItemKind.choices, label=_("Loại"), empty_label=_("Tất cả các loại"))
    unit = ModelChoiceFilter(
        field_name="report__obligation__unit", queryset=registering_units, label=_("Đơn vị"),
        empty_label=_("Tất cả các đơn vị"),
    )  # fmt: skip
    commune = ModelChoiceFilter(queryset=communes_with_items, label=_("Xã"), empty_label=_("Tất cả các xã"))
    own = SwitchFilter(label=_("Không kể việc đơn vị khác chủ trì"), method="only_own")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["commune"].field.label_from_instance = lambda commune: commune.full_name

    def only_own(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """Each joint thing once."""
        return rows.filter(is_led_elsewhere=False) if value else rows


class PlanPartnerFilter(FilterSet):
    q = SearchFilter(label=_("Tìm đơn vị, xã, việc"), method="search")
    word = ChoiceFilter(choices=PartnerWord.choices, label=_("Ý kiến"), empty_label=_("Tất cả"))
    named = ChoiceFilter(
        choices=[(OF_A_UNIT, _("Đơn vị kết nghĩa")), (OF_NO_UNIT, _("Cơ quan khác"))], method="of_sort",
        label=_("Nơi phối hợp"), empty_label=_("Tất cả"),
    )  # fmt: skip
    district = ModelChoiceFilter(
        field_name="item__commune__district", queryset=districts_in_scope, label=_("Huyện"),
        empty_label=_("Tất cả các huyện"),
    )  # fmt: skip
    mine = SwitchFilter(label=_("Chỉ việc ghi tên đơn vị tôi"), method="naming_me")

    class Meta:
        model = PlanPartner
        fields = ()

    def search(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        key = fold(value)
        return rows.filter(
            Q(name_key__contains=key)
            | Q(unit__search_key__contains=key)
            | Q(item__commune__search_key__contains=key)
            | Q(item__report__obligation__unit__search_key__contains=key)
            | Q(item__content__icontains=value)
        )

    def of_sort(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(unit__isnull=value == OF_NO_UNIT)

    def naming_me(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        own = Membership.objects.filter(user=self.request.user).values("unit")
        return rows.filter(unit__in=own) if value else rows


class PlanGapFilter(CommuneFilter):
    """`causes`: why each commune has no plan, by commune id."""

    cause = ChoiceFilter(choices=GapCause.choices, label=_("Lý do"), method="by_cause", empty_label=_("Tất cả"))

    def __init__(self, *args: Any, causes: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.causes = causes

    def by_cause(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=[pk for pk, cause in self.causes.items() if cause == value])


class OverlapFilter(CommuneFilter):
    """The list itself looks at `settled` and `across`: a commune may have groups of both sorts."""

    settled = ChoiceFilter(
        choices=[("no", _("Chưa thống nhất")), ("yes", _("Đã thống nhất"))], label=_("Lồng ghép"), method="as_it_is",
        empty_label=_("Tất cả"),
    )  # fmt: skip
    across = SwitchFilter(label=_("Chỉ giữa các chương trình"), method="as_it_is")

    def as_it_is(self, rows: QuerySet, _name: str, _value: Any) -> QuerySet:
        return rows

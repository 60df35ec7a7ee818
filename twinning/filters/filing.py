"""Filters over the rows of filed reports."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from communes.filters import districts_in_scope
from communes.models import ProgrammeYear
from kontum04.core.filters import SwitchFilter
from kontum04.core.text import fold
from twinning.choices import ClaimState, FundingSource, ItemKind, PeriodKind, UnitKind
from twinning.models import PlanItem, WorkGroup

REPORT_KINDS = [choice for choice in PeriodKind.choices if choice[0] != PeriodKind.PLAN]


class OfReportFilter(FilterSet):
    """Whose rows, and where."""

    q = CharFilter(label=_("Tìm đơn vị, xã"), method="search")
    kind_of_unit = ChoiceFilter(
        field_name="report__obligation__unit__kind",
        choices=UnitKind.choices,
        label=_("Khối"),
        empty_label=_("Tất cả các khối"),
    )
    district = ModelChoiceFilter(
        field_name="commune__district",
        queryset=districts_in_scope,
        label=_("Huyện"),
        empty_label=_("Tất cả các huyện"),
    )

    class Meta:
        model = PlanItem
        fields = ()

    def search(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        key = fold(value)
        by_unit = Q(report__obligation__unit__search_key__contains=key)
        return rows.filter(by_unit | Q(commune__search_key__contains=key))


class PeriodFilter(OfReportFilter):
    """Of which report: the annual one unless asked otherwise, for the half-year's numbers are inside it."""

    period = ChoiceFilter(
        field_name="report__obligation__period__kind",
        choices=REPORT_KINDS,
        label=_("Kỳ"),
        empty_label=None,
        initial=PeriodKind.ANNUAL,
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        given = {} if data is None else data.dict()
        super().__init__({"period": PeriodKind.ANNUAL, **given}, *args, **kwargs)


class PlanItemFilter(OfReportFilter):
    work_group = ModelChoiceFilter(
        queryset=WorkGroup.objects.none(), label=_("Nhóm việc"), empty_label=_("Tất cả các nhóm")
    )
    kind = ChoiceFilter(choices=ItemKind.choices, label=_("Loại"), empty_label=_("Tất cả các loại"))
    funding = ChoiceFilter(choices=FundingSource.choices, label=_("Nguồn"), empty_label=_("Mọi nguồn"))

    def __init__(self, *args: Any, programme_year: ProgrammeYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["work_group"].queryset = programme_year.programme.work_groups.all()


class WorkFilter(PeriodFilter):
    kind = ChoiceFilter(choices=ItemKind.choices, label=_("Loại"), empty_label=_("Tất cả các loại"))
    done = ChoiceFilter(
        field_name="is_completed",
        choices=[("True", _("Đã xong")), ("False", _("Chưa xong"))],
        label=_("Đã xong"),
        empty_label=_("Tất cả"),
    )
    own = SwitchFilter(label=_("Chỉ việc tự chủ trì"), method="only_own")
    extra = SwitchFilter(label=_("Ngoài kế hoạch"), method="only_extra")

    def only_own(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """Without works another unit leads: each joint work once."""
        return rows.filter(joint_lead__isnull=True) if value else rows

    def only_extra(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        return rows.filter(plan_item__isnull=True) if value else rows


class ContributionFilter(PeriodFilter):
    word = ChoiceFilter(choices=ClaimState.choices, label=_("Ý kiến của xã"), empty_label=_("Tất cả"))

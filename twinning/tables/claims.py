"""What units claim for communes, and where the commune's word on it stands."""

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import DateColumn, NumberColumn, TextColumn
from twinning.choices import ClaimState
from twinning.tables.columns import StatusColumn


class ClaimTable(YearTable):
    unit = TextColumn(
        verbose_name=_("Đơn vị"),
        accessor="report__obligation__unit__name",
        order_by=("report__obligation__unit__sort_key", "commune__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("claim-confirm", pk=record.pk),
    )
    commune = TextColumn(
        verbose_name=_("Xã"), accessor="commune__full_name", order_by=("commune__sort_key", "commune__code", "pk")
    )
    period = TextColumn(
        verbose_name=_("Kỳ"),
        accessor="report__obligation__period__kind",
        order_by=("report__obligation__period__due_on", "pk"),
    )
    submitted_at = DateColumn(
        verbose_name=_("Ngày nộp"), accessor="report__submitted_at", order_by=("report__submitted_at", "pk")
    )
    word = StatusColumn(ClaimState, verbose_name=_("Ý kiến của xã"), order_by=("word", "report__submitted_at", "pk"))
    stated = NumberColumn(verbose_name=_("Số liệu đơn vị báo"), order_by=("stated", "pk"))
    agreed = NumberColumn(verbose_name=_("Xã đồng ý"), order_by=("agreed", "pk"))
    disputed = NumberColumn(verbose_name=_("Xã không đồng ý"), order_by=("disputed", "pk"))

    class Meta:
        order_by = "submitted_at"

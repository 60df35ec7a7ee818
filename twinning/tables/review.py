"""The list of filings that wait for the office's word, and what the commune has said of them already."""

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import DateColumn, NumberColumn, TextColumn
from twinning.models import Obligation
from twinning.tables.columns import DaysLateColumn
from twinning.tables.obligations import filer_of


class ReviewTable(YearTable):
    unit = TextColumn(
        verbose_name=_("Đơn vị"),
        accessor="unit__name",
        order_by=("unit__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("review-report", pk=record.report.pk),
    )
    period = TextColumn(verbose_name=_("Kỳ"), accessor="period__kind", order_by=("period__due_on", "pk"))
    filed_on = DateColumn(verbose_name=_("Ngày nộp"), order_by=("report__submitted_at", "pk"))
    due_on = DateColumn(verbose_name=_("Hạn gốc"), accessor="period__due_on", order_by=("period__due_on", "pk"))
    effective_due_on = DateColumn(verbose_name=_("Hạn nộp"), order_by=("effective_due_on", "pk"))
    days_late = DaysLateColumn(verbose_name=_("Số ngày trễ"), order_by=("days_late", "pk"))
    filer = TextColumn(verbose_name=_("Người nộp"), empty_values=(), orderable=False)
    rounds = NumberColumn(verbose_name=_("Lần nộp"), order_by=("rounds", "pk"))
    disputed = NumberColumn(verbose_name=_("Số liệu xã không đồng ý"), order_by=("disputed", "pk"))

    class Meta:
        order_by = "filed_on"
        row_attrs = {"class": lambda record: "row-late" if record.days_late.days else ""}

    def render_filer(self, record: Obligation) -> str:
        return filer_of(record.report)

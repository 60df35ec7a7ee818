"""Commendations and proposed assignments as tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.columns import StatusColumn
from kontum04.core.tables import NOWRAP, DateColumn, TextColumn
from kontum04.core.text import shortened
from twinning.choices import AssignmentStatus, CommendationStatus

PROSE = {"td": {"class": "col-wide"}}


class ProposalTable(YearTable):
    """Rows that were put forward with a reason and stand at a status."""

    reason = TextColumn(orderable=False, attrs=PROSE)
    status = StatusColumn(CommendationStatus, verbose_name=_("Trạng thái"), order_by=("status", "pk"))
    decision = TextColumn(verbose_name=_("Quyết định"), orderable=False)

    def render_reason(self, value: str) -> str:
        return shortened(value)

    def value_reason(self, value: str) -> str:
        return value

    def render_status(self, record: Any, column: StatusColumn) -> Any:
        return column.render(record.status)

    def value_status(self, record: Any, column: StatusColumn) -> str:
        return column.value(record.status)


class CommendationTable(ProposalTable):
    collective = TextColumn(
        verbose_name=_("Tập thể"),
        order_by=("unit__sort_key", "body_name", "pk"),
        linkify=lambda record, table: table.year_url("commendation-detail", pk=record.pk),
    )
    form = TextColumn(verbose_name=_("Hình thức"), order_by=("form", "pk"))
    reason = TextColumn(verbose_name=_("Thành tích"), orderable=False, attrs=PROSE)

    class Meta:
        sequence = ("collective", "form", "reason", "status", "decision")
        order_by = "collective"


class AssignmentTable(ProposalTable):
    commune = TextColumn(
        verbose_name=_("Xã"),
        order_by=("commune__sort_key", "commune__code", "unit__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("assignment-detail", pk=record.pk),
        attrs=NOWRAP,
    )
    district = TextColumn(
        verbose_name=_("Huyện"),
        accessor="commune__district__name",
        order_by=("commune__district__sort_key", "commune__sort_key", "pk"),
        attrs=NOWRAP,
    )
    change = TextColumn(verbose_name=_("Đề xuất"), order_by=("change", "commune__sort_key", "pk"), attrs=NOWRAP)
    unit = TextColumn(verbose_name=_("Đơn vị"), order_by=("unit__sort_key", "commune__sort_key", "pk"), attrs=PROSE)
    reason = TextColumn(verbose_name=_("Lý do"), orderable=False, attrs=PROSE)
    status = StatusColumn(AssignmentStatus, verbose_name=_("Trạng thái"), order_by=("status", "pk"))
    effective_on = DateColumn(verbose_name=_("Từ ngày"), order_by=("effective_on", "pk"))

    class Meta:
        sequence = ("commune", "district", "change", "unit", "reason", "status", "decision", "effective_on")
        order_by = "commune"

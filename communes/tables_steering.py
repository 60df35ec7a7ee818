"""Tables of exit proposals and inspections."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from communes.choices import ExitStage, InspectionState
from communes.models import Inspection
from communes.tables import YearTable
from kontum04.core.columns import StatusColumn
from kontum04.core.tables import NOWRAP, DateColumn, TextColumn
from kontum04.core.text import shortened

PROSE = {"td": {"class": "col-wide"}}


class OfCommuneTable(YearTable):
    """Rows about communes; the first column leads to the row's own page."""

    detail = ""

    commune = TextColumn(
        verbose_name=_("Xã"),
        order_by=("commune__sort_key", "commune__code", "pk"),
        linkify=lambda record, table: table.year_url(table.detail, pk=record.pk),
        attrs=NOWRAP,
    )
    district = TextColumn(
        verbose_name=_("Huyện"),
        accessor="commune__district__name",
        order_by=("commune__district__sort_key", "commune__sort_key", "pk"),
        attrs=NOWRAP,
    )


class ExitTable(OfCommuneTable):
    detail = "exit-detail"

    stage = StatusColumn(ExitStage, verbose_name=_("Bước"), order_by=("stage", "commune__sort_key", "pk"))
    reason = TextColumn(verbose_name=_("Lý do, kết quả đạt được"), orderable=False, attrs=PROSE)
    decision = TextColumn(verbose_name=_("Quyết định công nhận"), orderable=False)
    ends_on = DateColumn(verbose_name=_("Đến hết ngày"), order_by=("ends_on", "pk"))
    is_watched = TextColumn(verbose_name=_("Theo dõi"), order_by=("is_watched", "pk"), attrs=NOWRAP)

    class Meta:
        order_by = "commune"

    def render_reason(self, value: str) -> str:
        return shortened(value)

    def value_reason(self, value: str) -> str:
        return value

    def render_stage(self, record: Any, column: StatusColumn) -> Any:
        return column.render(record.stage)

    def value_stage(self, record: Any, column: StatusColumn) -> str:
        return column.value(record.stage)

    def render_is_watched(self, value: bool) -> Any:
        return _("còn theo dõi") if value else ""

    value_is_watched = render_is_watched


class InspectionTable(OfCommuneTable):
    detail = "inspection-detail"

    visited_on = DateColumn(verbose_name=_("Ngày kiểm tra"), order_by=("visited_on", "pk"))
    found = TextColumn(verbose_name=_("Kết quả kiểm tra"), orderable=False, attrs=PROSE)
    agreed = TextColumn(verbose_name=_("Việc đã thống nhất"), orderable=False, attrs=PROSE)
    due_on = DateColumn(verbose_name=_("Hạn thực hiện"), order_by=("due_on", "pk"))
    done_on = DateColumn(verbose_name=_("Xong ngày"), order_by=("done_on", "pk"))
    state = StatusColumn(InspectionState, verbose_name=_("Trạng thái"), empty_values=(), orderable=False)

    recorded_by = TextColumn(verbose_name=_("Người ghi"), orderable=False, attrs=NOWRAP)

    class Meta:
        sequence = ("commune", "district", "visited_on", "state", "...")
        order_by = "-visited_on"

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)

    def render_found(self, value: str) -> str:
        return shortened(value)

    def value_found(self, value: str) -> str:
        return value

    render_agreed, value_agreed = render_found, value_found

    def render_state(self, record: Inspection, column: StatusColumn) -> Any:
        return column.render(record.state_on(self.on))

    def value_state(self, record: Inspection, column: StatusColumn) -> str:
        return column.value(record.state_on(self.on))

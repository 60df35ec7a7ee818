"""What communes ask for, whom, until when, and what became of it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, DateColumn, NumberColumn, TextColumn
from kontum04.core.text import shortened
from twinning.choices import RequestState
from twinning.models import Request
from twinning.tables.columns import StatusColumn

WIDE = {"td": {"class": "col-wide"}}


class RequestTable(YearTable):
    text = TextColumn(
        verbose_name=_("Kiến nghị"),
        orderable=False,
        attrs=WIDE,
        linkify=lambda record, table: table.year_url("request-detail", pk=record.pk),
    )
    commune = TextColumn(verbose_name=_("Xã"), order_by=("commune__sort_key", "commune__code", "pk"), attrs=NOWRAP)
    district = TextColumn(
        verbose_name=_("Huyện"),
        accessor="commune__district__name",
        order_by=("commune__district__sort_key", "commune__sort_key", "pk"),
        attrs=NOWRAP,
    )
    filed_on = DateColumn(verbose_name=_("Ngày gửi"), order_by=("filed_on", "pk"))
    addressee = TextColumn(
        verbose_name=_("Nơi giải quyết"),
        order_by=("to_unit__sort_key", "to_body", "pk"),
        default=_("chưa chuyển"),
        attrs=WIDE,
    )
    due_on = DateColumn(verbose_name=_("Hạn trả lời"), order_by=("due_on", "pk"))
    answered_on = DateColumn(verbose_name=_("Ngày trả lời"), order_by=("answered_on", "pk"))
    state = StatusColumn(RequestState, verbose_name=_("Trạng thái"), empty_values=(), orderable=False)
    days_late = NumberColumn(verbose_name=_("Số ngày trễ"), empty_values=(), orderable=False)
    rating = NumberColumn(verbose_name=_("Xã đánh giá (1–5)"), order_by=("rating", "pk"))

    class Meta:
        order_by = "-filed_on"

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)

    def render_text(self, value: str) -> str:
        return shortened(value)

    def value_text(self, value: str) -> str:
        return value

    def render_addressee(self, record: Request) -> Any:
        return record.addressee or self.columns["addressee"].column.default

    value_addressee = render_addressee

    def render_rating(self, record: Request) -> int | None:
        """The number: its words are too long for a column."""
        return record.rating

    value_rating = render_rating

    def render_state(self, record: Request, column: StatusColumn) -> Any:
        return column.render(record.state_on(self.on))

    def value_state(self, record: Request, column: StatusColumn) -> str:
        return column.value(record.state_on(self.on))

    def render_days_late(self, record: Request) -> int:
        return record.days_late_on(self.on)

    value_days_late = render_days_late

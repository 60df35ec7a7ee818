"""The table of remarks on communes."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from communes.choices import RemarkState
from communes.models import Remark
from communes.tables_steering import PROSE, OfCommuneTable
from kontum04.core import clock
from kontum04.core.columns import StatusColumn
from kontum04.core.tables import NOWRAP, DateColumn, TextColumn
from kontum04.core.text import shortened


class MomentColumn(DateColumn):
    """The day of a moment, as the province's clock has it."""

    def value(self, value: dt.datetime) -> dt.date:
        return clock.local(value).date()


class RemarkTable(OfCommuneTable):
    detail = "remark-detail"

    written_at = MomentColumn(verbose_name=_("Ngày viết"), order_by=("written_at", "pk"))
    state = StatusColumn(RemarkState, verbose_name=_("Trạng thái"), empty_values=(), orderable=False)
    text = TextColumn(verbose_name=_("Ý kiến"), orderable=False, attrs=PROSE)
    answer = TextColumn(verbose_name=_("Trả lời"), orderable=False, attrs=PROSE)
    to_commune = TextColumn(verbose_name=_("Gửi xã"), order_by=("to_commune", "pk"), attrs=NOWRAP)
    written_by = TextColumn(verbose_name=_("Người viết"), orderable=False, attrs=NOWRAP)

    class Meta:
        sequence = ("commune", "district", "written_at", "state", "...")
        order_by = "-written_at"

    def render_text(self, value: str) -> str:
        return shortened(value)

    def value_text(self, value: str) -> str:
        return value

    render_answer, value_answer = render_text, value_text

    def render_to_commune(self, value: bool) -> Any:
        return _("có") if value else ""

    value_to_commune = render_to_commune

    def render_state(self, record: Remark, column: StatusColumn) -> Any:
        return column.render(record.state)

    def value_state(self, record: Remark, column: StatusColumn) -> str:
        return column.value(record.state)

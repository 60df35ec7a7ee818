"""Whom plans name as partner, for what, and what they say."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, DateColumn, TextColumn
from twinning.choices import PartnerWord
from twinning.models import PlanPartner
from twinning.tables.columns import StatusColumn

WIDE = {"td": {"class": "col-wide"}}


class PlanPartnerTable(YearTable):
    name = TextColumn(
        verbose_name=_("Nơi phối hợp"), accessor="pk", order_by=("name_key", "pk"), attrs=WIDE,
        linkify=lambda record, table: table.year_url("plan-partner-detail", pk=record.pk),
    )  # fmt: skip
    unit = TextColumn(
        verbose_name=_("Đơn vị đăng ký"),
        accessor="item__report__obligation__unit__name",
        order_by=("item__report__obligation__unit__sort_key", "pk"),
        attrs=WIDE,
    )
    content = TextColumn(verbose_name=_("Việc đăng ký"), accessor="item__content", orderable=False, attrs=WIDE)
    commune = TextColumn(
        verbose_name=_("Xã"), accessor="item__commune", order_by=("item__commune__sort_key", "pk"), attrs=NOWRAP
    )
    ends_on = DateColumn(verbose_name=_("Hạn hoàn thành"), accessor="item__ends_on", order_by=("item__ends_on", "pk"))
    word = StatusColumn(PartnerWord, verbose_name=_("Ý kiến"))
    reason = TextColumn(verbose_name=_("Lý do, nội dung"), orderable=False, attrs=WIDE)
    said_on = DateColumn(verbose_name=_("Ghi ngày"), order_by=("said_at", "pk"))
    said_by = TextColumn(verbose_name=_("Người ghi"), orderable=False)

    class Meta:
        sequence = ("name", "word", "unit", "content", "...")

    def render_name(self, record: PlanPartner) -> str | SafeString:
        if record.unit_id:
            return str(record)
        return format_html(
            '{} <span class="text-muted small">{}</span>', record.name, _t("không phải đơn vị kết nghĩa")
        )

    def value_name(self, record: PlanPartner) -> str:
        return str(record)

    def render_word(self, record: PlanPartner, column: StatusColumn) -> Any:
        return column.render(record.word)

    def value_word(self, record: PlanPartner, column: StatusColumn) -> str:
        return column.value(record.word)

    def render_said_by(self, value: Any, record: PlanPartner) -> str:
        return _t("%(who)s ghi thay") % {"who": value} if record.is_on_behalf else str(value)

    value_said_by = render_said_by

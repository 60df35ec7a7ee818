"""The league table of a year: place, score, rank, weak or not, each leading to its reasons."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.tables import NumberColumn, TextColumn
from twinning.figures.scoring.ratings import Rating


class RatingTable(YearTable):
    unit = TextColumn(
        verbose_name=gettext_lazy("Đơn vị"),
        accessor="unit_name",
        orderable=False,
        linkify=lambda record, table: table.year_url("rating-detail", pk=record.unit_id),
    )
    place = NumberColumn(verbose_name=gettext_lazy("Thứ"), accessor="place__overall", order_by=("order",))
    kind = TextColumn(verbose_name=gettext_lazy("Khối"), orderable=False)
    in_kind = TextColumn(verbose_name=gettext_lazy("Trong khối"), accessor="place__in_kind", orderable=False)
    score = NumberColumn(
        verbose_name=gettext_lazy("Điểm"), accessor="score__value", order_by=("order",), kind="decimal", decimals=1
    )
    rank = TextColumn(verbose_name=gettext_lazy("Xếp loại"), orderable=False)
    weak = TextColumn(verbose_name=gettext_lazy("Yếu, lý do"), accessor="reasons", empty_values=(), orderable=False)

    def render_in_kind(self, value: int, record: Rating) -> str:
        return f"{formats.number(value)}/{formats.number(record.place.of_kind)}" if record.place else ""

    value_in_kind = render_in_kind

    def render_rank(self, value: str, record: Rating) -> str | SafeString:
        if not record.overrule:
            return value
        words = _("Trưởng ban quyết định; theo quy tắc: %(rank)s") % {"rank": record.rule_rank}
        return format_html('{} <span class="text-muted small d-block">{}</span>', value, words)

    def value_rank(self, value: str) -> str:
        return value

    def render_weak(self, record: Rating) -> str | SafeString:
        reasons = self.value_weak(record)
        if not record.is_weak:
            return reasons
        return format_html("<strong>{}</strong>{}", _("Yếu"), f": {reasons}" if reasons else "")

    def value_weak(self, record: Rating) -> str:
        return "; ".join(record.reasons)

    def __init__(self, *args: Any, has_scheme: bool, **kwargs: Any) -> None:
        if not has_scheme:  # a programme that gives no points names its weak units all the same
            kwargs["exclude"] = (*kwargs.get("exclude", ()), "place", "in_kind", "score", "rank")
        super().__init__(*args, **kwargs)

"""Who files in time, one line per group; each number leads to the obligations it counts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.figure import Figure
from kontum04.core.tables import NumberColumn, TextColumn
from twinning.figures.timeliness_counts import LateDays, Share, Timeliness
from twinning.figures.timeliness_groups import Grouping
from twinning.figures.timeliness_table import TimelinessTable

RIGHT = {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}}
NONE_LATE = "–"


class CountColumn(NumberColumn):
    """How many, with the rows behind it: `query` is what the list of obligations is narrowed by."""

    def __init__(self, query: dict[str, str], **kwargs: Any) -> None:
        self.query = query
        super().__init__(attrs=RIGHT, empty_values=(), **kwargs)

    def render(self, value: Any, record: Timeliness, table: "TimelinessByGroup") -> str | SafeString:
        return table.link(self.words(value), record, self.query) if value else self.words(value)

    def words(self, value: Any) -> str:
        return formats.number(value) if value is not None else NONE_LATE

    def value(self, value: Any) -> Any:
        return NONE_LATE if value is None else value

    def footer(self, bound_column: tables.columns.BoundColumn, table: "TimelinessByGroup") -> str | SafeString:
        whole = table.shown.whole
        return self.render(bound_column.accessor.resolve(whole), whole, table)


class DaysColumn(CountColumn):
    """A mean or median of days; a dash where nothing is late."""

    def words(self, value: Figure) -> str:
        return NONE_LATE if value.value is None else value.text

    def value(self, value: Figure) -> Any:
        return NONE_LATE if value.rounded is None else value.rounded


class ShareColumn(CountColumn):
    """A rate; “không có nghĩa vụ” where nothing is owed."""

    def words(self, value: Share) -> str:
        return value.text

    def value(self, value: Share) -> Any:
        return value.text if value.rounded is None else value.rounded


def _late_by(step: LateDays) -> CountColumn:
    return CountColumn({"days": step.value}, verbose_name=step.label, accessor=f"steps__{step.value}")


def _count(label: Any, **query: str) -> CountColumn:
    return CountColumn(query, verbose_name=label)


class TimelinessByGroup(YearTable):
    label = TextColumn(
        verbose_name="", orderable=False, linkify=lambda record, table: table.href(record, {}), footer=_("Toàn bộ")
    )
    owed = _count(_("Phải nộp"), standing="owed")
    filed = _count(_("Đã nộp"), standing="filed")
    filed_rate = ShareColumn(
        {"standing": "filed"}, verbose_name=_("Tỷ lệ đã nộp"), kind="percent", order_by=("filed_rate__value",)
    )
    on_time = _count(_("Đúng hạn"), standing="on_time")
    on_time_rate = ShareColumn(
        {"standing": "on_time"}, verbose_name=_("Tỷ lệ đúng hạn"), kind="percent", order_by=("on_time_rate__value",)
    )
    filed_late = _count(_("Nộp trễ"), standing="filed_late")
    missing = _count(_("Chưa nộp"), open="on")
    overdue = _count(_("Quá hạn chưa nộp"), open="on", late="on")
    waived = _count(_("Được miễn"), state="waived")
    extended = _count(_("Được gia hạn"), extended="on")
    up_to_5, up_to_15, up_to_30, more = map(_late_by, LateDays)
    mean_days = DaysColumn(
        {"late": "on"}, verbose_name=_("Số ngày trễ bình quân"), kind="decimal", order_by=("mean_days__value",)
    )
    median_days = DaysColumn(
        {"late": "on"}, verbose_name=_("Số ngày trễ trung vị"), kind="decimal", order_by=("median_days__value",)
    )
    most_days = CountColumn({"late": "on", "sort": "-days_late"}, verbose_name=_("Trễ nhiều nhất (ngày)"))

    def __init__(self, *, shown: TimelinessTable, **kwargs: Any) -> None:
        self.shown = shown
        super().__init__(list(shown.groups), **kwargs)
        self.columns["label"].column.verbose_name = shown.by.label

    def href(self, row: Timeliness, query: dict[str, str]) -> str:
        """The obligations of the row's group, narrowed by `query`."""
        shown = self.shown
        narrowed = {"period": shown.period} if shown.period else {}
        is_group = row is not shown.whole
        if is_group and shown.by == Grouping.YEAR:
            address = self.year_url("obligation-list", year=int(row.key))
        else:
            address = self.year_url("obligation-list")
            narrowed |= {"since": str(shown.since)} if shown.since < shown.year else {}
            narrowed |= {shown.by.value: row.key} if is_group else {}
        return f"{address}?{urlencode(narrowed | query)}"

    def link(self, words: str, row: Timeliness, query: dict[str, str]) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.href(row, query), words)

    def as_values(self, exclude_columns: Any = None) -> Iterator[list[Any]]:
        """The rows and, below them, all obligations each counted once, as the page shows them."""
        yield from super().as_values(exclude_columns)
        whole = self.shown.whole
        foot = TimelinessByGroup(shown=replace(self.shown, groups=(whole,)), programme_year=self.programme_year)
        _headings, values = super(TimelinessByGroup, foot).as_values(exclude_columns)
        yield values

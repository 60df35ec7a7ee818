"""Communes without a plan, and similar things registered at one commune."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.tables import NOWRAP, NumberColumn, TextColumn
from twinning.figures.overlaps import Overlap
from twinning.figures.plan_gaps import UnitOwing
from twinning.models import PlanItem

WIDE = {"td": {"class": "col-wide"}}


def in_one(parts: SafeString) -> SafeString:
    """One box: a narrow screen puts each part of a cell in a place of its own."""
    return format_html("<div>{}</div>", parts)


class PlaceColumns(YearTable):
    name = TextColumn(
        verbose_name=_("Xã"), accessor="commune__name", orderable=False, attrs=NOWRAP,
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune.pk),
    )  # fmt: skip
    district = TextColumn(verbose_name=_("Huyện"), accessor="commune__district", orderable=False, attrs=NOWRAP)


class PlanGapTable(PlaceColumns):
    cause = TextColumn(verbose_name=_("Lý do"), accessor="cause__label", orderable=False, attrs=WIDE)
    units = TextColumn(verbose_name=_("Đơn vị và kế hoạch của đơn vị"), orderable=False, attrs=WIDE)

    def render_units(self, value: list[UnitOwing]) -> SafeString:
        lines = ((self.year_url("unit-detail", pk=row.unit.pk), row.unit.name, _owing(row)) for row in value)
        return in_one(format_html_join("", '<div><a href="{}">{}</a>{}</div>', lines))

    def value_units(self, value: list[UnitOwing]) -> str:
        return "; ".join(f"{row.unit.name}{_owing(row)}" for row in value)


def _owing(row: UnitOwing) -> str:
    """What is owed, behind the name of the unit."""
    if not row.state:
        return ""
    late = _t(", trễ %(days)s ngày") % {"days": formats.number(row.days_late)} if row.days_late else ""
    return f": {row.label.lower()}{late}"


class OverlapTable(PlaceColumns):
    kind = TextColumn(verbose_name=_("Loại"), accessor="kind_label", orderable=False, attrs=NOWRAP)
    items = TextColumn(verbose_name=_("Các việc đăng ký"), orderable=False, attrs=WIDE)
    planned_cost = NumberColumn(verbose_name=_("Kinh phí đăng ký cộng lại (đồng)"), orderable=False)
    programmes = TextColumn(verbose_name=_("Chương trình"), orderable=False)
    note = TextColumn(verbose_name=_("Lồng ghép"), accessor="is_settled", empty_values=(), orderable=False, attrs=WIDE)

    class Meta:
        sequence = ("name", "district", "kind", "items", "note", "...")

    def __init__(self, *args: Any, may_settle: bool, **kwargs: Any) -> None:
        self.may_settle = may_settle
        super().__init__(*args, **kwargs)

    def render_items(self, value: list[PlanItem]) -> SafeString:
        return in_one(format_html_join("", "<div>{}</div>", ((_thing(item),) for item in value)))

    def value_items(self, value: list[PlanItem]) -> str:
        return "; ".join(map(_thing, value))

    def render_programmes(self, value: list[str]) -> str:
        return formats.join(value)

    value_programmes = render_programmes

    def render_note(self, record: Overlap) -> str | SafeString:
        words = self.value_note(record)
        if not self.may_settle:
            return words
        place = {"pk": record.commune.pk, "kind": record.kind, "item": record.items[0].pk}
        label = _t("Sửa") if record.is_settled else _t("Ghi đã thống nhất")
        return format_html(
            '<div>{} <a href="{}">{}</a></div>', words, self.year_url("plan-overlap-settle", **place), label
        )

    def value_note(self, record: Overlap) -> str:
        if record.note:
            return _t("Đã thống nhất: %(note)s") % {"note": record.note.note}
        return _t("Có cần làm chung không?")


def _thing(item: PlanItem) -> str:
    """Who registered what, and where."""
    village = f", {item.village}" if item.village else ""
    cost = f" ({formats.money_short(item.cost)})" if item.cost is not None else ""
    return f"{item.report.obligation.unit.label}: {item.content}{village}{cost}"

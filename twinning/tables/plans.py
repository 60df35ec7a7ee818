"""Registered things beside what became of them; their sums by unit and commune."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.tables import NOWRAP, NUM, DateColumn, NumberColumn, TextColumn
from twinning.choices import DeliveryState, PeriodKind
from twinning.figures.delivery_totals import DeliveryLine
from twinning.models import PlanItem
from twinning.tables.columns import StatusColumn
from twinning.tables.filing import OfReportTable

WIDE = {"td": {"class": "col-wide"}}


class FollowedItemTable(OfReportTable):
    """What was registered stands left of what was reported: they are never one column."""

    content = TextColumn(verbose_name=_("Nội dung"), orderable=False, attrs=WIDE)
    kind = TextColumn(verbose_name=_("Loại"), attrs=NOWRAP)
    village = TextColumn(verbose_name=_("Thôn, làng"), orderable=False)
    quantity = NumberColumn(verbose_name=_("Chỉ tiêu đăng ký"), kind="decimal", orderable=False)
    unit_of_measure = TextColumn(verbose_name=_("ĐVT"), orderable=False)
    cost = NumberColumn(verbose_name=_("Kinh phí đăng ký (đồng)"))
    starts_on = DateColumn(verbose_name=_("Bắt đầu"))
    ends_on = DateColumn(verbose_name=_("Hạn hoàn thành"))
    state = StatusColumn(DeliveryState, verbose_name=_("Tình trạng"))
    told_progress = NumberColumn(verbose_name=_("Tiến độ đã báo (%)"))
    told_cost = NumberColumn(verbose_name=_("Kinh phí đã báo (đồng)"))
    told_kind = TextColumn(verbose_name=_("Báo ở kỳ"), empty_values=(), attrs=NOWRAP)
    lead = TextColumn(verbose_name=_("Đơn vị chủ trì (làm chung)"), accessor="told_lead_name", orderable=False)
    partners = TextColumn(verbose_name=_("Phối hợp"), accessor="pk", orderable=False, attrs=WIDE)

    class Meta:
        sequence = (
            "unit", "commune", "content", "state", "ends_on", "told_progress", "told_kind", "quantity",
            "unit_of_measure", "cost", "told_cost", "partners", "...", "report",
        )  # fmt: skip

    def render_told_kind(self, value: str | None) -> str:
        return str(PeriodKind(value).label) if value else str(_t("chưa báo"))

    value_told_kind = render_told_kind

    def render_lead(self, value: str, record: PlanItem) -> str:
        return value if record.is_led_elsewhere else ""

    value_lead = render_lead

    def render_partners(self, record: PlanItem) -> str | SafeString:
        if not record.partners.all():
            return record.partner
        told = ((self.partner_url(row), row, row.get_word_display().lower()) for row in record.partners.all())
        return format_html("<div>{}</div>", format_html_join("; ", '<a href="{}">{}</a> ({})', told))

    def value_partners(self, record: PlanItem) -> str:
        told = [f"{row} ({row.get_word_display().lower()})" for row in record.partners.all()]
        return "; ".join(told) or record.partner

    def partner_url(self, row: Any) -> str:
        return self.year_url("plan-partner-detail", pk=row.pk)


class DoneOfColumn(TextColumn):
    """How many of the registered ones are done; a dash that says so where nothing was registered."""

    def __init__(self, what: str, **kwargs: Any) -> None:
        self.what = what
        super().__init__(accessor="delivery", orderable=False, attrs=NUM, default=NumberColumn().default, **kwargs)

    def render(self, record: DeliveryLine) -> str:
        done = formats.number(getattr(record.delivery, f"{self.what}_done"))
        return f"{done} / {formats.number(getattr(record.delivery, self.what))}"

    value = render


class DeliveryTable(YearTable):
    """A link leads to the things behind the number."""

    registered = NumberColumn(verbose_name=_("Đã đăng ký"), accessor="delivery__registered", orderable=False)
    led_elsewhere = NumberColumn(
        verbose_name=_("Làm chung, nơi khác chủ trì"), accessor="delivery__led_elsewhere", orderable=False
    )
    works = DoneOfColumn("works", verbose_name=_("Công trình xong / đăng ký"))
    models = DoneOfColumn("models", verbose_name=_("Mô hình xong / đăng ký"))
    done = NumberColumn(verbose_name=_("Đã xong"), accessor="delivery__done", orderable=False)
    running = NumberColumn(verbose_name=_("Đang làm"), accessor="delivery__running", orderable=False)
    overdue = NumberColumn(verbose_name=_("Quá hạn hoàn thành"), accessor="delivery__overdue", orderable=False)
    not_reported = NumberColumn(verbose_name=_("Chưa được báo"), accessor="delivery__not_reported", orderable=False)
    not_begun = NumberColumn(verbose_name=_("Chưa bắt đầu"), accessor="delivery__not_begun", orderable=False)
    beyond = NumberColumn(verbose_name=_("Xong ngoài kế hoạch"), accessor="beyond", orderable=False)
    planned_cost = NumberColumn(
        verbose_name=_("Kinh phí đăng ký (đồng)"), accessor="delivery__planned_cost", orderable=False
    )
    told_cost = NumberColumn(verbose_name=_("Kinh phí đã báo (đồng)"), accessor="delivery__told_cost", orderable=False)

    def behind(self, record: DeliveryLine, **query: str) -> str:
        raise NotImplementedError

    def render_registered(self, value: int, record: DeliveryLine) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.behind(record), formats.number(value))

    def render_overdue(self, value: int, record: DeliveryLine) -> str | SafeString:
        if not value:
            return formats.number(value)
        url = self.behind(record, state=DeliveryState.OVERDUE, own="on")
        return format_html('<a class="due due--late" href="{}">{}</a>', url, formats.number(value))


class UnitDeliveryTable(DeliveryTable):
    name = TextColumn(
        verbose_name=_("Đơn vị"), accessor="place__name", orderable=False,
        linkify=lambda record, table: table.year_url("unit-detail", pk=record.place.pk),
    )  # fmt: skip
    kind = TextColumn(verbose_name=_("Khối"), accessor="place__get_kind_display", orderable=False, attrs=NOWRAP)

    class Meta:
        sequence = ("name", "kind", "...")

    def behind(self, record: DeliveryLine, **query: str) -> str:
        return follow_up_url(self.programme_year, unit=record.place.pk, **query)


class CommuneDeliveryTable(DeliveryTable):
    name = TextColumn(
        verbose_name=_("Xã"), accessor="place__name", orderable=False, attrs=NOWRAP,
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.place.pk),
    )  # fmt: skip
    district = TextColumn(verbose_name=_("Huyện"), accessor="place__district", orderable=False, attrs=NOWRAP)

    class Meta:
        sequence = ("name", "district", "...")

    def behind(self, record: DeliveryLine, **query: str) -> str:
        return follow_up_url(self.programme_year, commune=record.place.pk, **query)


def follow_up_url(programme_year: Any, **query: Any) -> str:
    """The followed things, narrowed."""
    kwargs = {"programme": programme_year.programme.code, "year": programme_year.year}
    return reverse("plan-follow-up", kwargs=kwargs, query=query)

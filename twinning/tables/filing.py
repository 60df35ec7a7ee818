"""Lists of what units registered, gave and built."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, NUM, DateColumn, NumberColumn, TextColumn
from twinning.choices import MEASURES, MONEY_MEASURES, ClaimState
from twinning.figures.help import measure_label
from twinning.models import Contribution
from twinning.tables.columns import StatusColumn

DECIMAL_MEASURES = frozenset({"workdays"})
NUM_WITH_TOTAL = {**NUM, "tf": {"class": "num"}}


class OfReportTable(YearTable):
    """Rows of filed reports: whose, for which commune, from which report. A reader who may not open the reports of
    units (a commune) gets no link to them."""

    unit = TextColumn(
        verbose_name=_("Đơn vị"),
        accessor="report__obligation__unit__name",
        order_by=("report__obligation__unit__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("unit-detail", pk=record.report.obligation.unit_id),
    )
    commune = TextColumn(
        verbose_name=_("Xã"),
        order_by=("commune__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune_id),
        attrs=NOWRAP,
    )
    district = TextColumn(
        verbose_name=_("Huyện"),
        accessor="commune__district__name",
        order_by=("commune__district__sort_key", "pk"),
        attrs=NOWRAP,
    )
    report = TextColumn(
        verbose_name=_("Kỳ"),
        accessor="report__obligation__period",
        order_by=("report__obligation__period__due_on", "pk"),
        linkify=lambda record, table: table.report_link(record),
        attrs=NOWRAP,
    )

    def __init__(self, *args: Any, may_open_reports: bool, **kwargs: Any) -> None:
        self.may_open_reports = may_open_reports
        super().__init__(*args, **kwargs)

    def report_link(self, record: Any) -> str | None:
        return self.year_url("report-detail", pk=record.report_id) if self.may_open_reports else None


class PlanItemTable(OfReportTable):
    work_group = TextColumn(verbose_name=_("Nhóm việc"), order_by=("work_group__order", "pk"))
    content = TextColumn(verbose_name=_("Nội dung"), orderable=False, attrs={"td": {"class": "col-wide"}})
    kind = TextColumn(verbose_name=_("Loại"))
    village = TextColumn(verbose_name=_("Thôn, làng"), orderable=False)
    quantity = NumberColumn(verbose_name=_("Chỉ tiêu"), kind="decimal", orderable=False)
    unit_of_measure = TextColumn(verbose_name=_("ĐVT"), orderable=False)
    cost = NumberColumn(verbose_name=_("Kinh phí (đồng)"))
    funding = TextColumn(verbose_name=_("Nguồn"))
    partner = TextColumn(verbose_name=_("Đơn vị phối hợp"), orderable=False)
    starts_on = DateColumn(verbose_name=_("Bắt đầu"))
    ends_on = DateColumn(verbose_name=_("Hoàn thành"))
    responsible = TextColumn(verbose_name=_("Người phụ trách"), orderable=False)

    class Meta:
        sequence = ("unit", "commune", "district", "village", "...", "report")


class WorkTable(OfReportTable):
    content = TextColumn(verbose_name=_("Nội dung"), orderable=False, attrs={"td": {"class": "col-wide"}})
    kind = TextColumn(verbose_name=_("Loại"))
    origin = TextColumn(verbose_name=_("Kế hoạch"), accessor="plan_item_id", empty_values=(), orderable=False)
    planned_cost = NumberColumn(verbose_name=_("Kinh phí đăng ký (đồng)"), accessor="plan_item__cost")
    progress = NumberColumn(verbose_name=_("Tiến độ (%)"))
    is_completed = TextColumn(verbose_name=_("Đã xong"))
    cost = NumberColumn(verbose_name=_("Kinh phí thực hiện (đồng)"))
    joint_lead = TextColumn(verbose_name=_("Đơn vị chủ trì (làm chung)"), accessor="joint_lead__name", orderable=False)
    note = TextColumn(verbose_name=_("Ghi chú"), orderable=False)

    class Meta:
        sequence = ("unit", "commune", "district", "content", "...", "report")

    def render_origin(self, value: int | None) -> str:
        return str(_("đã đăng ký") if value else _("ngoài kế hoạch"))

    def render_is_completed(self, value: bool) -> str:
        return str(_("đã xong") if value else _("chưa xong"))


class ContributionTable(OfReportTable):
    """What each unit gave each commune: the columns of Biểu 1, with their totals below."""

    word = StatusColumn(ClaimState, verbose_name=_("Ý kiến của xã"))
    note = TextColumn(verbose_name=_("Ghi chú"), orderable=False)

    class Meta:
        sequence = ("unit", "commune", "district", "...", "word", "report", "note")

    def __init__(self, *args: Any, totals: dict[str, Any], **kwargs: Any) -> None:
        measures = [(name, self._measure_column(name, totals)) for name in MEASURES]
        after_money = MEASURES.index(MONEY_MEASURES[-1]) + 1
        money = MoneyTotalColumn(verbose_name=_("Cộng bằng tiền (đồng)"), footer=_footer(totals["money_total"]))
        measures.insert(after_money, ("money_total", money))
        super().__init__(*args, extra_columns=measures, **kwargs)
        self.columns["unit"].column._footer = _("Tổng cộng")

    @staticmethod
    def _measure_column(name: str, totals: dict[str, Any]) -> NumberColumn:
        kind = "decimal" if name in DECIMAL_MEASURES else "integer"
        label = capfirst(measure_label(name))
        return NumberColumn(verbose_name=label, kind=kind, footer=_footer(totals[name]), attrs=NUM_WITH_TOTAL)


class MoneyTotalColumn(NumberColumn):
    """The four sources of a row together; missing when none was reported."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="money_total", orderable=False, attrs=NUM_WITH_TOTAL, **kwargs)


def _footer(total: Any) -> str | SafeString:
    return NumberColumn().render(total) if total is not None else NumberColumn().default


def totals_of(contributions: QuerySet[Contribution]) -> dict[str, Any]:
    """Sums of every measure over the rows shown; what nobody reported is None."""
    sums = contributions.order_by().aggregate(**{name: Sum(name) for name in MEASURES})
    return sums | {"money_total": Contribution(**{name: sums[name] for name in MONEY_MEASURES}).money_total}

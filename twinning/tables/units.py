"""Lists of units and of their assignments."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, DateColumn, NumberColumn, TextColumn
from twinning.choices import ObligationState, PeriodKind
from twinning.figures.help import Help, HelpTotals
from twinning.figures.timeliness import ObligationRow
from twinning.models import Unit
from twinning.tables.columns import StatusColumn


class HelpColumn(NumberColumn):
    """One sum of the row's unit over its filed annual reports; missing when it reported none."""

    def __init__(self, measure: str, **kwargs: Any) -> None:
        self.measure = measure
        super().__init__(accessor="pk", orderable=False, **kwargs)

    def render(self, value: int, table: Any) -> Any:
        total = table.help_of(value, self.measure)
        return super().render(total) if total is not None else self.default

    def value(self, value: int, table: Any) -> Any:
        return table.help_of(value, self.measure)


class StateColumn(StatusColumn):
    """Where the unit stands with one kind of filing; empty where it owes none."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind_of_period = kind
        super().__init__(ObligationState, accessor="pk", orderable=False, **kwargs)

    def render(self, value: int, table: Any) -> Any:
        row = table.obligations.get((value, self.kind_of_period))
        return super().render(row.state) if row else ""

    def value(self, value: int, table: Any) -> str:
        row = table.obligations.get((value, self.kind_of_period))
        return super().value(row.state) if row else ""


class UnitTable(YearTable):
    name = TextColumn(
        verbose_name=_("Đơn vị"),
        order_by=("sort_key", "pk"),
        linkify=lambda record, table: table.year_url("unit-detail", pk=record.pk),
    )
    kind = TextColumn(verbose_name=_("Khối"), order_by=("kind", "sort_key"))
    level = TextColumn(verbose_name=_("Cấp"), order_by=("level", "sort_key"))
    communes = TextColumn(verbose_name=_("Xã kết nghĩa"), empty_values=(), orderable=False)
    plan = StateColumn(PeriodKind.PLAN, verbose_name=_("Kế hoạch"))
    annual = StateColumn(PeriodKind.ANNUAL, verbose_name=_("Báo cáo năm"))
    trips = HelpColumn("trips", verbose_name=_("Lượt người"))
    workdays = HelpColumn("workdays", verbose_name=_("Ngày công"), kind="decimal")
    money = HelpColumn("money_total", verbose_name=_("Kinh phí (đồng)"))
    works = HelpColumn("works_completed", verbose_name=_("Công trình xong"))
    party_members = HelpColumn("party_members", verbose_name=_("Đảng viên mới"))

    def __init__(self, *args: Any, help: Help, obligations: list[ObligationRow], **kwargs: Any) -> None:  # noqa: A002
        self.help = help
        self.obligations = {(row.unit_id, row.kind): row for row in obligations}
        if not obligations:  # a reader who follows no filings, or a year without any
            kwargs["exclude"] = (*kwargs.get("exclude", ()), "plan", "annual")
        super().__init__(*args, **kwargs)

    def help_of(self, unit_id: int, measure: str) -> Any:
        totals = self.help.by_unit.get(unit_id, HelpTotals())
        return totals.money_total if measure == "money_total" else totals.get(measure)

    def render_communes(self, record: Unit) -> SafeString | str:
        links = (
            (self.year_url("commune-detail", pk=twinning.commune_id), twinning.commune)
            for twinning in record.twinnings_of_year
        )
        return format_html("<span>{}</span>", format_html_join(", ", '<a href="{}">{}</a>', dict.fromkeys(links)))

    def value_communes(self, record: Unit) -> str:
        return ", ".join(dict.fromkeys(str(twinning.commune) for twinning in record.twinnings_of_year))


class TwinningTable(YearTable):
    unit = TextColumn(
        verbose_name=_("Đơn vị"),
        order_by=("unit__sort_key", "pk"),
        linkify=lambda record, table: table.year_url("unit-detail", pk=record.unit_id),
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
    village = TextColumn(verbose_name=_("Thôn, làng"), orderable=False)
    starts_on = DateColumn(verbose_name=_("Từ ngày"))
    ends_on = DateColumn(verbose_name=_("Đến hết ngày"))
    decision = TextColumn(verbose_name=_("Quyết định"), orderable=False)

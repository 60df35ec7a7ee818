"""The list of obligations: who owes what until when, and what came of it."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, DateColumn, NumberColumn, TextColumn
from twinning.choices import ObligationState
from twinning.models import Obligation, Report
from twinning.tables.columns import DaysLateColumn, StatusColumn


def filer_of(report: Report | None) -> str:
    """Who filed; both are named when the office entered a unit's paper."""
    if report is None or not report.is_filed:
        return ""
    if report.paper_signer:
        return _t("%(signer)s (bản giấy; %(who)s nhập)") % {"signer": report.paper_signer, "who": report.submitted_by}
    return str(report.submitted_by or "")


def _report_url(record: Obligation, table: YearTable) -> str | None:
    """The filing, where one was begun."""
    report = getattr(record, "report", None)
    return table.year_url("report-detail", pk=report.pk, year=record.period.programme_year.year) if report else None


class ObligationTable(YearTable):
    unit = TextColumn(
        verbose_name=_("Đơn vị"),
        accessor="unit__name",
        order_by=("unit__sort_key", "period__due_on", "pk"),
        linkify=lambda record, table: table.year_url(
            "unit-detail", pk=record.unit_id, year=record.period.programme_year.year
        ),
        attrs={"td": {"class": "col-wide"}},
    )
    kind = TextColumn(
        verbose_name=_("Khối"),
        accessor="unit__kind",
        order_by=("unit__kind", "unit__sort_key", "pk"),
        attrs={"td": {"class": "col-narrowest"}},
    )
    period = TextColumn(
        verbose_name=_("Kỳ"),
        accessor="period__kind",
        order_by=("period__due_on", "unit__sort_key", "pk"),
        attrs=NOWRAP,
        linkify=_report_url,
    )
    year = NumberColumn(
        verbose_name=_("Năm"),
        accessor="period__programme_year__year",
        kind="text",
        order_by=("period__programme_year__year", "period__due_on", "unit__sort_key", "pk"),
    )
    due_on = DateColumn(
        verbose_name=_("Hạn gốc"), accessor="period__due_on", order_by=("period__due_on", "unit__sort_key", "pk")
    )
    extended = DateColumn(
        verbose_name=_("Gia hạn đến"),
        accessor="effective_due_on",
        order_by=("effective_due_on", "unit__sort_key", "pk"),
    )
    state = StatusColumn(ObligationState, verbose_name=_("Trạng thái"), order_by=("state", "unit__sort_key", "pk"))
    days_late = DaysLateColumn(verbose_name=_("Số ngày trễ"), order_by=("days_late", "unit__sort_key", "pk"))
    filed_on = DateColumn(verbose_name=_("Ngày nộp"), order_by=("filed_on", "unit__sort_key", "pk"))
    filer = TextColumn(
        verbose_name=_("Người nộp"), empty_values=(), orderable=False, attrs={"td": {"class": "col-mid"}}
    )
    actions = TextColumn(verbose_name=_("Việc làm"), empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        row_attrs = {"class": lambda record: "row-late" if record.days_late.days else ""}
        order_by = "period"

    def __init__(self, *args, may_decide: bool, may_begin: bool, **kwargs) -> None:
        self.may_decide, self.may_begin = may_decide, may_begin
        super().__init__(*args, **kwargs)

    def render_year(self, value: int) -> str:
        return str(value)  # a year must not read 2.018

    def value_year(self, value: int) -> int:
        return value

    def render_extended(self, record: Obligation, column: DateColumn) -> str:
        return column.render(record.effective_due_on) if _is_extended(record) else ""

    def value_extended(self, record: Obligation):
        return record.effective_due_on if _is_extended(record) else None

    def render_filer(self, record: Obligation) -> str:
        return filer_of(getattr(record, "report", None))

    def render_actions(self, record: Obligation) -> SafeString:
        context = {
            "row": record,
            "report": getattr(record, "report", None),
            "year": record.period.programme_year,
            "may_decide": self.may_decide,
            "may_begin": self.may_begin,
        }
        return render_to_string("twinning/_obligation_actions.html", context, self.request)


def _is_extended(record: Obligation) -> bool:
    return record.effective_due_on != record.period.due_on

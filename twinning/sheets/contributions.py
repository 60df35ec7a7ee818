"""What units did for their communes: the figures of the annual reports."""

from functools import cache

from django.db.models import BigIntegerField, DecimalField, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.sheets.columns import commune_columns
from communes.sheets.places import CommuneFinder
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.recording import sign
from kontum04.core.sheets.model import Column, Kind
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.sheets.template import TemplateRow
from twinning.choices import MEASURES, PeriodKind
from twinning.models import Contribution, Obligation, Report, Twinning, Unit
from twinning.resources import ContributionResource, Texts
from twinning.services.filing import require_editable, start_report, touch
from twinning.sheets.finders import UnitFinder
from twinning.sheets.rows import RowSheet
from twinning.sheets.twinnings import unit_column

_SHORT_NAMES = {
    "trips": (_("Lượt người"), _("Số lượt người")),
    "workdays": (_("Số ngày công"),),
    "money_savings": (_("Tiết kiệm cơ quan"), _("Tiết kiệm kinh phí cơ quan"), _("Kinh phí tiết kiệm cơ quan")),
    "money_staff": (_("CBCCVC đóng góp"), _("CBCCVC, NLĐ đóng góp"), _("Kinh phí CBCCVC đóng góp")),
    "money_in_province": (_("Vận động trong tỉnh"), _("Kinh phí vận động trong tỉnh")),
    "money_out_province": (_("Vận động ngoài tỉnh"), _("Kinh phí vận động ngoài tỉnh")),
    "in_kind": (_("Hiện vật quy đổi"), _("Hiện vật")),
    "models_new": (_("Số mô hình mới"),),
    "models_replicated": (_("Số mô hình nhân rộng"),),
    "party_members": (_("Đảng viên kết nạp"), _("Đảng viên mới")),
    "households_visited": (_("Hộ được thăm"), _("Số hộ được thăm")),
    "gifts_value": (_("Trị giá quà tặng"), _("Trị giá quà")),
}
"""How the office's own sheets call the measures (Biểu 1), beside their names in the portal."""


class Contributions(RowSheet):
    code = "contributions"
    title = _("Kết quả giúp đỡ")
    description = _("Số liệu báo cáo năm của đơn vị theo từng xã; nhập vào bản đang soạn, không đổi báo cáo đã nộp.")
    roles = OFFICE_STAFF | {Role.UNIT}
    has_blank_template = True

    @cached_property
    def columns(self) -> list[Column]:
        return [
            unit_column([unit.name for unit in self.units]),
            *commune_columns(),
            *(measure_column(name) for name in MEASURES),
            Column(
                "money_total",
                gettext("Cộng kinh phí (đồng)"),
                (gettext("Cộng"), gettext("Kinh phí cộng"), gettext("Cộng kinh phí"), gettext("Tổng kinh phí")),
                kind="money",
                help_text=gettext("Không bắt buộc; nếu ghi thì phải bằng cộng bốn nguồn."),
            ),
            Column("note", gettext("Ghi chú")),
        ]

    @property
    def template_columns(self) -> list[Column]:
        """The commune's full name says its district."""
        return [column for column in self.columns if column.key not in ("code", "district")]

    @property
    def reference_keys(self) -> tuple[str, ...]:
        return MEASURES

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.visible_to(self.user))

    @cached_property
    def obligations(self) -> dict[int, Obligation]:
        """The annual report each unit in scope owes, by unit."""
        owed = Obligation.objects.visible_to(self.user).in_year(self.programme, self.year)
        annual = owed.filter(period__kind=PeriodKind.ANNUAL)
        related = annual.select_related("unit", "period__programme_year__programme", "report__submitted_by")
        return {obligation.unit_id: obligation for obligation in related.order_by("unit__sort_key", "unit_id")}

    def locks(self) -> list[QuerySet]:
        return [Report.objects.filter(obligation__in=[owed.pk for owed in self.obligations.values()])]

    @cached_property
    def contributions(self) -> list[Contribution]:
        owed = {obligation.pk: obligation for obligation in self.obligations.values()}
        rows = Contribution.objects.filter(report__obligation__in=owed).select_related("report", "commune__district")
        found = list(rows)
        for row in found:
            row.report = owed[row.report.obligation_id].report
        return found

    @cached_property
    def communes_of(self) -> dict[int, list[Commune]]:
        """The communes each unit helps in the year, and those its report already speaks of."""
        found: dict[int, dict[int, Commune]] = {pk: {} for pk in self.obligations}
        twinnings = Twinning.objects.in_year(self.programme, self.year).filter(unit__in=self.obligations)
        for twinning in twinnings.select_related("commune__district").order_by("commune__sort_key", "commune"):
            found[twinning.unit_id][twinning.commune_id] = twinning.commune
        for row in self.contributions:
            found[row.report.obligation.unit_id].setdefault(row.commune_id, row.commune)
        return {unit: list(communes.values()) for unit, communes in found.items()}

    def template_rows(self, *, filled: bool) -> list[TemplateRow]:
        own = {key_of(row): cells_of(row) for row in self.contributions} if filled else {}
        before = self._last_year()
        return [
            TemplateRow(
                {"unit": obligation.unit.name, "commune": commune.full_name} | own.get((unit, commune.pk), {}),
                before.get((unit, commune.pk), {}),
            )
            for unit, obligation in self.obligations.items()
            for commune in self.communes_of[unit]
        ]

    def _last_year(self) -> dict[tuple[int, int], dict]:
        filed = Contribution.objects.visible_to(self.user).filed().in_year(self.programme, self.year - 1)
        rows = filed.of_kind(PeriodKind.ANNUAL).select_related("report__obligation")
        return {key_of(row): cells_of(row) for row in rows}

    def resource(self) -> ContributionResource:
        return ContributionResource(
            self.columns,
            year=self.year,
            find_unit=UnitFinder(self.units, among=self._among_units).find,
            obligations=self.obligations,
            find_commune=self._find_commune,
            contributions=self.contributions,
        )

    @property
    def _among_units(self) -> str:
        if self.user.sees_everything:
            return gettext("trong danh sách đơn vị")
        return gettext("trong các đơn vị thuộc phạm vi của anh/chị")

    def _find_commune(self, unit: Unit, texts: Texts) -> Commune:
        finder = self._finders(unit.pk)
        return finder.find(texts["commune"], district=texts["district"], code=texts["code"])

    @cached_property
    def _finders(self):
        @cache
        def of(unit: int) -> CommuneFinder:
            words = {"unit": self.obligations[unit].unit, "year": self.year}
            among = gettext("trong các xã phân công cho %(unit)s năm %(year)s") % words
            return CommuneFinder(self.communes_of[unit], among=among)

        return of

    def apply(self, plan: ImportPlan, *, by, source: str) -> None:
        """Save the rows into the units' drafts, begun where there was none, and count one saving of each."""
        reports: dict[int, Report] = {}
        for each in plan.work:
            obligation = each.instance.report.obligation
            if obligation.pk not in reports:
                reports[obligation.pk] = start_report(obligation=obligation, by=by)
                require_editable(reports[obligation.pk])
            each.instance.report = reports[obligation.pk]
            sign(each.instance, by=by, why=source)
            each.instance.save()
        for report in reports.values():
            touch(report, by)


def measure_column(name: str) -> Column:
    """The column of one measure, by the model's field."""
    field = Contribution._meta.get_field(name)
    kind: Kind = "integer"
    if isinstance(field, BigIntegerField):
        kind = "money"
    elif isinstance(field, DecimalField):
        kind = "decimal"
    label = str(field.verbose_name)
    return Column(name, label[:1].upper() + label[1:], tuple(map(str, _SHORT_NAMES[name])), kind=kind)


def key_of(row: Contribution) -> tuple[int, int]:
    """Unit and commune."""
    return row.report.obligation.unit_id, row.commune_id


def cells_of(row: Contribution) -> dict:
    """What the columns show of a row."""
    return {name: getattr(row, name) for name in (*MEASURES, "note")}

"""Assignments: which unit helps which commune or village, since when and by which decision."""

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Decision, Village, designated_communes
from communes.sheets.columns import commune_columns
from communes.sheets.places import CommuneFinder, VillageFinder
from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import formats
from kontum04.core.sheets.header import Table
from kontum04.core.sheets.model import CellProblem, Column
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.sheets.template import TemplateRow
from twinning.models import Obligation, Twinning, Unit
from twinning.resources import Texts, TwinningResource
from twinning.sheets.finders import DecisionFinder, UnitFinder
from twinning.sheets.rows import RowSheet


class Twinnings(RowSheet):
    code = "twinnings"
    title = _("Phân công kết nghĩa")
    description = _("Đơn vị nào giúp xã, thôn nào, từ ngày nào, theo quyết định nào; mỗi hàng một phân công.")
    roles = OFFICE_STAFF
    spare_rows = 60

    @cached_property
    def columns(self) -> list[Column]:
        code, district, commune = commune_columns(choices=[commune.full_name for commune in self.places])
        return [
            unit_column([unit.name for unit in self.units]),
            code,
            district,
            commune,
            Column("village", gettext("Thôn, làng"), (gettext("Thôn"), gettext("Làng")), locked=True),
            Column(
                "starts_on",
                gettext("Từ ngày"),
                (gettext("Ngày bắt đầu"), gettext("Phân công từ ngày"), gettext("Bắt đầu")),
                kind="date",
                blank=False,
                locked=True,
            ),
            Column(
                "ends_on",
                gettext("Đến hết ngày"),
                (gettext("Đến ngày"), gettext("Ngày kết thúc"), gettext("Kết thúc")),
                kind="date",
            ),
            Column(
                "decision",
                gettext("Quyết định"),
                (gettext("Số quyết định"), gettext("Theo quyết định"), gettext("Căn cứ")),
                kind="choice",
                choices=[(str(decision), str(decision)) for decision in self.decisions],
            ),
        ]

    @property
    def template_columns(self) -> list[Column]:
        """The commune's full name says its district."""
        return [column for column in self.columns if column.key not in ("code", "district")]

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.visible_to(self.user))

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(Decision.objects.all())

    @cached_property
    def twinnings(self) -> list[Twinning]:
        """All assignments of the programme, past ones too: a new one must not overlap them."""
        rows = Twinning.objects.visible_to(self.user).filter(programme=self.programme)
        return list(rows.select_related("unit", "commune__district", "village", "decision"))

    @cached_property
    def places(self) -> list[Commune]:
        """Communes of the year, and those that were assigned: within the year they may have been merged."""
        assigned = {twinning.commune_id for twinning in self.twinnings if self.is_of_year(twinning)}
        rows = Commune.objects.visible_to(self.user).select_related("district")
        in_force = Commune.objects.in_force(self.last_day)
        return list(rows.filter(Q(pk__in=in_force.values("pk")) | Q(pk__in=assigned)))

    def is_of_year(self, twinning: Twinning) -> bool:
        return twinning.starts_on.year <= self.year and (twinning.ends_on is None or twinning.ends_on.year >= self.year)

    def locks(self) -> list[QuerySet]:
        return [Twinning.objects.filter(programme=self.programme)]

    def template_rows(self, *, filled: bool) -> list[TemplateRow]:
        """The year's assignments as they are: a list is corrected, not filled in anew."""
        return [
            TemplateRow(
                {
                    "unit": twinning.unit.name,
                    "commune": twinning.commune.full_name,
                    "village": str(twinning.village or ""),
                    "starts_on": twinning.starts_on,
                    "ends_on": twinning.ends_on,
                    "decision": str(twinning.decision or ""),
                }
            )
            for twinning in self.twinnings
            if self.is_of_year(twinning)
        ]

    def resource(self) -> TwinningResource:
        among = gettext("trong danh sách đơn vị")
        finders = {
            "unit": UnitFinder(self.units, among=among).find,
            "decision": DecisionFinder(self.decisions).find,
        }
        return TwinningResource(
            self.columns,
            finders,
            programme=self.programme,
            in_year=self.is_of_year,
            twinnings=self.twinnings,
            find_place=self._find_place,
        )

    @cached_property
    def _communes(self) -> CommuneFinder:
        return CommuneFinder(self.places, among=gettext("trong danh mục xã năm %(year)s") % {"year": self.year})

    @cached_property
    def _villages(self) -> VillageFinder:
        return VillageFinder(Village.objects.in_force(self.last_day).filter(commune__in=self.places))

    def _find_place(self, texts: Texts) -> tuple[Commune, Village | None]:
        commune = self._communes.find(texts["commune"], district=texts["district"], code=texts["code"])
        return commune, self._villages.find(commune, texts["village"]) if texts["village"] else None

    def plan(self, table: Table) -> ImportPlan:
        plan = super().plan(table)
        listed = set(designated_communes(self.programme, self.year).values_list("pk", flat=True))
        for each in plan.work:
            commune = each.instance.commune
            if each.is_new and commune.pk not in listed:
                message = gettext("%(commune)s không thuộc danh sách xã của chương trình năm %(year)s.")
                words = {"commune": commune.full_name, "year": self.year}
                plan.warnings.append(CellProblem(each.row.sheet, each.row.cell("commune"), message % words))
        self._warn_of_obligations(plan)
        return plan

    def _warn_of_obligations(self, plan: ImportPlan) -> None:
        """What a unit owes is not made by an import: to owe a plan that fell due months ago is for people to decide."""
        owing = set(Obligation.objects.in_year(self.programme, self.year).values_list("unit", flat=True))
        new = {each.instance.unit_id: each.instance.unit.name for each in plan.work if each.is_new}
        names = [name for pk, name in new.items() if pk not in owing]
        if names:
            message = gettext(
                "Chưa có nghĩa vụ báo cáo năm %(year)s: %(units)s. Sau khi nhập, bổ sung ở trang Kỳ báo cáo."
            )
            plan.warnings.append(message % {"year": self.year, "units": formats.join(names)})


def unit_column(names: list[str]) -> Column:
    """The column that says which unit is meant."""
    return Column(
        "unit",
        gettext("Đơn vị"),
        (gettext("Tên đơn vị"), gettext("Đơn vị kết nghĩa"), gettext("Đơn vị giúp đỡ")),
        required=True,
        blank=False,
        locked=True,
        kind="choice",
        choices=[(name, name) for name in names],
    )

"""The list of units."""

from django.db.models import QuerySet, TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.models import District
from communes.sheets.places import DistrictFinder
from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core.sheets.model import Column
from kontum04.core.sheets.template import TemplateRow
from twinning.choices import UnitKind, UnitLevel
from twinning.models import Unit
from twinning.resources import UnitResource
from twinning.sheets.rows import RowSheet


def labels_of(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """Codes and labels as plain text."""
    return [(code, str(label)) for code, label in choices.choices]


class Units(RowSheet):
    code = "units"
    title = _("Đơn vị kết nghĩa")
    description = _("Danh sách đơn vị; mỗi hàng một đơn vị. Tên chưa có trong danh sách là đơn vị mới.")
    roles = OFFICE_STAFF
    spare_rows = 30

    @cached_property
    def columns(self) -> list[Column]:
        districts = [(str(district), str(district)) for district in self.districts]
        return [
            Column(
                "name",
                gettext("Tên đơn vị"),
                (gettext("Đơn vị"), gettext("Đơn vị kết nghĩa"), gettext("Tên đơn vị kết nghĩa")),
                required=True,
                blank=False,
                locked=True,
            ),
            Column("short_name", gettext("Tên ngắn"), (gettext("Tên viết tắt"), gettext("Viết tắt"))),
            Column(
                "kind",
                gettext("Khối"),
                (gettext("Loại đơn vị"), gettext("Loại hình"), gettext("Khối đơn vị")),
                kind="choice",
                choices=labels_of(UnitKind),
                blank=False,
            ),
            Column(
                "level",
                gettext("Cấp"),
                (gettext("Cấp đơn vị"),),
                kind="choice",
                choices=labels_of(UnitLevel),
                blank=False,
            ),
            Column(
                "district",
                gettext("Huyện"),
                (gettext("Huyện, thành phố"), gettext("Thuộc huyện")),
                kind="choice",
                choices=districts,
                help_text=gettext("Chỉ với đơn vị cấp huyện."),
            ),
            Column(
                "head_count",
                gettext("Số cán bộ, nhân viên"),
                (gettext("Số người"), gettext("Số cán bộ"), gettext("Biên chế")),
                kind="integer",
            ),
            Column("valid_from", gettext("Có hiệu lực từ"), (gettext("Từ ngày"),), kind="date"),
            Column("valid_to", gettext("Đến hết ngày"), (gettext("Đến ngày"),), kind="date"),
        ]

    @cached_property
    def districts(self) -> list[District]:
        return list(District.objects.in_force(self.last_day))

    def locks(self) -> list[QuerySet]:
        return [Unit.objects.all()]

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.visible_to(self.user).select_related("district"))

    def template_rows(self, *, filled: bool) -> list[TemplateRow]:
        """The units as they are: a list is corrected, not filled in anew."""
        return [
            TemplateRow(
                {
                    "name": unit.name,
                    "short_name": unit.short_name,
                    "kind": unit.kind,
                    "level": unit.level,
                    "district": str(unit.district or ""),
                    "head_count": unit.head_count,
                    "valid_from": unit.valid_from,
                    "valid_to": unit.valid_to,
                }
            )
            for unit in self.units
        ]

    def resource(self) -> UnitResource:
        # Units of other times keep their district: it need not be in force any more.
        known = dict.fromkeys([*self.districts, *(unit.district for unit in self.units if unit.district)])
        return UnitResource(self.columns, {"district": DistrictFinder(known).find}, self.units)

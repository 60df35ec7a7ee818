"""The plan as a page: one row a thing to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Village
from twinning.choices import FundingSource, ItemKind
from twinning.figures.beside import twinned_communes, villages_of
from twinning.models import PlanItem, Report, WorkGroup
from twinning.services.drafts import Draft, key_of

from .fields import DayField, KindField, LineField, MoneyField, NumberField, PickField
from .paper import PaperForm
from .rows import ListedRowForm, RowForm, formset_of, initial_of, united

QUANTITY_LIMIT = 10**9


class PlanItemForm(ListedRowForm):
    """One thing the unit registers. The communes and villages offered are those of its own twinnings."""

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, presets=choices["presets"], more_fields=_picks(choices), **kwargs)
        self.order_fields(PLAN_COLUMNS)
        self.fields["cost"].widget.attrs["data-sum"] = "cost"

    kind = KindField(ItemKind, label=gettext_lazy("Loại"))
    content = LineField(limit=400, label=gettext_lazy("Nội dung"))
    quantity = NumberField(decimals=2, limit=QUANTITY_LIMIT, label=gettext_lazy("Chỉ tiêu"))
    unit_of_measure = LineField(limit=30, label=gettext_lazy("ĐVT"))
    cost = MoneyField(label=gettext_lazy("Kinh phí (đồng)"))
    funding = KindField(FundingSource, label=gettext_lazy("Nguồn"))
    partner = LineField(limit=200, label=gettext_lazy("Đơn vị phối hợp"))
    starts_on = DayField(label=gettext_lazy("Bắt đầu"))
    ends_on = DayField(label=gettext_lazy("Hoàn thành"))
    responsible = LineField(limit=120, label=gettext_lazy("Người phụ trách (chức danh)"))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        village, commune = values.get("village"), values.get("commune")
        if village and commune and village.commune_id != commune.pk:
            self.add_error("village", ValidationError(_("thôn (làng) này không thuộc xã đã chọn.")))
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ValidationError(_("ngày hoàn thành phải sau ngày bắt đầu.")))
        return values


PLAN_COLUMNS = (
    "work_group", "commune", "village", "kind", "content", "quantity", "unit_of_measure", "cost", "funding", "partner",
    "starts_on", "ends_on", "responsible",
)  # fmt: skip
"""The order of the office's own sheet (DOMAIN, Forms)."""

PlanFormSet = formset_of(PlanItemForm)


def _picks(choices: dict[str, Any]) -> dict[str, PickField]:
    return {
        "work_group": PickField(choices["work_groups"], label=gettext_lazy("Nhóm việc")),
        "commune": PickField(choices["communes"], label=gettext_lazy("Xã")),
        "village": PickField(choices["villages"], text_of=choices["village_text"], label=gettext_lazy("Thôn, làng")),
    }


class PlanSheet:
    """Everything on the plan's page: from what is stored, or from what was sent."""

    template_name = "twinning/plan_edit.html"

    def __init__(self, report: Report, *, by, data: Any = None) -> None:
        self.report = report
        self.communes = twinned_communes(report)
        stored = list(report.items.select_related("commune__district"))
        self.items = PlanFormSet(
            data,
            prefix="items",
            row_label=_("Dòng"),
            initial=[{**initial_of(item, PLAN_COLUMNS), "key": key_of(item)} for item in stored],
            form_kwargs={"choices": self._choices(stored)},
        )
        self.paper = PaperForm(data, report=report) if by.is_office else None

    def _choices(self, stored: list[PlanItem]) -> dict[str, Any]:
        year = self.report.obligation.period.programme_year
        communes = united(self.communes, (item.commune for item in stored))
        several = len(communes) > 1
        return {
            "work_groups": list(WorkGroup.objects.filter(programme=year.programme_id)),
            "communes": communes,
            "villages": villages_of(communes, year.year),
            "village_text": _village_of_commune if several else str,
            "presets": {} if several or not self.communes else {"commune": self.communes[0].pk},
        }

    def row_forms(self) -> list[RowForm]:
        return [*self.items.forms, *([self.paper] if self.paper else [])]

    def draft(self) -> Draft:
        """What was sent, as far as it could be read."""
        unread = self.items.problems() + (self.paper.problems(_("Bản giấy")) if self.paper else [])
        rows = self.items.rows(PlanItem, needs=("commune", "work_group"))
        return Draft(rows=rows, paper=self.paper.values() if self.paper else {}, unread=unread)


def _village_of_commune(village: Village) -> str:
    return f"{village} ({village.commune.name})"

"""The half-year and the annual report as a page: figures by commune, works against the plan, prose."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Commune
from twinning.choices import MEASURES, MONEY_MEASURES, ItemKind
from twinning.figures.beside import (
    form_sections,
    helpers_of,
    last_year,
    planned,
    registered_items,
    twinned_communes,
)
from twinning.models import Contribution, FormSection, PlanItem, Report, ReportSection, Unit, WorkResult
from twinning.services.drafts import Draft, Row, key_of

from .fields import DoneField, KindField, LineField, MoneyField, NumberField, PickField, ProseField
from .paper import PaperForm
from .rows import ListedRowForm, RowForm, formset_of, initial_of, united

PROSE_LIMIT = 20_000
FAR_FROM_LAST_YEAR = "200"
"""Percent of change from last year beyond which a number is doubted aloud; help varies much from year to year."""


def measure_field(name: str) -> NumberField:
    """The input of one measure, by the column that holds it."""
    column = Contribution._meta.get_field(name)
    label = column.verbose_name
    if isinstance(column, models.BigIntegerField):
        return MoneyField(label=label)
    return NumberField(label=label, decimals=getattr(column, "decimal_places", 0))


@dataclass(frozen=True)
class MeasureLine:
    """One line of a commune: the input beside last year's number and the plan's; None is not reported, not planned."""

    field: forms.BoundField
    is_money: bool
    ends_money: bool
    last: Decimal | int | None
    plan: Decimal | None


class ContributionForm(RowForm):
    """What the unit did for one commune."""

    note = LineField(limit=300, label=gettext_lazy("Ghi chú"))

    def __init__(self, data: Any, *, commune: Commune, stored, last: Contribution | None, plan: dict) -> None:
        self.commune, self.last, self.plan = commune, last, plan
        initial = initial_of(stored, (*MEASURES, "note")) if stored else {}
        measures = {name: measure_field(name) for name in MEASURES}
        super().__init__(data, prefix=f"c{commune.pk}", initial=initial, more_fields=measures)
        for name in MONEY_MEASURES:
            self.fields[name].widget.attrs["data-sum"] = f"money-{commune.pk} money"
        for name in MEASURES:
            before = getattr(last, name, None)
            if before is not None:
                self.fields[name].widget.attrs |= {"data-last": before, "data-warn-percent": FAR_FROM_LAST_YEAR}

    @property
    def lines(self) -> list[MeasureLine]:
        return [
            MeasureLine(
                self[name],
                name in MONEY_MEASURES,
                name == MONEY_MEASURES[-1],
                getattr(self.last, name, None),
                self.plan.get(name),
            )
            for name in MEASURES
        ]

    @property
    def last_money(self) -> int | None:
        return self.last.money_total if self.last else None

    @property
    def plan_money(self) -> Decimal | None:
        amounts = [self.plan[name] for name in MONEY_MEASURES if name in self.plan]
        return sum(amounts, Decimal(0)) if amounts else None

    def row(self) -> Row:
        return Row(Contribution, self.prefix, self.commune.full_name, {"commune": self.commune}, self.values())


class ProgressFields(forms.Form):
    """How far a thing came. Shared by registered and further works."""

    progress = NumberField(limit=100, label=gettext_lazy("Tiến độ (%)"))
    is_completed = DoneField(label=gettext_lazy("Đã xong"))
    cost = MoneyField(label=gettext_lazy("Kinh phí thực hiện (đồng)"))
    note = LineField(limit=300, label=gettext_lazy("Ghi chú, lý do chưa xong"))


WORK_NAMES = ("progress", "is_completed", "cost", "joint_lead", "note")


class WorkForm(ProgressFields, RowForm):
    """What became of one registered item."""

    def __init__(self, data: Any, *, item: PlanItem, stored: WorkResult | None, helpers: list[Unit]) -> None:
        self.item = item
        initial = initial_of(stored, WORK_NAMES) if stored else {}
        super().__init__(data, prefix=f"w{item.pk}", initial=initial, more_fields={"joint_lead": lead_field(helpers)})

    def row(self) -> Row:
        item = self.item
        fixed = {"commune": item.commune, "kind": item.kind, "content": item.content}
        return Row(WorkResult, self.prefix, item.content, {"plan_item": item}, self.values(), fixed=fixed)


class ExtraWorkForm(ProgressFields, ListedRowForm):
    """A work beyond the plan."""

    kind = KindField(ItemKind, label=gettext_lazy("Loại"))
    content = LineField(limit=400, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, communes: list[Commune], helpers: list[Unit], **kwargs: Any) -> None:
        picks = {"commune": PickField(communes, label=gettext_lazy("Xã")), "joint_lead": lead_field(helpers)}
        presets = {"kind": ItemKind.WORK.value}
        if len(communes) == 1:
            presets["commune"] = communes[0].pk
        super().__init__(*args, presets=presets, more_fields=picks, **kwargs)
        self.order_fields(EXTRA_NAMES)


EXTRA_NAMES = ("commune", "kind", "content", *WORK_NAMES)
ExtraWorkFormSet = formset_of(ExtraWorkForm)


def lead_field(helpers: list[Unit]) -> PickField:
    """Which other unit leads a joint work."""
    return PickField(helpers, text_of=lambda unit: unit.label, label=gettext_lazy("Làm chung, đơn vị chủ trì"))


class SectionForm(RowForm):
    """The prose of one section."""

    def __init__(self, data: Any, *, section: FormSection, text: str) -> None:
        self.section = section
        prose = ProseField(limit=PROSE_LIMIT, label=str(section), help_text=section.hint)
        prose.widget.attrs = {"class": "form-control", "rows": 4}
        super().__init__(data, prefix=f"s{section.pk}", initial={"text": text}, more_fields={"text": prose})

    def row(self) -> Row:
        return Row(ReportSection, self.prefix, str(self.section), {"section": self.section}, self.values())


class ReportSheet:
    """Everything on the page of a report: from what is stored, or from what was sent."""

    template_name = "twinning/report_edit.html"

    def __init__(self, report: Report, *, by, data: Any = None) -> None:
        self.report = report
        rows = list(report.contributions.select_related("commune__district"))
        works = list(report.works.select_related("plan_item__commune__district", "joint_lead"))
        twinned = twinned_communes(report)
        self.communes = united(twinned, (row.commune for row in rows))
        self.contributions = self._contribution_forms(data, rows, by)
        helpers = united(helpers_of(self.communes, report), (work.joint_lead for work in works if work.joint_lead))
        self.works = self._work_forms(data, works, helpers)
        self.extra = self._extra_forms(data, works, helpers)
        texts = {row.section_id: row.text for row in report.sections.all()}
        self.sections = [SectionForm(data, section=s, text=texts.get(s.pk, "")) for s in form_sections(report)]
        self.paper = PaperForm(data, report=report) if by.is_office else None

    def _contribution_forms(self, data: Any, rows: list[Contribution], by) -> list[ContributionForm]:
        stored = {row.commune_id: row for row in rows}
        before = last_year(self.report, by)
        self.last_note = before.note
        self.items = registered_items(self.report)
        last, plans = before.rows, planned(self.items)
        return [
            ContributionForm(data, commune=c, stored=stored.get(c.pk), last=last.get(c.pk), plan=plans.get(c.pk, {}))
            for c in self.communes
        ]

    def _work_forms(self, data: Any, works: list[WorkResult], helpers: list[Unit]) -> list[WorkForm]:
        stored = {work.plan_item_id: work for work in works if work.plan_item_id}
        items = united(self.items, (work.plan_item for work in stored.values()))
        return [WorkForm(data, item=item, stored=stored.get(item.pk), helpers=helpers) for item in items]

    def _extra_forms(self, data: Any, works: list[WorkResult], helpers: list[Unit]) -> Any:
        stored = [] if data is not None else [work for work in works if not work.plan_item_id]
        return ExtraWorkFormSet(
            data,
            prefix="extra",
            row_label=_("Việc ngoài kế hoạch"),
            initial=[{**initial_of(work, EXTRA_NAMES), "key": key_of(work)} for work in stored],
            form_kwargs={"communes": self.communes, "helpers": helpers},
        )

    def row_forms(self) -> list[RowForm]:
        forms = [*self.contributions, *self.works, *self.sections, *self.extra.forms]
        return [*forms, *([self.paper] if self.paper else [])]

    def draft(self) -> Draft:
        """What was sent, as far as it could be read."""
        rows = [form.row() for form in (*self.contributions, *self.works, *self.sections)]
        rows += self.extra.rows(WorkResult, needs=("commune",))
        unread = [problem for form in self.contributions for problem in form.problems(form.commune.full_name)]
        unread += [problem for form in self.works for problem in form.problems(form.item.content)]
        unread += [problem for form in self.sections for problem in form.problems(str(form.section))]
        unread += self.extra.problems()
        if self.paper:
            unread += self.paper.problems(_("Bản giấy"))
        return Draft(rows=rows, paper=self.paper.values() if self.paper else {}, unread=unread)

"""Rules for no đủ – vững mạnh – an toàn in the admin; a formula that cannot be read or judged is refused there."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.conditions import name_of
from communes.models import IndicatorPart, PlaceLevel, ProsperityCriterion, ProsperityRuleSet
from communes.models.rule_sets import VILLAGES
from kontum04.core import formulas
from kontum04.core.admin import TrackedAdmin

MOST_PARTS = 8


def measures(level: str) -> set[str]:
    """What formulas of the level may name."""
    parts = IndicatorPart.objects.reported()
    if level != PlaceLevel.VILLAGE:
        return {VILLAGES, *(name_of(part) for part in parts)}
    return {name_of(part) for part in parts.at_village().exclude(kind=PartKind.CHANGE)}


def full_is_nearly(full: str, nearly: str, codes: Iterable[str]) -> bool:
    """Whether the one condition holds wherever the other does, in every case the parts can make."""
    codes = list(codes)
    truths = product((Decimal(0), Decimal(1)), repeat=len(codes))
    cases = [dict[str, Decimal | None](zip(codes, truth, strict=True)) for truth in truths]
    return all(formulas.value_of(nearly, case) for case in cases if formulas.value_of(full, case))


class CriterionFormSet(BaseInlineFormSet):
    """Formulas name what the level has; the states name only the parts that stand below them."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        for row in kept:
            if row.get("formula"):
                formulas.check(row["formula"], measures(self.instance.level))
        codes = sorted({row["code"] for row in kept if row.get("code")})
        if len(codes) > MOST_PARTS:
            raise ValidationError(_("Nhiều nhất %(most)s phần.") % {"most": MOST_PARTS})
        try:
            for formula in (self.instance.full, self.instance.nearly):
                formulas.check(formula, codes)
        except ValidationError as error:
            words = _("Cách ghép các phần: %(problem)s Các mã có trong bộ tiêu chí: %(codes)s.")
            raise ValidationError(words % {"problem": error.message, "codes": ", ".join(codes)}) from error
        if not full_is_nearly(self.instance.full, self.instance.nearly, codes):
            raise ValidationError(_("Nơi đã “đạt” phải luôn đúng cả điều kiện “cơ bản đạt”."))


class CriterionInline(admin.TabularInline):
    model = ProsperityCriterion
    formset = CriterionFormSet
    fields = ("code", "label", "formula", "order")
    extra = 0


@admin.register(ProsperityRuleSet)
class ProsperityRuleSetAdmin(TrackedAdmin):
    fields = (
        "code", "title", "basis", "level", "programme", "from_year", "last_year", "reported_in", "full", "nearly",
    )  # fmt: skip
    list_display = ["title", "level", "programme", "from_year", "last_year"]
    list_filter = ["level", "programme"]
    list_select_related = ["programme"]
    inlines = [CriterionInline]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("full", "nearly"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 80})
        if db_field.name == "reported_in":
            kwargs["queryset"] = IndicatorPart.objects.filter(kind=PartKind.CHOICE)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

"""Rules for leaving the list in the admin; a formula that cannot be read or names nothing known is refused there."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from communes.figures.conditions import name_of
from communes.models import ExitCriterion, ExitRuleSet, IndicatorPart
from communes.models.exit_rules import HARD_VILLAGES
from communes.models.rule_sets import VILLAGES
from kontum04.core import formulas
from kontum04.core.admin import TrackedAdmin


def measures() -> set[str]:
    """What formulas may name."""
    return {HARD_VILLAGES, VILLAGES, *(name_of(part) for part in IndicatorPart.objects.in_use())}


class RuleSetForm(forms.ModelForm):
    class Meta:
        model = ExitRuleSet
        fields = ("code", "title", "basis", "programme", "from_year", "last_year", "village_formula", "verdict")

    def clean_village_formula(self) -> str:
        formula = self.cleaned_data["village_formula"]
        if formula:
            formulas.check(formula, measures() - {HARD_VILLAGES, VILLAGES})
        return formula


class CriterionForm(forms.ModelForm):
    class Meta:
        model = ExitCriterion
        fields = ("code", "label", "formula", "order")

    def clean_formula(self) -> str:
        formula = self.cleaned_data["formula"]
        if formula:
            formulas.check(formula, measures())
        return formula


class CriterionFormSet(BaseInlineFormSet):
    """The verdict may only name criteria that stand below it."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        codes = {row["code"] for row in kept if row.get("code")}
        try:
            formulas.check(self.instance.verdict, codes)
        except ValidationError as error:
            words = _("Điều kiện ra khỏi danh sách: %(problem)s Các mã có trong bộ tiêu chí: %(codes)s.")
            raise ValidationError(words % {"problem": error.message, "codes": ", ".join(sorted(codes))}) from error


class CriterionInline(admin.TabularInline):
    model = ExitCriterion
    form = CriterionForm
    formset = CriterionFormSet
    extra = 0


@admin.register(ExitRuleSet)
class ExitRuleSetAdmin(TrackedAdmin):
    form = RuleSetForm
    list_display = ["title", "programme", "from_year", "last_year"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    inlines = [CriterionInline]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("village_formula", "verdict"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 80})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

"""How papers look and who signs them, in the admin."""

from itertools import groupby

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communes.admin import ProgrammeAdmin
from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core.access import may
from kontum04.core.admin import TrackedAdmin
from reports.documents.layout import RULE_SETS
from reports.documents.measure_list import MEASURES
from reports.documents.measures import Measure, held
from reports.models import LayoutOverride, Signatory


class SignatoryInline(admin.TabularInline):
    model = Signatory
    extra = 0


ProgrammeAdmin.inlines.append(SignatoryInline)


@admin.register(Signatory)
class SignatoryAdmin(TrackedAdmin):
    list_display = ["position", "name", "capacity", "programme", "order"]
    list_filter = ["programme", "capacity"]
    list_select_related = ["programme"]
    search_fields = ["code", "programme__code"]


def _present(measure: Measure) -> str:
    """Return "trái (mm) – hd36: 30; hd05: 30; nd30: 30": what the rule-sets say now."""
    values = ((rule_set.code.upper(), held(rule_set, measure.path)) for rule_set in RULE_SETS)
    said = "; ".join(f"{code}: {measure.words(value)}" for code, value in values if value is not None)
    return f"{measure.label} – {said}"


def _measures() -> list[tuple[str, list[tuple[str, str]]]]:
    """The measures by the part of the document they belong to."""
    ordered = sorted(MEASURES.values(), key=lambda measure: (str(measure.part), measure.path))
    return [
        (part, [(measure.path, _present(measure)) for measure in members])
        for part, members in groupby(ordered, key=lambda measure: str(measure.part))
    ]


class LayoutOverrideForm(forms.ModelForm):
    """The measure is chosen by name, beside what the rule-sets say of it now."""

    rule_set = forms.ChoiceField(label=_("Bộ thể thức"))
    measure = forms.ChoiceField(
        label=_("Thành phần"), help_text=_("Sau tên thành phần là giá trị đang quy định trong từng bộ thể thức.")
    )
    value = forms.CharField(
        label=_("Giá trị"), max_length=60,
        help_text=_("Viết như giá trị đang quy định: số (12,7), “có” hoặc “không”, hoặc cách viết khác nêu trên."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule_set"].choices = [(rule_set.code, rule_set.title) for rule_set in RULE_SETS]
        self.fields["rule_set"].help_text = " ".join(rule_set.notice for rule_set in RULE_SETS if rule_set.notice)
        self.fields["measure"].choices = _measures()

    class Meta:
        model = LayoutOverride
        fields = ["rule_set", "programme", "measure", "value", "reason"]


@admin.register(LayoutOverride)
class LayoutOverrideAdmin(TrackedAdmin):
    form = LayoutOverrideForm
    list_display = ["measure_label", "rule_set_title", "value", "given", "programme", "reason"]
    list_filter = ["rule_set", "programme"]
    list_select_related = ["programme"]
    search_fields = ["measure", "rule_set"]

    def has_delete_permission(self, request: HttpRequest, obj: LayoutOverride | None = None) -> bool:
        """Taking a change back is the office's own affair; the history keeps it."""
        return may(request.user, OFFICE_STAFF)

    @admin.display(description=_("thành phần"), ordering="measure")
    def measure_label(self, change: LayoutOverride) -> str:
        return change.measure_label

    @admin.display(description=_("bộ thể thức"), ordering="rule_set")
    def rule_set_title(self, change: LayoutOverride) -> str:
        return change.rule_set_title

    @admin.display(description=_("bộ thể thức quy định"))
    def given(self, change: LayoutOverride) -> str:
        return change.given

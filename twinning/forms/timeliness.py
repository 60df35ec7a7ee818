"""What the page of timeliness is asked for: the grouping, the first year, one kind of period."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.choices import PeriodKind
from twinning.figures.timeliness_groups import Grouping


class TimelinessForm(forms.Form):
    """Read from the address; what cannot be read is as if it were not there."""

    by = forms.ChoiceField(label=_("Tính theo"), choices=Grouping.choices, required=False)
    since = forms.TypedChoiceField(label=_("Từ năm"), coerce=int, required=False)
    period = forms.ChoiceField(label=_("Kỳ"), choices=[("", _("Tất cả các kỳ")), *PeriodKind.choices], required=False)

    def __init__(self, data, *, years: list[int]) -> None:
        """`years`: those a span can begin with, the page's own last."""
        asked = data.copy()
        asked["by"] = asked["by"] if asked.get("by") in Grouping.values else Grouping.PERIOD.value
        first = years[0] if asked["by"] == Grouping.YEAR else years[-1]  # years side by side need all of them
        asked["since"] = asked["since"] if asked.get("since") in map(str, years) else str(first)
        super().__init__(asked)
        self.fields["since"].choices = [(str(year), str(year)) for year in years]
        self.is_valid()

    @property
    def grouping(self) -> Grouping:
        return Grouping(self.cleaned_data["by"])

    @property
    def first_year(self) -> int:
        return self.cleaned_data["since"]

    @property
    def kind(self) -> str:
        return self.cleaned_data.get("period", "")

"""The dates of a programme's year: proposed when it is opened, changed with a reason afterwards."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.models import ProgrammeYear
from twinning.choices import PeriodKind
from twinning.forms.fields import DayField
from twinning.services.year_dates import ORDER, DueDates


class YearDatesForm(forms.Form):
    """One due date per kind of period (left empty, the year does without it) and the cut-off."""

    due_plan = DayField(label=PeriodKind.PLAN.label)
    due_half = DayField(label=PeriodKind.HALF_YEAR.label)
    due_annual = DayField(label=PeriodKind.ANNUAL.label)
    cutoff_on = DayField(
        label=_("Ngày chốt số liệu"),
        help_text=_("Số ngày trễ của đơn vị chưa nộp được tính đến hết ngày này. Biểu không tự đóng."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ORDER:
            self.fields[f"due_{kind}"].help_text = _("Hạn nộp là hết ngày này. Để trống nếu năm này không có kỳ đó.")

    @staticmethod
    def initial_from(due_dates: DueDates, cutoff_on: dt.date | None) -> dict[str, dt.date | None]:
        return {f"due_{kind}": due_on for kind, due_on in due_dates.items()} | {"cutoff_on": cutoff_on}

    @property
    def due_dates(self) -> dict[str, dt.date | None]:
        return {kind: self.cleaned_data[f"due_{kind}"] for kind in ORDER}


class OpenYearForm(YearDatesForm):
    """The year stands apart: choosing another one proposes other dates."""

    year = forms.IntegerField(widget=forms.HiddenInput, label=_("Năm"))


class ChangeDatesForm(YearDatesForm):
    """The dates of an opened year."""

    reason = forms.CharField(
        label=_("Lý do đổi"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, programme_year: ProgrammeYear, data: Any = None) -> "ChangeDatesForm":
        due_dates = dict(programme_year.periods.values_list("kind", "due_on"))
        return cls(data, initial=cls.initial_from(due_dates, programme_year.cutoff_on))

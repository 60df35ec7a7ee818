"""Forms of the top floor: which document to compose, and what stands around its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import ProgrammeYear
from kontum04.core.forms import DayField, LineField, ProseField
from reports.documents.library import KINDS
from reports.models import Composition

_SPAN = "from_year"


def composable() -> list[tuple[str, str]]:
    """Kinds of document about a year or a span of years; those about one place or unit are made, not composed."""
    return [(kind.code, kind.title) for kind in KINDS.values() if kind.needs <= {_SPAN}]


class BeginForm(forms.Form):
    """Choose a kind; a span of years ends with the year of the page."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), widget=forms.RadioSelect, choices=composable)
    from_year = forms.TypedChoiceField(
        label=gettext_lazy("Từ năm"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Chỉ với báo cáo nhiều năm: năm đầu của giai đoạn."),
    )

    def __init__(self, *args: Any, programme_year: ProgrammeYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(programme_year.year - 1, programme_year.programme.first_year - 1, -1)
        self.fields[_SPAN].choices = [("", "–"), *((year, str(year)) for year in years)]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        kind = KINDS.get(values.get("kind", ""))
        if kind and _SPAN in kind.needs and not values.get(_SPAN):
            self.add_error(_SPAN, _("Chọn năm đầu của giai đoạn."))
        if kind and _SPAN not in kind.needs:
            values[_SPAN] = None
        return values


class LetterheadForm(forms.Form):
    """What stands above and below the text. Nothing here comes from figures."""

    summary = LineField(label=gettext_lazy("Trích yếu"), limit=500)
    dated_on = DayField(label=gettext_lazy("Ngày văn bản"))
    comments_until = DayField(label=gettext_lazy("Nhận góp ý đến hết ngày"))
    recipients = ProseField(
        label=gettext_lazy("Nơi nhận"),
        limit=2000,
        help_text=gettext_lazy("Mỗi dòng một nơi nhận; dòng cuối là nơi lưu."),
    )
    sign_authority = LineField(
        label=gettext_lazy("Thể thức ký"), limit=60, help_text=gettext_lazy("Ví dụ: K/T TRƯỞNG BAN, TRƯỞNG BAN.")
    )
    sign_position = LineField(label=gettext_lazy("Chức vụ người ký"), limit=80)
    signer_name = LineField(label=gettext_lazy("Họ tên người ký"), limit=80)

    @classmethod
    def initial_of(cls, composition: Composition) -> dict[str, Any]:
        return {name: getattr(composition, name) for name in cls.base_fields}

    def clean_summary(self) -> str:
        return self._needed("summary")

    def clean_dated_on(self) -> Any:
        return self._needed("dated_on")

    def _needed(self, name: str) -> Any:
        if not self.cleaned_data[name]:
            raise forms.ValidationError(_("không để trống."))
        return self.cleaned_data[name]

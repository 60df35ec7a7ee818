"""What the pages of commendations and proposed assignments ask. Whether it can be done is for the services to say."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.decisions import BasisForm
from communes.models import Commune, ProgrammeYear
from kontum04.core.forms import DayField, KindField, LineField, PickField, ProseField
from twinning.choices import AssignmentChange
from twinning.models import AssignmentProposal, Commendation, Unit
from twinning.models.proposals import DEFAULT_FORM
from twinning.services.assignments import REASON_LIMIT, Idea
from twinning.services.commendations import FORM_LIMIT, NAME_LIMIT, Merit

PROSE = forms.Textarea(attrs={"rows": 4})


class WhyForm(forms.Form):
    reason = ProseField(limit=REASON_LIMIT, label=_("Lý do"), widget=PROSE)


class MeritForm(forms.Form):
    body_name = LineField(
        limit=NAME_LIMIT, label=_("Hoặc tập thể khác"), help_text=_("Tập thể không phải là đơn vị kết nghĩa.")
    )
    form = LineField(limit=FORM_LIMIT, label=_("Hình thức"))
    reason = ProseField(limit=REASON_LIMIT, label=_("Thành tích"), widget=PROSE)

    def __init__(self, data: Any = None, *, units: list[Unit], commendation: Commendation | None = None) -> None:
        initial: dict[str, Any] = {"form": DEFAULT_FORM}
        if commendation:
            initial = {name: getattr(commendation, name) for name in ("body_name", "form", "reason")}
            initial["unit"] = commendation.unit_id
        super().__init__(data, initial=initial)
        self.fields["unit"] = PickField(units, label=_("Đơn vị kết nghĩa"))
        self.order_fields(["unit"])

    @property
    def merit(self) -> Merit:
        values = self.cleaned_data
        return Merit(values["unit"], values["body_name"], values["form"], values["reason"])


class IdeaForm(forms.Form):
    change = KindField(AssignmentChange, label=_("Đề xuất"))
    reason = ProseField(limit=REASON_LIMIT, label=_("Lý do"), widget=PROSE)
    leaves_alone = forms.BooleanField(
        label=_("Xã thôi được phân công kết nghĩa"),
        required=False,
        help_text=_("Chỉ chọn khi chủ trương là xã không còn đơn vị kết nghĩa nào."),
    )

    def __init__(self, data: Any = None, *, units: list[Unit], communes: list[Commune]) -> None:
        super().__init__(data)
        self.fields["unit"] = PickField(units, label=_("Đơn vị"))
        self.fields["commune"] = PickField(communes, text_of=lambda row: row.full_name, label=_("Xã"))
        self.order_fields(["change", "unit", "commune"])

    @property
    def idea(self) -> Idea:
        values = self.cleaned_data
        return Idea(values["unit"], values["commune"], values["change"], values["reason"], values["leaves_alone"])


class ManyProposals(forms.Form):
    """Proposals to tick, all of them ticked at first."""

    def __init__(self, data: Any = None, *, proposals: Iterable[AssignmentProposal], initial: Any = None) -> None:
        choices = [(str(row.pk), f"{row}: {row.reason}") for row in proposals]
        super().__init__(data, initial={"proposals": [key for key, _label in choices]} | (initial or {}))
        self.fields["proposals"] = forms.MultipleChoiceField(
            label=_("Đề xuất"),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("có đề xuất không còn chờ việc này; hãy mở lại trang.")},
        )

    @property
    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["proposals"]]


class ApplyForm(ManyProposals, BasisForm):
    effective_on = DayField(
        label=_("Thực hiện từ ngày"), help_text=_("Phân công cũ hết vào ngày trước đó; phân công mới bắt đầu ngày này.")
    )

    def __init__(
        self, data: Any = None, *, proposals: Iterable[AssignmentProposal], programme_year: ProgrammeYear
    ) -> None:
        first_day = dt.date(programme_year.year + 1, 1, 1)
        super().__init__(data, proposals=proposals, initial={"effective_on": first_day})
        self.order_fields(["proposals"])

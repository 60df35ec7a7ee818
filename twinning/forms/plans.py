"""What the pages about partners and overlaps ask. Whether it can be done is for the services to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum04.core.forms import LineField, PickField, ProseField
from twinning.choices import PartnerWord
from twinning.models import PlanPartner, Unit
from twinning.services.overlaps import NOTE_LIMIT
from twinning.services.partners import REASON_LIMIT

ANSWERS = [choice for choice in PartnerWord.choices if choice[0] != PartnerWord.WAITING]


class PartnerWordForm(forms.Form):
    word = forms.ChoiceField(
        label=_("Ý kiến của nơi phối hợp"), choices=ANSWERS, required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("hãy chọn nhận hoặc không nhận.")},
    )  # fmt: skip
    reason = LineField(
        limit=REASON_LIMIT, label=_("Lý do, nội dung"),
        help_text=_("Bắt buộc khi không nhận. Khi nhận: có thể ghi phần việc của đơn vị."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, partner: PlanPartner) -> None:
        word = "" if partner.word == PartnerWord.WAITING else partner.word
        super().__init__(data, initial={"word": word, "reason": partner.reason})


class PartnerUnitForm(forms.Form):
    def __init__(self, data: Any = None, *, partner: PlanPartner, units: list[Unit]) -> None:
        super().__init__(data, initial={"unit": partner.unit_id})
        hint = _("Để trống khi nơi phối hợp không phải là đơn vị kết nghĩa.")
        self.fields["unit"] = PickField(units, label=_("Đơn vị kết nghĩa"), help_text=hint)


class OverlapNoteForm(forms.Form):
    note = ProseField(
        limit=NOTE_LIMIT, label=_("Đã thống nhất thế nào"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ai làm phần nào, nguồn nào; ghi vào lịch sử. Việc đăng ký thêm về sau sẽ được hỏi lại."),
    )  # fmt: skip

"""What the pages of a commune's request ask. Whether it can be done is for the services to say."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from kontum04.core import clock
from kontum04.core.forms import DayField, LineField, PickField, ProseField
from twinning.choices import Rating
from twinning.models import Request, Unit
from twinning.services.requests import (
    ANSWER_LIMIT,
    BODY_LIMIT,
    NOTE_LIMIT,
    TEXT_LIMIT,
    Addressee,
    proposed_due_date,
)

WIDE = forms.Textarea(attrs={"rows": 6})


class RequestForm(forms.Form):
    """`communes`: those in whose name the person may ask; with only one of them nothing is to choose."""

    row_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = ProseField(
        limit=TEXT_LIMIT,
        label=_("Nội dung kiến nghị"),
        widget=WIDE,
        help_text=_(
            "Mỗi kiến nghị một việc, để giao đúng nơi giải quyết. Không ghi tên người dân, không ghi việc mật."
        ),
    )
    filed_on = DayField(label=_("Ngày gửi"))

    def __init__(self, data: Any = None, *, communes: list[Commune], year: int) -> None:
        day = min(clock.today(), dt.date(year, 12, 31))
        super().__init__(data, initial={"row_key": uuid.uuid4().hex, "filed_on": day})
        self.only = communes[0] if len(communes) == 1 else None
        if not self.only:
            self.fields["commune"] = PickField(communes, text_of=lambda row: row.full_name, label=_("Xã"))
            self.order_fields(["row_key", "commune"])

    @property
    def commune(self) -> Commune | None:
        return self.only or self.cleaned_data["commune"]


class AddressForm(forms.Form):
    to_body = LineField(
        limit=BODY_LIMIT,
        label=_("Hoặc cơ quan khác"),
        help_text=_("Khi cơ quan giải quyết không phải là đơn vị kết nghĩa, ví dụ: UBND huyện."),
    )
    due_on = DayField(label=_("Hạn trả lời"), help_text=_("Hết ngày này mới tính là quá hạn."))
    reason = LineField(
        limit=300, label=_("Lý do"), help_text=_("Bắt buộc khi chuyển lại hoặc đổi hạn; lưu vào lịch sử.")
    )

    def __init__(self, data: Any = None, *, request: Request, units: list[Unit]) -> None:
        initial = {"to_body": request.to_body, "due_on": request.due_on or proposed_due_date(request)}
        super().__init__(data, initial=initial | {"to_unit": request.to_unit_id})
        self.fields["to_unit"] = PickField(units, label=_("Đơn vị kết nghĩa giải quyết"))
        self.order_fields(["to_unit"])

    @property
    def addressee(self) -> Addressee:
        return Addressee(self.cleaned_data["to_unit"], self.cleaned_data["to_body"])


class AnswerForm(forms.Form):
    text = ProseField(limit=ANSWER_LIMIT, label=_("Nội dung trả lời"), widget=WIDE)
    answered_on = DayField(label=_("Ngày trả lời"))

    def __init__(self, data: Any = None, *, request: Request) -> None:
        super().__init__(data, initial={"text": request.answer, "answered_on": request.answered_on or clock.today()})


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("Xã đánh giá"), choices=Rating.choices, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect, error_messages={"invalid_choice": _("hãy chọn từ 1 đến 5.")},
    )  # fmt: skip
    note = LineField(limit=NOTE_LIMIT, label=_("Ý kiến"), help_text=_("Bắt buộc khi đánh giá 1 hoặc 2."))

    def __init__(self, data: Any = None, *, request: Request) -> None:
        super().__init__(data, initial={"rating": request.rating, "note": request.rating_note})

"""What the pages of remarks on communes ask. Whether it can be done is for the services to say."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Remark
from communes.services.remarks import TEXT_LIMIT, Words
from kontum04.core.forms import PickField, ProseField


class WordsForm(forms.Form):
    text = ProseField(
        limit=TEXT_LIMIT,
        label=_("Ý kiến"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Không ghi tên người dân, không ghi nội dung mật."),
    )
    needs_answer = forms.BooleanField(label=_("Cần trả lời"), required=False)
    to_commune = forms.BooleanField(
        label=_("Gửi xã"),
        required=False,
        help_text=_("Không đánh dấu: chỉ Ban Chỉ đạo, cơ quan thường trực và huyện đọc. Đơn vị kết nghĩa không đọc."),
    )

    def __init__(self, data: Any = None, *, remark: Remark) -> None:
        super().__init__(data, initial={name: getattr(remark, name) for name in ("text", "needs_answer", "to_commune")})

    @property
    def words(self) -> Words:
        values = self.cleaned_data
        return Words(values["text"], values["needs_answer"], values["to_commune"])


class RemarkForm(WordsForm):
    """A new remark: names its commune, and itself so that a second click makes no second one."""

    row_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any = None, *, communes: list[Commune], chosen: str) -> None:
        super().__init__(data, remark=Remark())
        self.initial |= {"row_key": uuid.uuid4().hex, "commune": chosen}
        self.fields["commune"] = PickField(communes, text_of=lambda row: row.full_name, label=_("Xã"))
        self.order_fields(["row_key", "commune"])


class AnswerForm(forms.Form):
    text = ProseField(limit=TEXT_LIMIT, label=_("Trả lời"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, data: Any = None, *, remark: Remark) -> None:
        super().__init__(data, initial={"text": remark.answer})

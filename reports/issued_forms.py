"""What people fill in to issue a document, and to compare a file with an issued one."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kontum04.core import formats
from kontum04.core.forms import DayField
from reports.services.verifying import by_code, typed_hash


class VerifyForm(forms.Form):
    """A file, or its hash; where no document is given yet, or the code printed on it."""

    file = forms.FileField(label=_("Tệp cần kiểm tra"), required=False)
    sha256 = forms.CharField(label=_("hoặc mã băm SHA-256 của tệp"), required=False, max_length=120)
    code = forms.CharField(label=_("hoặc mã kiểm tra in trên văn bản"), required=False, max_length=40)

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _t("Tệp chỉ được so mã băm rồi bỏ đi, không lưu lại.")
        if not asks_code:
            del self.fields["code"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = formats.number(settings.UPLOAD_LIMIT_BYTES / 1024**2, 0)
            raise forms.ValidationError(_t("Tệp quá lớn; tối đa %(limit)s MB.") % {"limit": limit})
        return file

    def clean_sha256(self) -> str:
        text = self.cleaned_data["sha256"]
        if text and not typed_hash(text):
            raise forms.ValidationError(_t("Mã băm SHA-256 gồm 64 chữ số và chữ cái từ a đến f."))
        return text

    def clean_code(self) -> str:
        text = self.cleaned_data["code"]
        if text and not by_code(text):
            raise forms.ValidationError(_t("Không có văn bản nào mang mã này."))
        return text

    def clean(self) -> dict:
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(_t("Hãy chọn tệp, hoặc nhập mã băm hay mã kiểm tra."))
        return self.cleaned_data


class IssueForm(forms.Form):
    """`key` makes a second click give the same document."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())


class IssueOrderForm(IssueForm):
    """A document that needs no composing gets its date now."""

    dated_on = DayField(label=_("Ngày văn bản"))

    def clean_dated_on(self) -> dt.date:
        if self.cleaned_data["dated_on"] is None:
            raise forms.ValidationError(_t("Hãy nhập ngày văn bản."))
        return self.cleaned_data["dated_on"]


class IssueComposedForm(IssueForm):
    """A composed document has its date; `seen` is ticked when figures are missing or have moved since."""

    seen = forms.BooleanField(
        label=_("Tôi đã xem những số liệu còn thiếu hoặc đã đổi nêu trên; ban hành như đã duyệt."),
        required=False,
    )
    seal = forms.CharField(required=False, widget=forms.HiddenInput)

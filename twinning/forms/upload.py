"""Handing in a workbook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kontum04.core.uploads import check_upload


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("Không tải lên văn bản có nội dung mật."),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp cần nhập."),
            "empty": gettext_lazy("Tệp trống, không có nội dung."),
        },
    )

    def clean_file(self) -> Any:
        check_upload(self.cleaned_data["file"], allowed={"xlsx"})
        return self.cleaned_data["file"]

"""A file that supports a report."""

from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy

from communes.models import Commune
from kontum04.core.uploads import EVIDENCE, Checked, check_upload

from .fields import LineField, PickField


class EvidenceForm(forms.Form):
    """The upload: what it shows, of which commune. `checked` says what the file is once the form is valid."""

    checked: Checked
    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp."),
            "empty": gettext_lazy("Tệp trống, không có nội dung."),
        },
    )
    title = LineField(limit=200, label=gettext_lazy("Nội dung tệp"))

    def __init__(self, *args: Any, communes: list[Commune], **kwargs: Any) -> None:
        super().__init__(*args, prefix="evidence", **kwargs)
        self.fields["commune"] = PickField(communes, label=gettext_lazy("Xã"))
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{name}" for name in sorted(EVIDENCE))
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"

    use_required_attribute = False

    def clean_file(self) -> File:
        upload = self.cleaned_data["file"]
        self.checked = check_upload(upload)
        return upload

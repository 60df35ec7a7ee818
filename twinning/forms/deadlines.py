"""What the office writes when it moves or lifts a deadline. Whether it can be is for the services to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.forms.fields import DayField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bắt buộc; được lưu vào lịch sử."),
    )


class ExtendForm(ReasonForm):
    new_due_on = DayField(label=_("Hạn mới"), help_text=_("Hết ngày này mới tính là trễ. Hạn gốc vẫn được giữ."))

    field_order = ("new_due_on", "reason")

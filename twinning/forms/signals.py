"""What a unit and the office write on a question. Whether it can be is for the services to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.services.signals import LONGEST


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Đơn vị trả lời"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nêu việc thực tế đã làm; bổ sung chứng từ, sửa số liệu nếu có nhầm lẫn."),
    )


class CloseForm(forms.Form):
    answer = forms.CharField(
        label=_("Lời đơn vị (khi đơn vị nói hoặc gửi bằng văn bản)"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Để trống nếu đơn vị đã trả lời ở trên."),
    )
    conclusion = forms.CharField(
        label=_("Cơ quan thường trực kết luận"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đơn vị đọc được nguyên văn."),
    )

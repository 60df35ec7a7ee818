"""The commune's word on its figures, checked before it is saved."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 4000


class NoteForm(forms.Form):
    """`seen-note` is the text the person saw: two open edits are told, not lost."""

    note = forms.CharField(
        label=_("Giải trình của xã"),
        help_text=_("Số nào thiếu hoặc khác thường, vì sao."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

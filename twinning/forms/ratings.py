"""What a unit and the head write about a rating. Whether it can be is for the services to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.forms.deadlines import ReasonForm
from twinning.models import ScoreScheme
from twinning.services.rating import LONGEST


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Ý kiến của đơn vị"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Được in bên cạnh kết quả xếp loại."),
    )


class OverruleForm(ReasonForm):
    rank = forms.ChoiceField(label=_("Xếp loại"), required=False)
    is_weak = forms.BooleanField(label=_("Nêu tên là đơn vị yếu"), required=False)

    field_order = ("rank", "is_weak", "reason")

    def __init__(self, *args, scheme: ScoreScheme | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        bands = scheme.bands.all() if scheme else []
        self.fields["rank"].choices = [("", "—"), *((band.label, band.label) for band in bands)]

"""What a form asks about the decision that something rests on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.services.decisions import ISSUER_LIMIT, NUMBER_LIMIT, Basis
from kontum04.core.forms import DayField, LineField


class BasisForm(forms.Form):
    """The decision by number, day and issuer; `basis` once the form is valid."""

    number = LineField(limit=NUMBER_LIMIT, label=_("Số, ký hiệu quyết định"), help_text=_("Ví dụ: 125-QĐ/TU."))
    issued_on = DayField(label=_("Ngày ban hành"))
    issuer = LineField(limit=ISSUER_LIMIT, label=_("Cơ quan ban hành"))

    @property
    def basis(self) -> Basis:
        values = self.cleaned_data
        return Basis(values["number"], values["issued_on"], values["issuer"])

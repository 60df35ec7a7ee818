"""What if: one pair that a person wants kept, begun or ruled out, whatever the optimum would have it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum04.core.forms import PickField, QuickSelect
from twinning.figures.advice.board import Board
from twinning.figures.advice.optimum import Pair

SELECT = {"class": "form-select"}


class LockForm(forms.Form):
    """A unit, a commune, and whether they are to be together."""

    WAYS = {"keep": _("phải giúp"), "never": _("không giúp")}

    lock = forms.ChoiceField(label=_("Khóa"), choices=list(WAYS.items()), required=False, widget=QuickSelect(SELECT))

    def __init__(self, data: Any = None, *, board: Board) -> None:
        super().__init__(data)
        units = [row.unit for row in board.units.values()]
        communes = [row.commune for row in board.communes.values()]
        self.fields["lock_unit"] = PickField(units, label=_("Đơn vị"), widget=QuickSelect(SELECT))
        self.fields["lock_commune"] = PickField(
            communes, text_of=lambda row: row.full_name, label=_("Xã"), widget=QuickSelect(SELECT)
        )
        self.order_fields(["lock_unit", "lock", "lock_commune"])

    @property
    def pair(self) -> Pair | None:
        """The pair that was named in full, or none."""
        unit, commune = self.cleaned_data["lock_unit"], self.cleaned_data["lock_commune"]
        return (unit.pk, commune.pk) if unit and commune and self.cleaned_data["lock"] else None

"""Fields of entry grids: Vietnamese numbers and days, one line of text, a choice among rows read once."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import formats, parsing
from kontum04.core.forms import EMPTY_CHOICE, DayField, KindField, LineField, PickField, ProseField, QuickSelect

__all__ = [
    "DayField",
    "DoneField",
    "KindField",
    "LineField",
    "MoneyField",
    "NumberField",
    "PickField",
    "ProseField",
    "QuickSelect",
]

MONEY_LIMIT = 10**13
"""Đồng. More than any unit ever gave: a slip of some zeros."""
COUNT_LIMIT = 10**6


class NumberField(forms.Field):
    """A number that may be missing: an empty input is None, never 0. Negative ones are refused."""

    widget = forms.TextInput

    def __init__(self, *, decimals: int = 0, limit: int = COUNT_LIMIT, **kwargs: Any) -> None:
        self.decimals, self.limit = decimals, limit
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            "class": "num",
            "inputmode": "decimal" if self.decimals else "numeric",
            "autocomplete": "off",
            "data-number": "decimal" if self.decimals else "integer",
            "data-min": "0",
            "data-max": str(self.limit),
        }

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else formats.number(value)

    def to_python(self, value: Any) -> Decimal | int | None:
        try:
            number = parsing.parse_number(value, integer=not self.decimals)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if number is not None:
            self._check_size(number)
        return number

    def _check_size(self, number: Decimal | int) -> None:
        if number < 0:
            raise ValidationError(_("không được âm."))
        if number > self.limit:
            raise ValidationError(
                _("số quá lớn (trên %(limit)s), xin xem lại.") % {"limit": formats.number(self.limit)}
            )
        if number != round(number, self.decimals):
            raise ValidationError(_("chỉ ghi tối đa %(count)s chữ số lẻ.") % {"count": self.decimals})


class MoneyField(NumberField):
    """Whole đồng."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=MONEY_LIMIT, **kwargs)


class DoneField(forms.TypedChoiceField):
    """Finished, not finished, or not told."""

    widget = QuickSelect
    default_error_messages = {"invalid_choice": gettext_lazy("lựa chọn không có trong danh sách.")}

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", EMPTY_CHOICE), ("True", gettext_lazy("đã xong")), ("False", gettext_lazy("chưa xong"))]
        super().__init__(choices=choices, coerce=lambda v: v == "True", empty_value=None, required=False, **kwargs)

"""Fields that forms of every room share: Vietnamese days, text composed before it is measured, quick choices."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import formats, parsing
from kontum04.core.text import nfc, nfc_lines

EMPTY_CHOICE = "–"
SELECTED = SafeString(" selected")


class DayField(forms.Field):
    """A day, dd/mm/yyyy; may be missing."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("ngày/tháng/năm")}

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else formats.date(value)

    def to_python(self, value: Any) -> Any:
        try:
            return parsing.parse_date(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class LineField(forms.CharField):
    """One line of text, composed before it is measured."""

    compose = staticmethod(nfc)

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        text = self.compose(super().to_python(value) or "")
        if "\x00" in text:
            raise ValidationError(_("có ký tự không nhập được; hãy gõ lại ô này."))
        if len(text) > self.limit:
            values = {"length": formats.number(len(text)), "limit": formats.number(self.limit)}
            raise ValidationError(_("dài %(length)s ký tự; tối đa %(limit)s.") % values)
        return text


class ProseField(LineField):
    """Text of several lines."""

    widget = forms.Textarea
    compose = staticmethod(nfc_lines)


class QuickSelect(forms.Select):
    """A select drawn without a template for each option: a plan of seventy rows has thousands of them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class PickField(forms.TypedChoiceField):
    """One of some rows that were read once: choosing and checking cost no query, however many such fields there are."""

    widget = QuickSelect
    default_error_messages = {"invalid_choice": gettext_lazy("lựa chọn không có trong danh sách.")}

    def __init__(self, rows: Iterable[models.Model], *, text_of: Callable[[Any], str] = str, **kwargs: Any) -> None:
        by_key = {str(row.pk): row for row in rows}
        choices = [("", EMPTY_CHOICE), *((key, text_of(row)) for key, row in by_key.items())]

        def row_of(key: Any) -> Any:
            if str(key) not in by_key:
                raise ValueError(key)
            return by_key[str(key)]

        super().__init__(choices=choices, coerce=row_of, empty_value=None, required=False, **kwargs)


class KindField(forms.ChoiceField):
    """One of a closed list, or nothing yet."""

    widget = QuickSelect
    default_error_messages = {"invalid_choice": gettext_lazy("lựa chọn không có trong danh sách.")}

    def __init__(self, choices: type[models.TextChoices], **kwargs: Any) -> None:
        super().__init__(choices=[("", EMPTY_CHOICE), *choices.choices], required=False, **kwargs)

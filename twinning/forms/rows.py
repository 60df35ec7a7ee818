"""Rows of an entry page: each gives what could be read of it and names what could not; nothing typed is lost."""

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core.problems import Problem
from twinning.services.drafts import Row

MAX_ROWS = 200
KEY = re.compile(r"#[0-9]{1,18}|[0-9a-f]{24}")
"""The name of a row: of a stored one made elsewhere its number, otherwise what the page (or its script) drew."""


class RowForm(forms.Form):
    """Inputs of one row. They stand in a grid, so the label of each is told by `aria-label`."""

    use_required_attribute = False

    def __init__(self, *args: Any, more_fields: Mapping[str, forms.Field] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(more_fields or {})
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))

    def values(self) -> dict[str, Any]:
        """What was sent and could be read. A field that the page did not send is not in it: absent is not empty."""
        self.is_valid()  # reads the inputs
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("key", "DELETE") and self.add_prefix(name) in self.data
        }

    def problems(self, where: str) -> list[Problem]:
        """What could not be read, each with the id of its input."""
        return [
            Problem(
                where, _("%(field)s: %(message)s") % {"field": self[name].label, "message": message}, self[name].auto_id
            )
            for name, messages in self.errors.items()
            if name != "key"  # no person wrote it, and a name that cannot be used is replaced
            for message in messages
        ]


class ListedRowForm(RowForm):
    """A row that can be added and removed. `presets` are inputs filled in advance: they alone make no row."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput(attrs={"data-row-key": True}))

    def __init__(self, *args: Any, presets: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.presets = {name: str(value) for name, value in (presets or {}).items()}
        super().__init__(*args, **kwargs)
        for name, value in self.presets.items():
            self.fields[name].initial = value

    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen beyond the presets."""
        names = (name for name in self.fields if name not in ("key", "DELETE"))
        return all(self.data.get(self.add_prefix(n), "").strip() in ("", self.presets.get(n, "")) for n in names)

    def row_key(self) -> str:
        """The name the page gave the row; a fresh one if it gave none that could be its own."""
        key = self.data.get(self.add_prefix("key"), "")
        return key if KEY.fullmatch(key) else new_key()

    def is_deleted(self) -> bool:
        return bool(self.cleaned_data.get("DELETE"))


class RowFormSet(BaseFormSet):
    """The rows of a list that grows on the page. New rows get a name of this very page before they are stored."""

    default_error_messages = {
        "missing_management_form": gettext_lazy("biểu gửi lên thiếu dữ liệu; hãy tải lại trang rồi nhập lại."),
        "too_many_forms": gettext_lazy("quá %(num)d dòng; hãy gộp bớt."),
    }

    def __init__(self, *args: Any, row_label: str, **kwargs: Any) -> None:
        self.row_label = row_label
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None:  # the pattern of further rows stays nameless: the script names each
            form.initial.setdefault("key", new_key())
        form.fields["DELETE"].label = _("Bỏ")
        form.fields["DELETE"].widget.attrs["aria-label"] = _("Bỏ dòng này")

    def rows(self, model: type, **options: Any) -> list[Row]:
        """Every row that was sent, in order; blank ones only if they may blank out a stored row."""
        if not self.management_form.is_valid():
            return []
        return [self._row(model, number, form, options) for number, form in enumerate(self.forms)]

    def _row(self, model: type, number: int, form: Any, options: Mapping[str, Any]) -> Row:
        values = form.values()
        if hasattr(model, "order"):
            values["order"] = number + 1
        return Row(
            model,
            form.prefix,
            self.label_of(number),
            {"row_key": form.row_key()},
            values,
            is_deleted=form.is_deleted(),
            is_blank=form.is_blank(),
            **options,
        )

    def label_of(self, number: int) -> str:
        return f"{self.row_label} {number + 1}"

    def problems(self) -> list[Problem]:
        """What could not be read, of the list as a whole and of each row that stays."""
        found = [Problem(self.row_label, message, f"{self.prefix}-table") for message in self.non_form_errors()]
        if self.management_form.is_valid():
            for number, form in enumerate(self.forms):
                if not (form.is_blank() or form.is_deleted()):
                    found.extend(form.problems(self.label_of(number)))
        return found


def new_key() -> str:
    """A name for a row that is not stored yet."""
    return secrets.token_hex(12)


def formset_of(form: type[ListedRowForm], **options: Any) -> type[RowFormSet]:
    """A list of such rows with one blank row below, for those who work without scripts."""
    return forms.formset_factory(
        form, formset=RowFormSet, extra=1, can_delete=True, max_num=MAX_ROWS, absolute_max=MAX_ROWS, **options
    )


def initial_of(instance: Any, names: Iterable[str]) -> dict[str, Any]:
    """What the inputs of a stored row show at first; of a foreign key its number."""
    return {name: getattr(instance, instance._meta.get_field(name).attname) for name in names}


def put_beside(row_forms: Iterable[RowForm], problems: Iterable[Problem]) -> None:
    """Tell each problem at its input too, unless the input says it already."""
    inputs = {form[name].auto_id: (form, name) for form in row_forms for name in form.fields}
    for problem in problems:
        form, name = inputs.get(problem.field, (None, ""))
        if form is not None and name not in form.errors:
            form.add_error(name, problem.message)


def united(first: Iterable[Any], more: Iterable[Any]) -> list[Any]:
    """The rows of both, each once, the first ones first."""
    return list(dict.fromkeys((*first, *more)))

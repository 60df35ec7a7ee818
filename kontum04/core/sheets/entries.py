"""What a filled-in cell says about a stored value: keep it, replace it, or take it back."""

from typing import Any, Final

from django.utils.translation import gettext as _

from kontum04.core.sheets.model import Column, Raw, is_blank
from kontum04.core.sheets.values import read_value
from kontum04.core.text import fold

_TAKEN_BACK = {"chua co so lieu", "khong co so lieu"}
_DASHES = {"-", "...", "…"}


class _Keep:
    """The type of `KEEP`."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = _Keep()
"""A blank cell: the stored value stays, for an empty field of a sheet is no word on it."""


def read_entry(raw: Raw, column: Column) -> Any:
    """Return KEEP for a blank cell (or a dash), None for “chưa có số liệu”, else the typed value.

    Raise ValueError with a Vietnamese message for what cannot be read, or taken back where a value is required.
    """
    plain = fold(raw) if isinstance(raw, str) else None
    if is_blank(raw) or plain in _DASHES:
        return KEEP
    if plain in _TAKEN_BACK:
        if not column.blank:
            raise ValueError(_("“%(name)s” bắt buộc phải có.") % {"name": column.header})
        return None
    value = read_value(raw, column)
    return KEEP if value is None else value

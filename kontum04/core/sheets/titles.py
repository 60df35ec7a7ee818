"""The titles over the columns of a sheet, and the names by which columns are known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kontum04.core.sheets.model import Column, Raw, Sheet, address
from kontum04.core.text import fold, nfc


@dataclass(frozen=True)
class Header:
    """The texts over one column, the group title first."""

    row: int
    column: int
    texts: tuple[str, ...]

    def __str__(self) -> str:
        return f"“{' › '.join(self.texts)}” ({address(self.row, self.column)})"

    def match(self, names: dict[str, str]) -> tuple[str, int] | None:
        """Return the key and how many texts agreed: "Kinh phí › Cộng" is surer than "Cộng" alone."""
        for used in range(len(self.texts), 0, -1):
            text = " ".join(self.texts[-used:])
            if key := names.get(_marked_name(text)) or names.get(header_name(text)):
                return key, used
        return None


def header_name(text: str) -> str:
    """Return the form in which headers are compared: marks, case and punctuation do not count.

    Units stay: "Kinh phí (đồng)" and "Kinh phí (triệu đồng)" are a million apart.
    """
    return re.sub(r"[^a-z0-9%]+", " ", fold(text)).strip()


def _marked_name(text: str) -> str:
    """Return the comparable form that keeps the marks."""
    return " ".join(re.findall(r"[\w%]+", nfc(text).lower()))


def names_of(columns: Sequence[Column]) -> dict[str, str]:
    """Return the key of every name a column goes by; without marks only where that is clear: "Điện" is not "Diện"."""
    named = [(text, column.key) for column in columns for text in (column.header, *column.aliases)]
    names: dict[str, str] = {}
    for text, key in named:
        if names.setdefault(_marked_name(text), key) != key:
            raise TypeError(f"two columns go by the name {text!r}")
    plain: dict[str, set[str]] = {}
    for text, key in named:
        plain.setdefault(header_name(text), set()).add(key)
    return {name: min(keys) for name, keys in plain.items() if len(keys) == 1} | names


def read_headers(sheet: Sheet, lowest: int, depth: int) -> list[Header]:
    """Return the header of every column that has one.

    A group title stands in the first of its merged cells only, so a blank upper cell takes the text to its left.
    Where the lowest line is blank the header itself is merged downwards and belongs to its own column.
    """
    upper = range(lowest - depth + 1, lowest)
    groups = dict.fromkeys(upper, "")
    headers = []
    for column in range(max((len(sheet.rows[row]) for row in (*upper, lowest)), default=0)):
        own = {row: _text(sheet.at(row, column)) for row in (*upper, lowest)}
        groups = {row: own[row] or group for row, group in groups.items()}
        above = groups if own[lowest] else {row: own[row] for row in upper}
        if texts := tuple(dict.fromkeys(text for text in (*above.values(), own[lowest]) if text)):
            headers.append(Header(max(row for row, text in own.items() if text), column, texts))
    return headers


def _text(value: Raw) -> str:
    """Return a header as text; a year may stand there as the number 2018.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(value) if isinstance(value, str) else "" if value is None else str(value)

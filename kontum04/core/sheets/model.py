"""What reading and writing of sheets share: cells, sheets, columns and the errors told to the user."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from kontum04.core.text import fold


class SheetError(ValueError):
    """A workbook cannot be used; the Vietnamese text says why and what to do, one line per problem."""

    def __init__(self, *problems: object) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong in one cell; `str()` gives ``Sheet!Cell: message``."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.message}"


@dataclass(frozen=True)
class BadCell:
    """Stands for the value of a cell that has none to give: a formula that failed or was never computed."""

    message: str


Raw = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | BadCell | None


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet; `rows[0]` is spreadsheet row 1. Rows may differ in length."""

    name: str
    rows: list[list[Raw]]
    hidden: bool = False

    def at(self, row: int, column: int) -> Raw:
        """Return the value at zero-based `row` and `column`; None outside what is filled."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


Kind = Literal["text", "integer", "decimal", "date", "boolean", "choice", "money", "percent"]


@dataclass(frozen=True)
class Column:
    """A column a sheet may have.

    `required`: the header must be there; `blank`: a cell may be left empty; `locked`: a template shows it but lets
    nobody change it. `minimum` is the least number accepted, None for any. `choices` are (code, label) pairs; either
    may stand in the cell, the code is the value.
    """

    key: str
    header: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: Kind = "text"
    choices: Sequence[tuple[str, str]] = field(default=(), repr=False)
    blank: bool = True
    locked: bool = False
    minimum: int | None = 0
    help_text: str = ""


def reference_header(label: str) -> str:
    """Return the header of a grey column that only shows what is known already, such as last year's value."""
    return _("Tham khảo: %(label)s") % {"label": label}


def is_reference(header: str) -> bool:
    """Tell whether a header is one of `reference_header`."""
    return header.startswith(reference_header(""))


def address(row: int, column: int) -> str:
    """Return "B12" of zero-based row 11 and column 1."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def is_blank(value: Raw) -> bool:
    """Tell whether a cell holds nothing a reader would see."""
    return value is None or (isinstance(value, str) and not fold(value))

"""What a workbook would change, known before anything is saved: every change and every error by its cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kontum04.core.sheets.model import CellProblem, SheetError

Told = CellProblem | str
"""Something told to the person; a text without a cell speaks of the file as a whole."""


@dataclass(frozen=True)
class CellChange:
    """One cell whose value differs from what is stored. `before` is empty where nothing was stored, `after` where a
    value is taken back; `where` and `label` say of what and which number."""

    sheet: str
    cell: str
    where: str
    label: str
    before: str
    after: str

    @property
    def address(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def as_line(self) -> list[str]:
        """The same as plain texts, to keep beside a previewed file."""
        return [self.address, self.where, self.label, self.before, self.after]


@dataclass
class ImportPlan:
    """The outcome of reading a workbook. `work` is what the kind of sheet needs to carry it out.

    `new`, `changed` and `unchanged` count what the kind counts: numbers of a wide sheet, rows of a list.
    """

    changes: list[CellChange] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[Told] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    work: Any = None

    @classmethod
    def refused(cls, error: SheetError) -> "ImportPlan":
        """The plan of a workbook that could not be read at all."""
        return cls(errors=[each if isinstance(each, CellProblem) else str(each) for each in error.problems])

    @property
    def is_empty(self) -> bool:
        return not self.changes

    @property
    def lines(self) -> list[list[str]]:
        return [change.as_line for change in self.changes]

    @property
    def cell_errors(self) -> list[CellProblem]:
        return [error for error in self.errors if isinstance(error, CellProblem)]

    def in_order(self) -> "ImportPlan":
        """Sort what is told by its place in the sheet, each thing once."""
        self.errors, self.warnings = _in_order(self.errors), _in_order(self.warnings)
        return self


def _in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(dict.fromkeys(told), key=_place)


def _place(told: Told) -> tuple[str, int, int, str]:
    """Row by row, from left to right; what speaks of no cell comes first."""
    if isinstance(told, str):
        return "", 0, 0, ""
    letters = told.cell.rstrip("0123456789")
    return told.sheet, int(told.cell[len(letters) :]), len(letters), letters

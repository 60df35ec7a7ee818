"""The marks of an .ods: which cells show percent, which formulas failed, how far each sheet reaches."""

from itertools import product

from kontum04.core.sheets.marks import Marks, failed_formula
from kontum04.core.sheets.walk import Attributes, walk


def ods_marks(parts: dict[str, bytes]) -> dict[str, Marks]:
    """Return the marks of every sheet by its name."""
    content = _Content()
    walk(parts.get("content.xml", b""), content.start, content.end, content.text)
    return content.marks


def _repeated(attributes: Attributes, name: str) -> int:
    """Return how often a row or cell stands in a row."""
    return next((int(value) for key, value in attributes.items() if key.endswith(f" {name}")), 1)


class _Content:
    """Follows the tables of the document."""

    def __init__(self) -> None:
        self.marks: dict[str, Marks] = {}
        self._name = ""
        self._row = self._column = 0
        self._rows = self._columns = 1  # how often the present row and cell repeat
        self._kinds: set[str] = set()
        self._value = ""
        self._in_comment = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self._name = next(value for key, value in attributes.items() if key.endswith(" name"))
            self.marks[self._name] = Marks()
            self._row = 0
        elif tag == "table-row":
            self._rows, self._column = _repeated(attributes, "number-rows-repeated"), 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns, self._value = _repeated(attributes, "number-columns-repeated"), ""
            self._kinds = {value for key, value in attributes.items() if key.endswith(" value-type")}
        elif tag == "annotation":
            self._in_comment = True

    def text(self, content: str) -> None:
        if not self._in_comment:
            self._value += content.strip()

    def end(self, tag: str) -> None:
        if tag == "table-row":
            self._row += self._rows
        elif tag == "annotation":
            self._in_comment = False
        elif tag in ("table-cell", "covered-table-cell"):
            if self._kinds or self._value:
                self._note()
            self._column += self._columns

    def _note(self) -> None:
        marks = self.marks[self._name]
        marks.reach(self._name, self._row + self._rows - 1, self._column + self._columns - 1)
        if not self._kinds & {"error", "percentage"}:
            return
        cells = product(range(self._row, self._row + self._rows), range(self._column, self._column + self._columns))
        for cell in cells:
            if "error" in self._kinds:
                marks.bad[cell] = failed_formula(self._value)
            else:
                marks.percents.add(cell)

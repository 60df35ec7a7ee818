"""The marks of an .xlsx: which cells show percent, which formulas failed, how far each sheet reaches."""

import re

from openpyxl.utils import column_index_from_string

from kontum04.core.sheets.marks import Marks, failed_formula, is_percent_format, uncomputed_formula
from kontum04.core.sheets.package import not_a_workbook
from kontum04.core.sheets.walk import Attributes, walk

_BUILT_IN_PERCENTS = (9, 10)  # 0% and 0.00%, never written out in the styles
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def xlsx_marks(parts: dict[str, bytes]) -> dict[str, Marks]:
    """Return the marks of every work sheet by its name."""
    styles = _Styles()
    if "xl/styles.xml" in parts:
        walk(parts["xl/styles.xml"], styles.start, styles.end)
    marks = {}
    for name, path in _sheet_paths(parts).items():
        if path not in parts:
            raise not_a_workbook()
        cells = _Cells(name, styles.percents)
        walk(parts[path], cells.start, cells.end, cells.text)
        marks[name] = cells.marks
    return marks


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the path of every work sheet by the sheet's name."""
    targets: dict[str, str] = {}
    keys: dict[str, str] = {}

    def relation(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes["Type"].endswith("/worksheet"):
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            keys[attributes["name"]] = next(value for key, value in attributes.items() if key.endswith(" id"))

    walk(parts.get("xl/_rels/workbook.xml.rels", b""), relation)
    walk(parts["xl/workbook.xml"], sheet)
    paths = {name: _resolve(targets[key]) for name, key in keys.items() if key in targets}
    if len(set(paths.values())) < len(paths):  # one large part under a thousand names would be read a thousand times
        raise not_a_workbook()
    return paths


def _resolve(target: str) -> str:
    """Return the full path of a part that is named relative to the workbook."""
    path = target.removeprefix("/")
    return path if path.startswith("xl/") else f"xl/{path}"


class _Styles:
    """Collects the indices of the cell styles that show a number as percent."""

    def __init__(self) -> None:
        self.percents: set[str] = set()
        self._formats = {str(number) for number in _BUILT_IN_PERCENTS}
        self._inside = False
        self._count = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt" and is_percent_format(attributes["formatCode"]):
            self._formats.add(attributes["numFmtId"])
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            if attributes.get("numFmtId") in self._formats:
                self.percents.add(str(self._count))
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


class _Cells:
    """Follows the cells of one sheet; a row or cell without a reference stands after the one before."""

    def __init__(self, name: str, percent_styles: set[str]) -> None:
        self.marks = Marks()
        self._name = name
        self._percent_styles = percent_styles
        self._row = self._column = -1
        self._cell: Attributes = {}
        self._formula = self._filled = self._in_value = False
        self._value = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif tag == "c":
            self._locate(attributes.get("r"))
            self._cell, self._value = attributes, ""
            self._formula = self._filled = False
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._filled = True
            self._in_value = tag == "v"

    def text(self, content: str) -> None:
        if self._in_value:
            self._value += content

    def end(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c" and (self._filled or self._formula):
            self._note()

    def _locate(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        elif match := _REFERENCE.fullmatch(reference):
            self._column, self._row = column_index_from_string(match[1]) - 1, int(match[2]) - 1
        else:
            raise ValueError(reference)

    def _note(self) -> None:
        here = (self._row, self._column)
        self.marks.reach(self._name, *here)
        kind = self._cell.get("t", "n")
        if kind == "e":
            self.marks.bad[here] = failed_formula(self._value)
        elif self._formula and kind == "n" and not self._value:
            self.marks.bad[here] = uncomputed_formula()
        elif kind == "n" and self._cell.get("s") in self._percent_styles:
            self.marks.percents.add(here)

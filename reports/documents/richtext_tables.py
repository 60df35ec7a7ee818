"""Tables of composed sections: typed ones become written words; crooked ones from HTML are made straight."""

from kontum04.core import formats
from reports.documents.context_types import Align, Column, Kind, Row, Table
from reports.documents.live import Run, marked, plain
from reports.documents.printing import cell_text

_WIDTH = 10.0
_WIDEST = 60
_MOST_SPANNED = 60


def as_text(table: Table) -> Table:
    """A table whose cells are written words: numbers as printed, units and shared headings in the heads."""
    columns = tuple(
        Column(_head(column), Kind.TEXT, column.width, align=None if column.alignment == "left" else column.alignment)
        for column in table.columns
    )
    return Table(columns, tuple(_written(table, row) for row in table.rows), _totals(table), table.caption)


def _head(column: Column) -> str:
    label = f"{column.group}: {column.label}" if column.group else column.label
    return f"{label} ({column.unit})" if column.unit else label


def _totals(table: Table) -> Row | None:
    return _written(table, table.totals) if table.totals else None


def _written(table: Table, row: Row) -> Row:
    kinds = [column.kind for column in table.columns]
    return tuple(
        # The writer of cells drops the marks of live figures, which stay here.
        value if isinstance(value, str) else cell_text(kind, value, str(formats.MISSING))
        for kind, value in zip(kinds, row, strict=True)
    )


class TableDraft:
    """A table as it is read from HTML, cell by cell; no cell is dropped.

    Cells hold words and live figures, heads and the caption only words; other looks stay outside tables."""

    def __init__(self) -> None:
        self.caption = ""
        self.heads: list[list[str]] = []
        self.rows: list[list[str]] = []
        self.feet: list[list[str]] = []
        self.columns: list[tuple[float, Align | None]] = []
        self._row: list[str] | None = None
        self._part = "tbody"
        self._place = ""
        self._span = 1

    def open(self, tag: str, given: dict[str, str]) -> None:
        """A part of the table begins."""
        if tag in ("thead", "tbody", "tfoot"):
            self._part = tag
        elif tag == "tr":
            self._row = []
        elif tag in ("th", "td") and self._row is not None:
            self._place, self._span = "cell", _span(given)
            self._row.append("")
            if self._part == "thead" and not self.heads:
                self.columns.append((_width(given), _align(given)))
        elif tag == "caption":
            self._place = "caption"

    def close(self, tag: str) -> None:
        """A part of the table ends."""
        if tag in ("th", "td") and self._row is not None:
            self._row += [""] * (self._span - 1)
        elif tag == "tr" and self._row:
            {"thead": self.heads, "tfoot": self.feet}.get(self._part, self.rows).append(self._row)
        if tag in ("th", "td", "caption"):
            self._place = ""
        elif tag == "tr":
            self._row = None
        elif tag in ("thead", "tfoot"):
            self._part = "tbody"

    def take(self, runs: tuple[Run, ...]) -> bool:
        """Put words into the open cell; False where none is open."""
        text = "".join(marked(run.figure, run.form, run.text) if run.figure else run.text for run in runs)
        if self._place == "caption":
            self.caption = f"{self.caption} {text}".strip()
        elif self._place == "cell" and self._row is not None:
            self._row[-1] = f"{self._row[-1]} {text}".strip()
        else:
            return False
        return True

    def table(self) -> Table | None:
        """The whole table, as wide as its widest row; None where there are no cells. The first row is the head."""
        heads, rows = self.heads or self.rows[:1], self.rows if self.heads else self.rows[1:]
        rows = [*heads[1:], *rows, *self.feet[:-1]]
        everything = [*heads, *rows, *self.feet]
        if not everything:
            return None
        width = max(len(row) for row in everything)
        filled = [tuple(row + [""] * (width - len(row))) for row in (heads[0] if heads else [], *rows, *self.feet[-1:])]
        looks = [*self.columns, *[(_WIDTH, None)] * width][:width]
        columns = tuple(
            Column(plain(label), Kind.TEXT, measure, align=align)
            for label, (measure, align) in zip(filled[0], looks, strict=True)
        )
        totals = filled.pop() if self.feet else None
        return Table(columns, tuple(filled[1:]), totals, plain(self.caption))


def _width(given: dict[str, str]) -> float:
    text = given.get("data-width", "")
    return min(float(text), _WIDEST) if text.replace(".", "", 1).isdecimal() and float(text) else _WIDTH


def _align(given: dict[str, str]) -> Align | None:
    text = given.get("data-align", "")
    return Align(text) if text in (Align.RIGHT, Align.CENTER) else None


def _span(given: dict[str, str]) -> int:
    text = given.get("colspan", "")
    return min(int(text), _MOST_SPANNED) if text.isdecimal() and text.isascii() and int(text) else 1

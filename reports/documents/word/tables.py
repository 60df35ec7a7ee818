"""A printed table in Word's terms: widths in twips, every cell of its head with what it covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from reports.documents.printing import HeadCell, PrintedCell, PrintedTable


@dataclass(frozen=True, slots=True)
class PlacedHeadCell:
    """A cell of the head. `merge` is "restart" or "continue" where it is one with the cell above or below."""

    label: str
    unit: str
    width: int
    span: int = 1
    merge: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with the width of every cell."""

    widths: list[int]
    head: list[list[PlacedHeadCell]]
    column_numbers: list[tuple[int, int]]
    rows: list[list[tuple[PrintedCell, int]]]
    totals: list[tuple[PrintedCell, int]]
    caption: str


def placed(table: PrintedTable, width: int, *, with_column_numbers: bool) -> PlacedTable:
    """A table across a width in twips."""
    widths = _shared_out(width, [float(share.rstrip("%")) for share in table.widths])
    return PlacedTable(
        widths=widths,
        head=_head(table.head, widths),
        column_numbers=list(zip(table.column_numbers, widths, strict=True)) if with_column_numbers else [],
        rows=[list(zip(row, widths, strict=True)) for row in table.rows],
        totals=list(zip(table.totals, widths, strict=True)) if table.totals else [],
        caption=table.caption,
    )


def _shared_out(width: int, shares: list[float]) -> list[int]:
    """Whole twips by share, adding up to the width exactly."""
    edges = [round(width * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _head(head: list[list[HeadCell]], widths: list[int]) -> list[list[PlacedHeadCell]]:
    """One or two rows; a heading that stands over nothing goes through both."""
    if len(head) == 1:
        return [[PlacedHeadCell(cell.label, cell.unit, width) for cell, width in zip(head[0], widths, strict=True)]]
    upper: list[PlacedHeadCell] = []
    lower: list[PlacedHeadCell] = []
    left, members = iter(widths), iter(head[1])
    for cell in head[0]:
        covered = list(islice(left, cell.colspan))
        through = cell.rowspan > 1
        merge = "restart" if through else ""
        upper.append(PlacedHeadCell(cell.label, cell.unit, sum(covered), cell.colspan, merge))
        lower.extend(_below(covered, members, through=through))
    return [upper, lower]


def _below(covered: list[int], members: Iterator[HeadCell], *, through: bool) -> list[PlacedHeadCell]:
    if through:
        return [PlacedHeadCell("", "", width, merge="continue") for width in covered]
    return [
        PlacedHeadCell(cell.label, cell.unit, width)
        for cell, width in zip(islice(members, len(covered)), covered, strict=True)
    ]

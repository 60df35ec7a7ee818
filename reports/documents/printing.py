"""From what a document says to the words on paper: numbered headings, punctuated lists, written cells.

Templates only place the strings made here, so that Word and Excel can print the same ones.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, groupby
from typing import Any

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents.context_types import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    DocumentContext,
    Items,
    Kind,
    Letterhead,
    Paragraph,
    Section,
    Table,
)
from reports.documents.layout import DOCUMENT_TYPES, RuleSet, place_and_date
from reports.documents.live import Run
from reports.documents.stylesheet import ANNEX_PAGES

DASH = "–"

_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.COUNT: lambda value: formats.number(value, 0),
    Kind.DECIMAL: lambda value: formats.number(value, 1),
    Kind.PERCENT: lambda value: formats.number(value, 1),
    Kind.MILLIONS: lambda dong: formats.number(Decimal(dong) / formats.MILLION, 1),
    Kind.DATE: formats.date,
    Kind.REACHED: lambda reached: _("Đạt") if reached else _("Chưa đạt"),
}


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A written cell and how it is aligned."""

    text: str
    align: Align


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the table head with the columns and rows it covers."""

    label: str
    unit: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table ready to be placed. `widths` are percentages that add up to 100."""

    widths: list[str]
    head: list[list[HeadCell]]
    column_numbers: list[int]
    rows: list[list[PrintedCell]]
    totals: list[PrintedCell]
    caption: str
    has_missing: bool


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A paragraph or one item of a list, with the mark before it; or a table."""

    runs: tuple[Run, ...] = ()
    mark: str = ""
    table: PrintedTable | None = None


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section with its numbered heading."""

    heading: str
    section: Section
    blocks: list[PrintedBlock]


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """An annex on its own pages. Neighbours take turns of page name, which makes each a group of pages."""

    annex: Annex
    table: PrintedTable
    page_name: str
    is_wide: bool


def printed(context: DocumentContext) -> dict[str, object]:
    """Return what the document templates print, under the rule-set of the letterhead's style and date."""
    letterhead = context.letterhead
    rule_set = letterhead.rule_set
    return {
        "rule_set": rule_set,
        "letterhead": letterhead,
        "type_title": DOCUMENT_TYPES[letterhead.doc_type],
        "number_line": rule_set.number_line(letterhead.number, letterhead.doc_type, letterhead.symbol),
        "place_date": place_and_date(letterhead.place, letterhead.date),
        "recipient_lines": rule_set.recipient_lines(letterhead.recipients),
        "attached_to": attached_to(letterhead, rule_set),
        "sections": numbered(context.sections, rule_set),
        "annexes": [
            PrintedAnnex(
                annex=annex,
                table=table(annex, missing=DASH),
                page_name=page_name,
                is_wide=len(annex.columns) >= rule_set.wide_annex_columns,
            )
            for annex, page_name in zip(context.annexes, cycle(ANNEX_PAGES), strict=False)
        ],
        "charts": context.charts,
        "highlights": context.highlights,
    }


def attached_to(letterhead: Letterhead, rule_set: RuleSet) -> str:
    """Return the line that ties an annex to its document: "Kèm theo Báo cáo số 05-BC/BCĐ, ngày 2-1-2019 của …"."""
    return _("Kèm theo %(type)s số %(reference)s, ngày %(date)s của %(issuer)s") % {
        "type": DOCUMENT_TYPES[letterhead.doc_type],
        "reference": rule_set.reference(letterhead.number, letterhead.doc_type, letterhead.symbol),
        "date": rule_set.text_date(letterhead.date),
        "issuer": letterhead.issuer,
    }


def numbered(sections: Iterable[Section], rule_set: RuleSet) -> list[PrintedSection]:
    """Number the headings in order; sections of level 0 take no part in the numbering."""
    result: list[PrintedSection] = []
    counters: list[int] = []
    for section in sections:
        if section.level:
            counters = (counters + [0] * section.level)[: section.level]
            counters[-1] += 1
        number = f"{rule_set.heading_number(tuple(counters))} " if section.level else ""
        heading = number + section.heading if section.heading else ""
        blocks = [printed for block in section.content for printed in _printed_blocks(block)]
        result.append(PrintedSection(heading, section, blocks))
    return result


def _printed_blocks(block: Block) -> Iterable[PrintedBlock]:
    if isinstance(block, Paragraph):
        yield PrintedBlock(block.runs)
    elif isinstance(block, Items):
        for position, runs in enumerate(block.items, 1):
            yield PrintedBlock(runs, f"{position}. " if block.ordered else "- ")
    else:
        yield PrintedBlock(table=table(block, missing=str(formats.MISSING)))


def table(source: Table | Annex, *, missing: str) -> PrintedTable:
    """Write every cell of a table; None is written as `missing`, an empty string stays empty."""
    columns = source.columns
    all_rows = [*source.rows, source.totals or ()]
    full = sum(column.width for column in columns)
    return PrintedTable(
        widths=[f"{column.width * 100 / full:.3f}%" for column in columns],
        head=_head(columns),
        column_numbers=list(range(1, len(columns) + 1)),
        rows=[_row(columns, row, missing) for row in source.rows],
        totals=_row(columns, source.totals, missing) if source.totals else [],
        caption=source.caption if isinstance(source, Table) else "",
        has_missing=any(cell is None for row in all_rows for cell in row),
    )


def cell_text(kind: Kind, value: Cell, missing: str) -> str:
    """Write one cell. Raise TypeError or ValueError when the value is not of the column's kind."""
    if value is None:
        return missing
    # Words stand in any column: a blank, "chưa nộp" in a column of dates.
    return value if isinstance(value, str) else _WRITERS[kind](value)


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...], missing: str) -> list[PrintedCell]:
    return [
        PrintedCell(cell_text(column.kind, value, missing), column.alignment)
        for column, value in zip(columns, row, strict=True)
    ]


def _head(columns: tuple[Column, ...]) -> list[list[HeadCell]]:
    """Return one head row, or two when columns share a heading."""
    if not any(column.group for column in columns):
        return [[HeadCell(column.label, column.unit) for column in columns]]
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        cells = [HeadCell(column.label, column.unit) for column in members]
        if group:
            upper.append(HeadCell(group, "", colspan=len(cells)))
            lower.extend(cells)
        else:
            upper.extend(HeadCell(cell.label, cell.unit, rowspan=2) for cell in cells)
    return [upper, lower]

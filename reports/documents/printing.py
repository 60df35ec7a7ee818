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
from kontum04.core.figure import DONG
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
from reports.documents.layout import DOCUMENT_TYPES, LETTER, RuleSet, place_and_date
from reports.documents.live import Run, plain
from reports.documents.stylesheet import ANNEX_PAGES

DASH = "–"
TIGHT_COLUMNS = 8

_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.COUNT: lambda value: formats.number(value, 0),
    Kind.DECIMAL: lambda value: formats.number(value, 1),
    Kind.PERCENT: lambda value: formats.number(value, 1),
    Kind.MILLIONS: lambda dong: formats.number(Decimal(dong) / formats.MILLION, 1),
    Kind.DATE: formats.date,
    Kind.FIGURE: lambda figure: formats.number(figure.value, 0) if figure.unit == DONG else figure.text,
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
    label: str
    title: str
    table: PrintedTable
    page_name: str
    is_wide: bool


def printed(context: DocumentContext) -> dict[str, object]:
    """Return what the document templates print, under the rule-set of the letterhead's style and date."""
    rule_set = context.letterhead.rule_set
    return printed_head(context.letterhead) | {
        "sections": numbered(context.sections, rule_set),
        "annexes": printed_annexes(context.annexes, rule_set),
        "charts": context.charts,
        "highlights": context.highlights,
        "verification": context.verification,
    }


def printed_head(letterhead: Letterhead) -> dict[str, object]:
    """The words of heading and closing. A công văn has no title; its summary stands under the number."""
    rule_set = letterhead.rule_set
    is_letter = letterhead.doc_type == LETTER
    return {
        "rule_set": rule_set,
        "letterhead": letterhead,
        "document_title": document_title(letterhead),
        "type_title": "" if is_letter else DOCUMENT_TYPES[letterhead.doc_type],
        "summary": "" if is_letter else letterhead.summary,
        "letter_summary": rule_set.letter_summary_prefix + letterhead.summary if is_letter else "",
        "addressee_title": _("Kính gửi:"),
        "addressee_lines": rule_set.addressee_lines(letterhead.addressees),
        "number_line": rule_set.number_line(letterhead.number, letterhead.doc_type, letterhead.symbol),
        "place_date": place_and_date(letterhead.place, letterhead.date),
        "recipients_title": _("Nơi nhận:"),
        "recipient_lines": rule_set.recipient_lines(letterhead.recipients),
        "attached_to": attached_to(letterhead, rule_set),
        "missing_note": missing_note(),
    }


def document_title(letterhead: Letterhead) -> str:
    """Return "Báo cáo tổng kết …", by which a reader's program calls the document."""
    return f"{DOCUMENT_TYPES[letterhead.doc_type]} {' '.join(letterhead.summary.split())}"


def printed_annexes(annexes: tuple[Annex, ...], rule_set: RuleSet) -> list[PrintedAnnex]:
    """The annexes with their headings as the rule-set words them."""
    result = []
    for position, (annex, page_name) in enumerate(zip(annexes, cycle(ANNEX_PAGES), strict=False), 1):
        label, title = rule_set.annex_heading(position, len(annexes), annex.number, annex.title)
        is_wide = len(annex.columns) >= rule_set.wide_annex_columns
        result.append(PrintedAnnex(annex, label, title, table(annex, missing=DASH), page_name, is_wide))
    return result


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
        yield from _printed_table(block)


def _printed_table(source: Table) -> Iterable[PrintedBlock]:
    """A table in the text; where many columns leave no room for words, a dash stands for them and is explained."""
    missing = missing_in(source)
    written = table(source, missing=missing)
    yield PrintedBlock(table=written)
    if missing == DASH and written.has_missing:
        yield PrintedBlock((Run(missing_note(), italic=True),))


def missing_in(source: Table) -> str:
    """How a table in the text writes what is missing."""
    return DASH if len(source.columns) >= TIGHT_COLUMNS else str(formats.MISSING)


def missing_note() -> str:
    """What the dash means, wherever one stands."""
    return _("Dấu “–”: chưa có số liệu, không phải bằng không.")


def table(source: Table | Annex, *, missing: str) -> PrintedTable:
    """Write every cell of a table; None is written as `missing`, an empty string stays empty."""
    columns = source.columns
    all_rows = [*source.rows, source.totals or ()]
    full = sum(column.width for column in columns)
    return PrintedTable(
        widths=[f"{column.width * 100 / full:.3f}%" for column in columns],
        head=head_rows(columns),
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
    return plain(value) if isinstance(value, str) else _WRITERS[kind](value)


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...], missing: str) -> list[PrintedCell]:
    return [
        PrintedCell(cell_text(column.kind, value, missing), column.alignment)
        for column, value in zip(columns, row, strict=True)
    ]


def head_rows(columns: tuple[Column, ...]) -> list[list[HeadCell]]:
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

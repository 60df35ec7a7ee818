"""Blocks of a document ⇄ the portal's small HTML, in which a composed section is kept, edited and pasted into.

The HTML knows p, strong, em, ul, ol, li, table, caption, thead, tbody, tfoot, tr, th, td, and one element for a live
figure: `<span data-figure="help.trips" data-form="text">4.800</span>`. Pure: no database, no request.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from reports.documents.context_types import Block, Column, Items, Paragraph, Row, Table
from reports.documents.live import Run, plain, runs_of
from reports.documents.richtext_reader import read_html
from reports.documents.richtext_tables import as_text

TokenHTML = Callable[[Run], str]
"""How a live figure is written; pages make a link of it."""


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks that any HTML says, whoever wrote it. What is no part of the small HTML is lost, its words never."""
    return read_html(html)


def clean(html: str) -> str:
    """Any HTML, such as one pasted from Word, as the portal's small HTML."""
    return html_of(blocks_of(html))


def span(run: Run) -> str:
    """A live figure as it is stored."""
    return f'<span data-figure="{escape(run.figure)}" data-form="{run.form}">{_text(run.text)}</span>'


def html_of(blocks: Iterable[Block], token: TokenHTML = span) -> str:
    """Blocks as HTML, one line each."""
    return "\n".join(_block(block, token) for block in blocks)


def figures_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every live figure in the order of the text."""
    return (run for block in blocks for run in runs_in(block) if run.figure)


def runs_in(block: Block) -> Iterator[Run]:
    """All the words of a block."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Items):
        for item in block.items:
            yield from item
    else:
        table = as_text(block)
        cells = (str(cell) for row in (*table.rows, table.totals or ()) for cell in row)
        for words in (table.caption, *(column.label for column in table.columns), *cells):
            yield from runs_of(words)


def text_of(blocks: Iterable[Block]) -> str:
    """The words alone, one line a paragraph, an item or a row of a table."""
    return "\n".join(line for block in blocks for line in _lines(block))


def replaced(blocks: Iterable[Block], change: Callable[[Run], Run]) -> tuple[Block, ...]:
    """The same blocks with every live figure as `change` gives it back; other words stay as they are."""

    def token(run: Run) -> str:
        new = change(run)
        return span(new) if new.figure else _text(new.text)

    given = html_of(blocks, token)
    return blocks_of(given)


def _block(block: Block, token: TokenHTML) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_runs(block.runs, token)}</p>"
    if isinstance(block, Items):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>" + "".join(f"<li>{_runs(item, token)}</li>" for item in block.items) + f"</{tag}>"
    return _table(as_text(block), token)


def _table(table: Table, token: TokenHTML) -> str:
    caption = f"<caption>{_cell(table.caption, token)}</caption>" if table.caption else ""
    heads = "".join(f"<th{_measures(column)}>{_cell(column.label, token)}</th>" for column in table.columns)
    body = "".join(_row(row, token) for row in table.rows)
    foot = f"<tfoot>{_row(table.totals, token)}</tfoot>" if table.totals else ""
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def _row(row: Row, token: TokenHTML) -> str:
    return "<tr>" + "".join(f"<td>{_cell(str(cell), token)}</td>" for cell in row) + "</tr>"


def _measures(column: Column) -> str:
    align = f' data-align="{column.align}"' if column.align else ""
    return f' data-width="{column.width:g}"{align}'


def _cell(text: str, token: TokenHTML) -> str:
    return _runs(runs_of(text), token)


def _runs(runs: Iterable[Run], token: TokenHTML) -> str:
    return "".join(_run(run, token) for run in runs)


def _run(run: Run, token: TokenHTML) -> str:
    html = token(run) if run.figure else _text(run.text)
    if run.italic:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if run.bold else html


def _text(text: str) -> str:
    # Stored texts keep no other space than the plain one; this one says that a number and its unit stay together.
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return ["".join(run.text for run in block.runs)]
    if isinstance(block, Items):
        return ["".join(run.text for run in item) for item in block.items]
    table = as_text(block)
    rows = [tuple(column.label for column in table.columns), *table.rows, table.totals or ()]
    lines = [table.caption, *(" | ".join(plain(str(cell)) for cell in row) for row in rows)]
    return [line for line in lines if line]

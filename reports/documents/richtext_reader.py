"""Reads HTML that people wrote or pasted into blocks. Whatever it does not know it leaves out, but never the words."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import nh3

from reports.documents.context_types import Block, Items, Paragraph
from reports.documents.live import Form, Run
from reports.documents.richtext_runs import tidy
from reports.documents.richtext_tables import TableDraft

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BREAKS = _HEADINGS | {"p", "div", "br", "blockquote", "pre", "dt", "dd", "hr", "section", "article"}
_BOLD, _ITALIC, _FIGURE = {"strong", "b"}, {"em", "i"}, {"span", "a"}
_LISTS = {"ul", "ol"}
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_TAGS = _BREAKS | _BOLD | _ITALIC | _FIGURE | _LISTS | _TABLE | {"li"}
_ATTRIBUTES = {
    **{tag: {"data-figure", "data-form"} for tag in _FIGURE},
    "th": {"data-width", "data-align", "colspan"},
    "td": {"colspan"},
}
Figure = tuple[str, Form]
"""Code and form of a live figure."""
_CODE = re.compile(r"[\w.:/+-]{1,100}")
_MARKS = dict.fromkeys(map(ord, "\ue000\ue001\ue002"))


def read_html(html: str) -> tuple[Block, ...]:
    """The blocks of any HTML; scripts, styles and comments are no words."""
    reader = _Reader()
    # The sanitiser's parser is the browsers' own: what it gives back is well-formed, whatever came in.
    reader.feed(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None))
    reader.close()
    reader.end_lists()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Walks through well-formed HTML. `words` gathers the line that is being read, until a block ends it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[Run] = []
        self.bold = self.italic = 0
        self.figures: list[Figure | None] = []
        self.lists: list[bool] = []
        self.items: list[tuple[Run, ...]] = []
        self.in_item = False
        self.table: TableDraft | None = None
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BOLD:
            self.bold += 1
        elif tag in _ITALIC:
            self.italic += 1
        elif tag in _FIGURE:
            self._open_figure(given)
        elif tag in _TABLE:
            self._open_table(tag, given)
        else:
            self.end_line()
            if tag in _LISTS:
                self.lists.append(tag == "ol")
                self.in_item = False
            elif tag == "li" and self.lists:
                self.items.append(())
                self.in_item = True
            self.bold += tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self.bold -= 1
        elif tag in _ITALIC:
            self.italic -= 1
        elif tag in _FIGURE:
            self.figures.pop()
        elif tag in _TABLE:
            self._close_table(tag)
        else:
            self.end_line()
            self.bold -= tag in _HEADINGS
            if tag == "li":
                self.in_item = False
            elif tag in _LISTS and len(self.lists) <= 1:
                self.end_lists()
            elif tag in _LISTS:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        text = data.translate(_MARKS)
        figure = next((found for found in reversed(self.figures) if found), None)
        last = self.words[-1] if self.words else None
        if figure and last and (last.figure, last.form) == figure:
            self.words[-1] = replace(last, text=last.text + text)
        else:
            self.words.append(self._run(text, figure))

    def _run(self, text: str, figure: Figure | None) -> Run:
        return Run(text, self.bold > 0, self.italic > 0, *(figure or ()))

    def _open_figure(self, given: dict[str, str]) -> None:
        self.figures.append(figure := _figure(given))
        if figure:
            self.words.append(self._run("", figure))

    def end_line(self) -> None:
        """Put the words read so far where they belong: a cell, an item of a list, a paragraph."""
        runs, self.words = tidy(self.words), []
        if not runs:
            return
        if self.table and self.table.take(runs):
            return
        if not self.lists:
            self.blocks.append(Paragraph(runs))
        elif self.in_item and self.items:
            self.items[-1] = tidy([*self.items[-1], *([Run(" ")] if self.items[-1] else []), *runs])
        else:
            self.items.append(runs)

    def end_lists(self) -> None:
        """End all open lists: those within one another become one."""
        self.end_line()
        if items := tuple(item for item in self.items if item):
            self.blocks.append(Items(items, ordered=bool(self.lists) and self.lists[0]))
        self.lists, self.items, self.in_item = [], [], False

    def _open_table(self, tag: str, given: dict[str, str]) -> None:
        if self.table is None:
            self.end_lists()
            self.table = TableDraft()
        self.end_line()
        self.depth += tag == "table"
        if self.depth == 1:
            self.table.open(tag, given)

    def _close_table(self, tag: str) -> None:
        self.end_line()
        if self.table is None:
            return
        if self.depth == 1:
            self.table.close(tag)
        self.depth -= tag == "table"
        if not self.depth:
            self.blocks += [table] if (table := self.table.table()) else []
            self.table = None


def _figure(given: dict[str, str]) -> Figure | None:
    code, form = given.get("data-figure", ""), given.get("data-form", "")
    return (code, Form(form)) if _CODE.fullmatch(code) and form in set(Form) else None

"""Where a composed text and the figures of today part: figures that moved, and what is now said otherwise. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256

from reports.documents.context_types import Block, Items
from reports.documents.live import Form, Run
from reports.documents.richtext import blocks_of, figures_in, html_of, replaced

Name = tuple[str, Form]
"""Code and form of a figure in a text."""
Words = Mapping[Name, str]
"""What figures say, by code and form."""
Atoms = tuple[Block, ...]
"""Blocks whose lists are taken apart: each item by itself, so that one new line is one change."""


@dataclass(frozen=True)
class Moved:
    """A figure that the text still states as it was."""

    code: str
    form: Form
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """A part of what was made from figures that reads otherwise today: `old` words became `new` ones.

    `at` and `end` frame it in the text made then."""

    at: int
    end: int
    old: Atoms
    new: Atoms

    @property
    def key(self) -> str:
        """Names the change to a page; another change of the same place has another key."""
        said = f"{self.at} {html_of(self.old)}\n→\n{html_of(self.new)}"
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def old_html(self) -> str:
        return html_of(joined(self.old))

    @property
    def new_html(self) -> str:
        return html_of(joined(self.new))


def moved(body: str, words: Words) -> list[Moved]:
    """Figures of a text whose words are no longer theirs, each once, in the order of the text."""
    stated = ((run, words.get((run.figure, run.form))) for run in figures_in(blocks_of(body)))
    found = (Moved(run.figure, run.form, run.text, now) for run, now in stated if now is not None and now != run.text)
    return list(dict.fromkeys(found))


def updated(body: str, words: Words, only: Callable[[Run], bool] = lambda run: True) -> str:
    """The text with the present words of its figures; all other words stay."""

    def now(run: Run) -> Run:
        return replace(run, text=words.get((run.figure, run.form), run.text)) if only(run) else run

    return html_of(replaced(blocks_of(body), now))


def changes(made: str, now: str) -> list[Change]:
    """Where the text made then and the text made now differ by more than the words of figures."""
    then, today = atoms(blocks_of(made)), atoms(blocks_of(now))
    steps = SequenceMatcher(a=skeletons(then), b=skeletons(today), autojunk=False).get_opcodes()
    return [Change(a, b, then[a:b], today[c:d]) for step, a, b, c, d in steps if step != "equal"]


def kept(made: str, change: Change) -> str:
    """The text made then with one change made in it."""
    then = atoms(blocks_of(made))
    return html_of(joined((*then[: change.at], *change.new, *then[change.end :])))


def taken_over(body: str, made: str, change: Change) -> str:
    """The edited text with one change: in the place of the old words where they stand as they were made, otherwise
    at the end, so that nothing a person wrote is overwritten."""
    then, text = atoms(blocks_of(made)), atoms(blocks_of(body))
    at, end = _place(skeletons(then), skeletons(text), change)
    return html_of(joined((*text[:at], *change.new, *text[end:])))


def _place(then: list[str], text: list[str], change: Change) -> tuple[int, int]:
    old = then[change.at : change.end]
    if old:
        found = (at for at in range(len(text)) if text[at : at + len(old)] == old)
        at = next(found, None)
        return (len(text), len(text)) if at is None else (at, at + len(old))
    before = then[change.at - 1] if change.at else None
    at = 0 if before is None else text.index(before) + 1 if before in text else len(text)
    return at, at


def skeletons(parts: Iterable[Block]) -> list[str]:
    """Blocks without the words of their figures: what stays the same when only figures move."""
    return [html_of([part], lambda run: f"<{run.figure}/{run.form}>") for part in parts]


def atoms(blocks: Iterable[Block]) -> Atoms:
    """Blocks with each item of a list by itself."""

    def apart() -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Items):
                yield from (Items((item,), block.ordered) for item in block.items)
            else:
                yield block

    return tuple(apart())


def joined(parts: Iterable[Block]) -> tuple[Block, ...]:
    """Atoms as blocks again: neighbouring items become one list."""
    blocks: list[Block] = []
    for part in parts:
        last = blocks[-1] if blocks else None
        if isinstance(part, Items) and isinstance(last, Items) and last.ordered == part.ordered:
            blocks[-1] = Items(last.items + part.items, part.ordered)
        else:
            blocks.append(part)
    return tuple(blocks)

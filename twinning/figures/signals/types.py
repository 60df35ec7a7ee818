"""A question with the figures it rests on, apart from how a page prints it."""

import hashlib
from dataclasses import dataclass, replace
from typing import Self

from twinning.choices import SignalKind


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the programme: its name, year, row or query."""

    name: str
    year: int
    pk: int | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what a question rests on. `unit_id` is another unit it tells of: `veiled` is read by those who may
    not see that unit, and the link is then left out."""

    text: str
    link: Link | None = None
    unit_id: int | None = None
    veiled: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Two texts that resemble each other, to be shown side by side. `share` is in percent of the own one.

    `other` is empty where it is another unit's and the reader may not see that unit (`unit_id`)."""

    title: str
    share: int
    own: str
    own_title: str
    other: str
    other_title: str
    unit_id: int | None = None
    veiled_title: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One question to one unit. `code` names it within the year; `basis` is what the answer speaks of: when it
    changes, an answer no longer holds."""

    kind: SignalKind
    code: str
    unit_id: int
    question: str
    basis: tuple[object, ...]
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same facts, on any day and any machine."""
        said = "\x1f".join(str(part) for part in (self.kind, self.code, *self.basis))
        return hashlib.sha256(said.encode()).hexdigest()

    def for_reader_of(self, units: set[int] | None) -> Self:
        """The same question for somebody who may see these units only (None: all of them)."""
        if units is None:
            return self
        facts = tuple(fact if _may_read(fact, units) else Fact(fact.veiled) for fact in self.facts)
        passages = tuple(each if _may_read(each, units) else _veiled(each) for each in self.passages)
        return replace(self, facts=tuple(fact for fact in facts if fact.text), passages=passages)


def _may_read(told: Fact | Passage, units: set[int]) -> bool:
    return told.unit_id is None or told.unit_id in units


def _veiled(passage: Passage) -> Passage:
    return replace(passage, other="", other_title=passage.veiled_title)

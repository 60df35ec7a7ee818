"""Drawing documents in processes of their own, as many at once as asked for.

Drawing is pure: a process gets what a document says, writes one file and keeps nothing. It is forked from a server
process that never opened a database connection, and ends when its parent is gone, however that ended.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Thread

import django

from reports.documents.context_types import DocumentContext
from reports.documents.output import FORMATS

SIGN_OF_LIFE_SECONDS = 3
WAITING_EACH = 2
"""Documents held ready for each process, so that none is idle and no more than a few are in memory."""


@dataclass(frozen=True)
class Drawing:
    """One document to be drawn into the file `path`."""

    position: int
    template: str
    context: DocumentContext
    file_format: str
    path: Path

    def draw(self) -> None:
        self.path.write_bytes(FORMATS[self.file_format].write(self.template, self.context))


@dataclass(frozen=True)
class Drawn:
    """A drawing that has ended; `error` says that there is no file."""

    drawing: Drawing
    error: BaseException | None = None


def drawn(drawings: Iterable[Drawing], processes: int) -> Iterator[Drawn | None]:
    """The drawings as they end, in any order; None every few seconds in between, for a sign of life.

    Without processes they are drawn here, one after the other. Raise BrokenProcessPool when a process was killed."""
    if not processes:
        for drawing in drawings:
            yield _drawn_here(drawing)
        return
    pool = ProcessPoolExecutor(processes, mp_context=_fork_server(), initializer=_begin)
    try:
        yield from _drawn_by(pool, drawings, processes * WAITING_EACH)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _drawn_by(pool: ProcessPoolExecutor, drawings: Iterable[Drawing], at_once: int) -> Iterator[Drawn | None]:
    waiting: dict[Future[None], Drawing] = {}
    for drawing in drawings:
        waiting[pool.submit(drawing.draw)] = drawing
        while len(waiting) >= at_once:
            yield from _ended(waiting)
    while waiting:
        yield from _ended(waiting)


def _ended(waiting: dict[Future[None], Drawing]) -> Iterator[Drawn | None]:
    """Wait until at least one has ended, or for the next sign of life."""
    done = wait(waiting, timeout=SIGN_OF_LIFE_SECONDS, return_when=FIRST_COMPLETED).done
    for future in done:
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            raise error
        yield Drawn(waiting.pop(future), error)
    if not done:
        yield None


def _drawn_here(drawing: Drawing) -> Drawn:
    try:
        drawing.draw()
    except Exception as error:  # noqa: BLE001 (one bad document must not stop the others)
        return Drawn(drawing, error)
    return Drawn(drawing)


def _fork_server() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["reports.documents.preloaded"])
    return context


def _begin() -> None:
    """In a new process: load the apps, unless they were forked along, and end with the parent."""
    django.setup()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)

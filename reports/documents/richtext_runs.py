"""Runs of words as people leave them, put in order."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from reports.documents.live import Run

# A no-break space means something only between a number and its unit; elsewhere editors leave it by accident.
_STRAY = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\S)")
_SPACES = re.compile(r"[^\S\u00a0]+")


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, none at the ends, and neighbours of one look as one."""
    kept: list[Run] = []
    for run in runs:
        text = unicodedata.normalize("NFC", run.text)
        text = _SPACES.sub(" ", text if run.figure else _STRAY.sub(" ", text))
        text = text.strip(" ") if run.figure else text
        if not run.figure and (not kept or kept[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            continue
        if kept and not run.figure and kept[-1] == replace(run, text=kept[-1].text):
            text = kept.pop().text + text
        kept.append(replace(run, text=text))
    if kept and not kept[-1].figure:
        kept.append(replace(last := kept.pop(), text=last.text.rstrip(" ")))
    return tuple(run for run in kept if run.text)

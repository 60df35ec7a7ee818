"""Blocks that upper floors add to the page of a commune."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from communes.models import Commune, ProgrammeYear


@dataclass(frozen=True)
class Panel:
    """A template and what it shows; it gets `data` and `programme_year`."""

    template: str
    data: Any


Builder = Callable[[Commune, Any, ProgrammeYear], Any]
"""Gathers what a reader may see of a commune in a year; None where there is nothing to show."""

_builders: list[tuple[str, Builder]] = []


def adds_panel(template: str) -> Callable[[Builder], Builder]:
    """Register a block; upper floors do so when they start."""

    def register(builder: Builder) -> Builder:
        _builders.append((template, builder))
        return builder

    return register


def panels_of(commune: Commune, reader: Any, programme_year: ProgrammeYear) -> list[Panel]:
    """The blocks that have something to show this reader."""
    built = ((template, builder(commune, reader, programme_year)) for template, builder in _builders)
    return [Panel(template, data) for template, data in built if data is not None]

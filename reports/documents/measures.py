"""A measure of a rule-set that an office may change: how it is read from what people type, and set.

`measure_list` names them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core import formats
from kontum04.core.parsing import parse_number
from kontum04.core.text import fold
from reports.documents.layout import Mark, Numbering, RuleSet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YES, NO = gettext_lazy("có"), gettext_lazy("không")


@dataclass(frozen=True)
class Measure:
    """One measure. `path` leads to it from a rule-set ("margins.left"); bounds hold for numbers, `options` for words
    (what is stored → what people read)."""

    path: str
    part: "StrOrPromise"
    aspect: "StrOrPromise"
    read: Callable[["Measure", str], Any]
    unit: str = ""
    low: float = 0
    high: float = 0
    options: "Mapping[str, StrOrPromise]" = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return "Lề trang: trái (mm)"."""
        named = f"{self.part}: {self.aspect}" if self.aspect else str(self.part)
        return f"{named} ({self.unit})" if self.unit else named

    def value(self, text: str) -> Any:
        """What a typed text means for this measure. Raise ValueError, in Vietnamese, for what it may not be."""
        return self.read(self, text)

    def words(self, value: Any) -> str:
        """The value as people read and type it."""
        if isinstance(value, bool):
            return str(YES if value else NO)
        return str(self.options[str(value)]) if self.options else formats.number(value)


def number(measure: Measure, text: str) -> float:
    """A number within the bounds."""
    value = parse_number(text)
    if value is None or not Decimal(str(measure.low)) <= value <= Decimal(str(measure.high)):
        raise ValueError(
            _("%(label)s phải từ %(low)s đến %(high)s.")
            % {"label": measure.label, "low": formats.number(measure.low), "high": formats.number(measure.high)}
        )
    return float(value)


def whole(measure: Measure, text: str) -> int:
    """A whole number within the bounds."""
    value = number(measure, text)
    if value != int(value):
        raise ValueError(_("%(label)s phải là số nguyên.") % {"label": measure.label})
    return int(value)


def yes_no(measure: Measure, text: str) -> bool:
    """Yes or no."""
    known = {fold(str(YES)): True, fold(str(NO)): False}
    if fold(text) not in known:
        raise ValueError(_("%(label)s: viết “có” hoặc “không”.") % {"label": measure.label})
    return known[fold(text)]


def option(measure: Measure, text: str) -> Any:
    """One of the options, as people read it."""
    for stored, shown in measure.options.items():
        if fold(text) == fold(str(shown)):
            return _kept(stored)
    raise ValueError(
        _("%(label)s: viết một trong các cách sau: %(options)s.")
        % {"label": measure.label, "options": ", ".join(f"“{shown}”" for shown in measure.options.values())}
    )


def _kept(stored: str) -> str:
    """A stored word as the rule-set holds it: marks and numberings are words of their own kind."""
    for kind in (Mark, Numbering):
        if stored in set(kind):
            return kind(stored)
    return stored


def held(rule_set: RuleSet, path: str) -> Any:
    """What a rule-set holds at a path; None where it has no such part (a Party paper has no motto)."""
    at: Any = rule_set
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, tuple) else getattr(at, step, None)
    return at


def with_measure(rule_set: RuleSet, path: str, value: Any) -> RuleSet:
    """The rule-set with another value at a path."""
    return _put(rule_set, path.split("."), value)


def _put(target: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if isinstance(target, tuple):
        at = int(step)
        return (*target[:at], _put(target[at], rest, value), *target[at + 1 :])
    return replace(target, **{step: _put(getattr(target, step), rest, value)})

"""Checks between numbers, kept as data: “NG01+NG02 <= DC01”, “NG01 = NG01@-1-NG05+NG06”.

The language is small on purpose: part codes, `@-1` for the year before, whole numbers, + and -. Nothing is run as code.
"""

import operator
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kontum04.core import formats

COMPARE = {"<=": operator.le, ">=": operator.ge, "=": operator.eq, "<": operator.lt, ">": operator.gt}

CODE = r"[A-Z]+[0-9]+(?:\.[0-9]+)?"
"""How the code of a part is written: NG01, HT02.1."""

_TERM = re.compile(rf"\s*(?P<sign>[+-]?)\s*(?:(?P<code>{CODE})(?P<before>@-1)?|(?P<number>[0-9]+))\s*")

Lookup = Callable[[str, int], Decimal | None]
"""Gives the value of a part code, this year (0) or the year before (-1); None when there is none to compare."""


class Rule(Protocol):
    """What this module reads of a ValidationRule."""

    left: str
    comparator: str
    right: str


@dataclass(frozen=True)
class Term:
    """One signed number of a sum: a part's value (`lag` -1: of the year before) or a constant."""

    sign: int
    code: str = ""
    lag: int = 0
    number: Decimal = Decimal(0)

    def value(self, lookup: Lookup) -> Decimal | None:
        found = lookup(self.code, self.lag) if self.code else self.number
        return None if found is None else self.sign * found


@lru_cache(maxsize=1024)
def parse(expression: str) -> tuple[Term, ...]:
    """The terms of a sum; ValidationError for anything else."""
    text = expression.strip()
    terms: list[Term] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or (terms and not match["sign"]):
            raise ValidationError(
                _("Không hiểu “%(text)s”. Chỉ dùng mã chỉ tiêu, @-1 (năm trước), số nguyên, dấu + và -.")
                % {"text": text[position:]}
            )
        sign = -1 if match["sign"] == "-" else 1
        if match["code"]:
            terms.append(Term(sign, match["code"], -1 if match["before"] else 0))
        else:
            terms.append(Term(sign, number=Decimal(match["number"])))
        position = match.end()
    if not terms:
        raise ValidationError(_("Vế này còn trống."))
    return tuple(terms)


def total(terms: Iterable[Term], lookup: Lookup) -> Decimal | None:
    """The sum; None as soon as one value is missing, for then there is nothing to check."""
    result = Decimal(0)
    for term in terms:
        value = term.value(lookup)
        if value is None:
            return None
        result += value
    return result


def is_broken(rule: Rule, lookup: Lookup) -> bool:
    """Whether the numbers contradict the rule. Missing numbers contradict nothing."""
    left, right = total(parse(rule.left), lookup), total(parse(rule.right), lookup)
    return left is not None and right is not None and not COMPARE[rule.comparator](left, right)


def codes_of(rule: Rule) -> tuple[str, ...]:
    """Part codes of this year that the rule speaks of, in its own order: its message is shown at the first."""
    terms = (*parse(rule.left), *parse(rule.right))
    return tuple(dict.fromkeys(term.code for term in terms if term.code and term.lag == 0))


def codes_named(rule: Rule) -> set[str]:
    """Every part code in the sides that can be read, of either year."""
    return {term.code for side in (rule.left, rule.right) for term in _terms_or_none(side) if term.code}


def problems_of(rule: Rule, known_codes: Collection[str]) -> dict[str, str]:
    """Why a rule would never speak, by side: it cannot be read, or it names nothing that is asked this year."""
    problems = {}
    for side in ("left", "right"):
        try:
            terms = parse(getattr(rule, side))
        except ValidationError as error:
            problems[side] = error.message
            continue
        if unknown := sorted({term.code for term in terms if term.code} - set(known_codes)):
            problems[side] = _("Không có chỉ tiêu mang mã %(codes)s.") % {"codes": formats.join(unknown)}
    if not problems and not codes_of(rule):
        problems["left"] = _("Quy tắc phải nói về ít nhất một số của năm nay.")
    return problems


def _terms_or_none(expression: str) -> tuple[Term, ...]:
    try:
        return parse(expression)
    except ValidationError:
        return ()

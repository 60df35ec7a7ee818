"""Checks between numbers, kept as data: “NG01+NG02 <= DC01”, “NG01 = NG01@-1-NG05+NG06”.

The language is small on purpose: part codes, `@-1` for the year before, whole numbers, + and -. Nothing is run as code.
"""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communes.models import ValidationRule

COMPARE = {"<=": operator.le, ">=": operator.ge, "=": operator.eq, "<": operator.lt, ">": operator.gt}

_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?:(?P<code>[A-Z]+\d+(?:\.\d+)?)(?P<before>@-1)?|(?P<number>\d+))")

Lookup = Callable[[str, int], Decimal | None]
"""Gives the value of a part code, `lag` years back; None when not reported."""


@dataclass(frozen=True)
class Term:
    sign: int
    code: str = ""
    lag: int = 0
    number: Decimal = Decimal(0)

    def value(self, lookup: Lookup) -> Decimal | None:
        found = lookup(self.code, self.lag) if self.code else self.number
        return None if found is None else self.sign * found


def parse(expression: str) -> list[Term]:
    """The terms of a sum; ValidationError for anything else."""
    terms, position, text = [], 0, expression.strip()
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
    return terms


def total(terms: Iterable[Term], lookup: Lookup) -> Decimal | None:
    """The sum; None as soon as one value is missing, for then there is nothing to check."""
    values = [term.value(lookup) for term in terms]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def is_broken(rule: ValidationRule, lookup: Lookup) -> bool:
    """Whether the numbers contradict the rule. Missing numbers contradict nothing."""
    left, right = total(parse(rule.left), lookup), total(parse(rule.right), lookup)
    return left is not None and right is not None and not COMPARE[rule.comparator](left, right)


def codes_of(rule: ValidationRule) -> set[str]:
    """Part codes of this year that the rule speaks of: where its message is shown."""
    return {term.code for term in (*parse(rule.left), *parse(rule.right)) if term.code and term.lag == 0}

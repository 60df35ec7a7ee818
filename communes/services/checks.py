"""What is wrong, or only odd, with the numbers of one place and year: errors refuse, warnings are told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind, Severity
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ValidationRule
from communes.rules import codes_of, is_broken
from kontum04.core import formats
from kontum04.core.problems import Problem

Numbers = Mapping[str, Decimal | None]
"""Values by part code; None or absent: not reported."""

TOO_LARGE = Decimal(10) ** 15
STORED_DECIMALS = 3
"""What a value's column holds."""


@dataclass(frozen=True)
class Finding:
    """Something wrong with the numbers of a place: the parts that contradict each other, the message, how grave."""

    codes: tuple[str, ...]
    message: str
    severity: str = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


def part_problem(part: IndicatorPart, value: Decimal | None) -> str:
    """What is wrong with one number by itself; empty when nothing is."""
    if value is None:
        return ""
    if part.kind == PartKind.BOOLEAN:
        return "" if value in (0, 1) else _("chỉ nhận có (1) hoặc không (0).")
    if part.kind == PartKind.CHOICE:
        labels = formats.join(label for _level, label in part.choices)
        is_level = value in [level for level, _label in part.choices]
        return "" if is_level else _("chỉ nhận một trong các mức: %(labels)s.") % {"labels": labels}
    return _size_problem(part, value)


def _size_problem(part: IndicatorPart, value: Decimal) -> str:
    if abs(value) >= TOO_LARGE:
        return _("số lớn bất thường, hãy xem lại.")
    if part.kind == PartKind.INTEGER and value % 1:
        return _("phải là số nguyên, đang là %(value)s.") % {"value": formats.number(value)}
    if value != round(value, STORED_DECIMALS):
        return _("chỉ giữ %(count)s chữ số sau dấu phẩy, hãy làm tròn.") % {"count": formats.number(STORED_DECIMALS)}
    if part.minimum is not None and value < part.minimum:
        return _("nhỏ hơn mức thấp nhất %(limit)s.") % {"limit": formats.number(part.minimum)}
    if part.maximum is not None and value > part.maximum:
        return _("lớn hơn mức cao nhất %(limit)s.") % {"limit": formats.number(part.maximum)}
    return ""


def findings(
    numbers: Numbers, before: Numbers, *, parts: Iterable[IndicatorPart], rules: Iterable[ValidationRule]
) -> Iterator[Finding]:
    """Each number by itself, then the rules between numbers that speak of any of the parts.

    `before` are the place's numbers of the year before, measured as this year's are."""
    parts = list(parts)
    for part in parts:
        if message := part_problem(part, numbers.get(part.code)):
            yield Finding((part.code,), message)
    codes = {part.code for part in parts}

    def lookup(code: str, lag: int) -> Decimal | None:
        return (before if lag else numbers).get(code)

    for rule in rules:
        spoken_of = codes_of(rule)
        if codes.intersection(spoken_of) and is_broken(rule, lookup):
            yield Finding(spoken_of, rule.message, rule.severity)


def place_problems(
    numbers: Numbers,
    before: Numbers,
    *,
    parts: Iterable[IndicatorPart],
    rules: Iterable[ValidationRule],
    where: str,
    field_prefix: str = "value",
) -> list[Problem]:
    """Every error and warning of one place as problems; a rule's points at the first of `parts` that it speaks of."""
    parts = list(parts)
    labels = {part.code: part.label for part in parts}
    found = []
    for finding in findings(numbers, before, parts=parts, rules=rules):
        code = next(code for code in labels if code in finding.codes)
        label = f"{where}, {labels[code]}" if where else labels[code]
        found.append(Problem(label, finding.message, f"{field_prefix}-{code}", finding.severity))
    return found


def village_sum_message(readings: Readings, part: IndicatorPart, commune: int, year: int, own: Decimal | None) -> str:
    """Said where every village reported and their sum is not the commune's own number; empty otherwise."""
    villages = readings.sum_of_villages(part, commune, year)
    if own is None or villages is None or villages.value == own:
        return ""
    return _("cộng các thôn là %(sum)s, xã ghi %(own)s.") % {
        "sum": formats.number(villages.value),
        "own": formats.number(own),
    }


def village_sum_warnings(
    readings: Readings, commune: Commune, year: int, numbers: Numbers, parts: Iterable[IndicatorPart]
) -> list[Problem]:
    """The same for many parts, as problems."""
    return [
        Problem(f"{commune}, {part.label}", message, f"id_c{commune.pk}-{part.code}", Severity.WARNING)
        for part in parts
        if part.at_commune
        and (message := village_sum_message(readings, part, commune.pk, year, numbers.get(part.code)))
    ]


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == Severity.ERROR]


def warnings_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity != Severity.ERROR]

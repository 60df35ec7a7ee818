"""What is wrong, or only odd, with the numbers of one place and year: errors refuse, warnings are told."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, ValidationRule
from communes.rules import codes_of, is_broken
from kontum04.core import formats
from kontum04.core.problems import Problem

Numbers = Mapping[str, Decimal | None]
"""Values by part code; None or absent: not reported."""


def part_problem(part: IndicatorPart, value: Decimal | None) -> str:
    """What is wrong with one number by itself; empty when nothing is."""
    if value is None:
        return ""
    if part.kind == PartKind.BOOLEAN and value not in (0, 1):
        return _("chỉ nhận có (1) hoặc không (0).")
    if part.kind == PartKind.CHOICE and value not in {Decimal(str(level)) for level, _label in part.choices}:
        labels = formats.join(label for _level, label in part.choices)
        return _("chỉ nhận một trong các mức: %(labels)s.") % {"labels": labels}
    if part.kind == PartKind.INTEGER and value % 1:
        return _("phải là số nguyên, đang là %(value)s.") % {"value": formats.number(value)}
    if part.minimum is not None and value < part.minimum:
        return _("nhỏ hơn mức thấp nhất %(limit)s.") % {"limit": formats.number(part.minimum)}
    if part.maximum is not None and value > part.maximum:
        return _("lớn hơn mức cao nhất %(limit)s.") % {"limit": formats.number(part.maximum)}
    return ""


def place_problems(
    numbers: Numbers,
    before: Numbers,
    *,
    parts: Iterable[IndicatorPart],
    rules: Iterable[ValidationRule],
    where: str,
    field_prefix: str = "value",
) -> list[Problem]:
    """Every error and warning of one place: each number by itself, then the rules between numbers.

    `before` are the place's numbers of the year before. A rule's problem points at its first part."""
    parts = list(parts)
    found = [
        Problem(f"{where}, {part.label}" if where else part.label, message, f"{field_prefix}-{part.code}")
        for part in parts
        if (message := part_problem(part, numbers.get(part.code)))
    ]
    labels = {part.code: part.label for part in parts}

    def lookup(code: str, lag: int) -> Decimal | None:
        return (before if lag else numbers).get(code)

    for rule in rules:
        codes = codes_of(rule) & labels.keys()
        if codes and is_broken(rule, lookup):
            code = next(code for code in labels if code in codes)
            label = f"{where}, {labels[code]}" if where else labels[code]
            found.append(Problem(label, rule.message, f"{field_prefix}-{code}", rule.severity))
    return found


def village_sum_warnings(
    readings: Readings, commune: Commune, year: int, numbers: Numbers, parts: Iterable[IndicatorPart]
) -> list[Problem]:
    """Where every village reported and their sum is not the commune's number: told, not refused."""
    found = []
    for part in parts:
        own, villages = numbers.get(part.code), readings.sum_of_villages(part, commune.pk, year)
        if part.at_commune and own is not None and villages is not None and villages.value != own:
            message = _("cộng các thôn là %(sum)s, xã ghi %(own)s.") % {
                "sum": formats.number(villages.value),
                "own": formats.number(own),
            }
            found.append(Problem(f"{commune}, {part.label}", message, f"id_c{commune.pk}-{part.code}", "warning"))
    return found


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def warnings_in(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity != "error"]

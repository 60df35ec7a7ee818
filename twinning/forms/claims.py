"""The commune's answers as the page sends them: a verdict, a reason and the number it saw, per line."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from twinning.figures.claims import ClaimLine
from twinning.services.claims import Answer


def posted_answers(lines: Iterable[ClaimLine], data: Mapping[str, str]) -> list[Answer]:
    """The lines that got a verdict."""
    return [
        Answer(
            measure=line.measure,
            verdict=data[f"verdict_{line.measure}"],
            seen=posted_numbers([line], data).get(line.measure),
            reason=data.get(f"reason_{line.measure}", ""),
        )
        for line in lines
        if data.get(f"verdict_{line.measure}")
    ]


def posted_numbers(lines: Iterable[ClaimLine], data: Mapping[str, str]) -> dict[str, Decimal]:
    """The numbers the page showed; one that cannot be read was not shown."""
    seen = {}
    for line in lines:
        try:
            seen[line.measure] = Decimal(data.get(f"seen_{line.measure}", ""))
        except InvalidOperation:
            continue
    return seen

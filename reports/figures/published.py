"""Published figures as figures: printed with the qualifier of their source where the portal has no data of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from communes.models import PublishedFigure
from kontum04.core.figure import Figure


@dataclass(frozen=True)
class Stated:
    """A figure as it is to be told. A published one has its source, and the word that source put before it."""

    figure: Figure
    qualifier: str = ""
    source: str = ""


def published_figure(row: PublishedFigure) -> Figure:
    """A published number under a code of its own, which no computed figure has."""
    return Figure(
        f"published.{row.code}.{row.year}",
        row.label,
        row.unit,
        row.value,
        _decimals(row.value),
        numerator=row.numerator,
        denominator=row.denominator,
        note=row.note,
    )


def stated(own: Figure | None, code: str, published: Iterable[PublishedFigure], *, is_record: bool = False) -> Stated:
    """The computed figure; where it is missing, the published one of the same measure, if there is any.

    Of a year of record the published one is told first: what rows there are were not entered as that year's."""
    if is_record or own is None or own.value is None:
        for row in published:
            if row.measure and row.measure in (code, code.removeprefix("help.")):
                return Stated(published_figure(row), row.qualifier, row.source)
    return Stated(own or Figure(code, code, "", None))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

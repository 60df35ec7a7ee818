"""Which standard applies when. Values of two standards are never put together (DOMAIN, rule 3)."""

from collections.abc import Iterable

from communes.models import IndicatorPart, Standard


def standard_for(part: IndicatorPart, year: int, standards: Iterable[Standard]) -> Standard | None:
    """The newest standard of the part's family that applies in `year`; None when the part has no standard."""
    applicable = [
        standard
        for standard in standards
        if part.standard_family
        and standard.family == part.standard_family
        and standard.first_year <= year <= (standard.last_year or year)
    ]
    return max(applicable, key=lambda standard: standard.first_year, default=None)

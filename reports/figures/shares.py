"""Who gave what to whom in a year: the help of each pair of unit and commune, seen from one of the two.

Every row is one unit's own share and a joint work counts where its lead reports it, so nothing is counted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from communes.models import Commune, ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import MEASURES
from twinning.figures.help import HelpTotals, annual_contributions, completed_works, registered_works
from twinning.models import Unit

Pair = tuple[int, int]
"""A unit and a commune, by their ids."""

_COUNTED = ("works_registered", "works_completed")


@dataclass(frozen=True)
class Share:
    """What one unit did for one commune in the year. Without a filed annual report it has only registered works."""

    unit: Unit
    commune: Commune
    totals: HelpTotals
    is_reported: bool


def help_shares(
    programme_year: ProgrammeYear, viewer: Viewer, *, unit: Unit | None = None, commune: Commune | None = None
) -> list[Share]:
    """The shares of one unit, or those one commune received, in Vietnamese order of units and communes."""
    about: dict[str, object] = {"report__obligation__unit": unit, "commune": commune}
    asked = {name: value for name, value in about.items() if value is not None}
    found: dict[Pair, HelpTotals] = {}
    keys = ("report__obligation__unit_id", "commune_id")
    for unit_id, commune_id, *values in (
        annual_contributions(programme_year, viewer).filter(**asked).values_list(*keys, *MEASURES)
    ):
        totals = found.setdefault((unit_id, commune_id), HelpTotals())
        for counted in _COUNTED:  # a report that names no work says there is none
            totals.add(counted, 0)
        for measure, value in zip(MEASURES, values, strict=True):
            totals.add(measure, value)
    reported = set(found)
    for name, works in (
        ("works_registered", registered_works(programme_year, viewer)),
        ("works_completed", completed_works(programme_year, viewer)),
    ):
        for pair in works.filter(**asked).values_list(*keys):
            found.setdefault(pair, HelpTotals()).add(name, 1)
    return _named(found, reported)


def _named(found: dict[Pair, HelpTotals], reported: set[Pair]) -> list[Share]:
    units = Unit.objects.in_bulk({unit for unit, _commune in found})
    communes = Commune.objects.select_related("district").in_bulk({commune for _unit, commune in found})
    shares = [Share(units[pair[0]], communes[pair[1]], totals, pair in reported) for pair, totals in found.items()]
    return sorted(shares, key=lambda share: (share.unit.sort_key, share.commune.sort_key, share.commune.pk))


def total_of(shares: Iterable[Share]) -> HelpTotals:
    """The shares added up; what nobody reported stays missing."""
    total = HelpTotals()
    for share in shares:
        total.units.add(share.unit.pk)
        total.communes.add(share.commune.pk)
        for measure, value in share.totals.sums.items():
            total.add(measure, Decimal(value))
    return total

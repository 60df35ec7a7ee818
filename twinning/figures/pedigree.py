"""What units were formed from. Their past stands beside the successor's own, always marked, never added in silence."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.scoping import Viewer
from twinning.choices import UnitChange
from twinning.models import Unit, UnitSuccession


@dataclass(frozen=True)
class Origin:
    """The predecessors whose figures may be added to a unit's own, by id; the note names them, or says why there are
    none to add."""

    units: tuple[int, ...] = ()
    note: str = ""


class Pedigree:
    """Every line of succession (the table is small: one query), and which predecessors the reader may open."""

    def __init__(self, reader: Viewer) -> None:
        self.reader = reader
        rows = UnitSuccession.objects.select_related("predecessor", "successor", "decision")
        self.rows = list(rows.order_by("effective_on", "predecessor__sort_key", "pk"))

    @cached_property
    def visible(self) -> set[int]:
        named = {pk for row in self.rows for pk in (row.predecessor_id, row.successor_id) if pk}
        return set(Unit.objects.visible_to(self.reader).filter(pk__in=named).values_list("pk", flat=True))

    def back(self, unit_id: int, until: dt.date | None = None) -> list[UnitSuccession]:
        """The lines that lead to the unit, through all rearrangements before it; in force on `until` if given."""
        found: list[UnitSuccession] = []
        step, seen = {unit_id}, {unit_id}
        while step:
            lines = [row for row in self.rows if row.successor_id in step and (not until or row.effective_on <= until)]
            found += lines
            step = {row.predecessor_id for row in lines} - seen
            seen |= step
        return found

    def onward(self, unit_id: int) -> list[UnitSuccession]:
        """What became of the unit."""
        return [row for row in self.rows if row.predecessor_id == unit_id]

    def origin(self, unit_id: int, until: dt.date | None = None) -> Origin:
        """A merger opens nothing: only who may see every predecessor is given their sum. Of a unit that was split
        nobody knows which part of its figures went where."""
        lines = self.back(unit_id, until)
        if not lines:
            return Origin()
        names = formats.join(dict.fromkeys(row.predecessor.name for row in lines))
        if any(row.kind == UnitChange.SPLIT for row in lines):
            return Origin(note=_("Lập từ một phần của %(names)s, không cộng được số cũ.") % {"names": names})
        units = tuple(dict.fromkeys(row.predecessor_id for row in lines))
        if not self.visible.issuperset(units):
            return Origin(
                note=_("Không gồm số của tiền thân (%(names)s): ngoài phạm vi của anh/chị.") % {"names": names}
            )
        return Origin(units, _("Gồm số của tiền thân: %(names)s.") % {"names": names})

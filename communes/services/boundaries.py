"""Takes in the outlines of communes from one GeoJSON file: whole, or not at all and everything wrong told."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from communes.boundaries.matching import CommunesOfDay
from communes.boundaries.reading import read_outlines
from communes.models import Boundary, Commune
from kontum04.accounts.models import User
from kontum04.core import formats


@dataclass(frozen=True)
class Imported:
    """What came of a file. `without` are communes of that day that still have no outline."""

    day: dt.date
    new: int
    changed: int
    unchanged: int
    without: tuple[Commune, ...]

    @property
    def warnings(self) -> list[str]:
        if not self.without:
            return []
        some = [commune.full_name_in_text for commune in self.without[:5]]
        words = {
            "count": formats.number(len(self.without)),
            "day": formats.date(self.day),
            "some": ", ".join(some) + ("…" if len(self.without) > len(some) else ""),
        }
        return [_("%(count)s xã có hiệu lực ngày %(day)s chưa có ranh giới: %(some)s") % words]


@transaction.atomic
def import_boundaries(*, content: bytes, on: dt.date, source: str, by: User | None, dry_run: bool = False) -> Imported:
    """Store the outlines of a file for the communes in force on a day; one that is there already is replaced.

    Raises Problems with everything wrong in the file, and then nothing is stored."""
    communes = CommunesOfDay(on)
    outlines = read_outlines(content, communes)
    rows = Boundary.objects.select_for_update().filter(commune__in=communes.communes)
    present = {row.commune_id: row for row in rows}
    new = changed = 0
    for outline in outlines:
        row = present.get(outline.commune.pk)
        if row and row.geometry == outline.geometry and row.source == source:
            continue
        new, changed = new + (row is None), changed + (row is not None)
        if not dry_run:
            row = row or Boundary(commune=outline.commune)
            row.geometry, row.source, row.imported_by = outline.geometry, source, by
            row._history_user = by
            row._change_reason = _("Nhập tệp ranh giới")
            row.save()
    covered = present.keys() | {outline.commune.pk for outline in outlines}
    without = tuple(commune for commune in communes.communes if commune.pk not in covered)
    return Imported(on, new, changed, len(outlines) - new - changed, without)

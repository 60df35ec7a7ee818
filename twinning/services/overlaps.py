"""Keeping what was agreed about overlapping things."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core.problems import Problems
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from kontum04.core.wording import text_problems
from twinning.models import OverlapNote, PlanItem

NOTE_LIMIT = 1000


@transaction.atomic
def settle(
    *, programme_year: ProgrammeYear, commune: Commune, kind: str, items: Collection[PlanItem], note: str, by: User
) -> OverlapNote:
    """Note that these things are one effort (đã thống nhất lồng ghép). A later word takes the place of an earlier."""
    if problems := text_problems(note, where=_("Đã thống nhất thế nào"), field="id_note", limit=NOTE_LIMIT):
        raise Problems(problems)
    place = {"commune": commune, "year": programme_year.year, "kind": kind}
    earlier = OverlapNote.objects.filter(**place, items__in=[item.pk for item in items]).order_by("pk").first()
    row = earlier or OverlapNote(**place)
    row.note, row.recorded_by = nfc_lines(note), by
    sign(row, by=by, why=_("Thống nhất lồng ghép"))
    row.save()
    row.items.set(items)
    return row

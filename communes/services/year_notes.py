"""A commune's word on its figures of a year."""

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Commune, YearNote
from kontum04.accounts.models import User
from kontum04.core.problems import refuse
from kontum04.core.text import nfc_lines


@transaction.atomic
def save_year_note(*, commune: Commune, year: int, text: str, by: User, expected: str | None = None) -> YearNote | None:
    """Keep the note; an empty one that never existed is not created. History says who wrote it.

    Raises Problems when somebody changed it since the person saw `expected` (None: does not compare)."""
    Commune.objects.select_for_update().get(pk=commune.pk)  # of two first notes neither has a row yet
    note = YearNote.objects.filter(commune=commune, year=year).first()
    present, text = note.text if note else "", nfc_lines(text)
    if text == present:
        return note
    if expected is not None and nfc_lines(expected) != present:
        message = _("Người khác vừa ghi: “%(theirs)s”. Giải trình của anh/chị còn nguyên ở cuối trang.")
        raise refuse(message % {"theirs": present}, where=_("Giải trình"), field="id_note")
    note = note or YearNote(commune=commune, year=year)
    note.text = text
    note._history_user = by
    note.save()
    return note

"""A commune's word on its figures of a year."""

from django.db import transaction

from communes.models import Commune, YearNote
from kontum04.accounts.models import User


@transaction.atomic
def save_year_note(*, commune: Commune, year: int, text: str, by: User) -> YearNote | None:
    """Keep the note; an empty one that never existed is not created. History says who wrote it."""
    note = YearNote.objects.select_for_update().filter(commune=commune, year=year).first()
    if note is None and not text.strip():
        return None
    note = note or YearNote(commune=commune, year=year)
    if note.text == text and note.pk:
        return note
    note.text = text
    note._history_user = by
    note.save()
    return note

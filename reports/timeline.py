"""What this floor tells on the time lines of communes and units: papers issued about them."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from communes.timeline import Event, tells_events
from reports.models import IssuedDocument
from twinning.figures.unit_events import Event as UnitEvent
from twinning.figures.unit_events import tells_of_units


@tells_events
def papers(commune: Commune, reader, _programme_year: ProgrammeYear) -> Iterator[Event]:
    """Papers about the commune or one of its villages, of all years, as far as the reader may open them."""
    about = Q(commune=commune) | Q(village__commune=commune)
    for row in IssuedDocument.objects.visible_to(reader).filter(about):
        url = reverse("issued-detail", kwargs={"pk": row.pk})
        yield Event(row.dated_on, _("Văn bản"), row.title, row.reference, url)


@tells_of_units
def papers_of_units(units: Collection[int], viewer) -> Iterator[UnitEvent]:
    """Papers about the units, of all years, as far as the reader may open them."""
    for row in IssuedDocument.objects.visible_to(viewer).filter(unit__in=units):
        text = _("%(title)s – số %(reference)s") % {"title": row.title, "reference": row.reference}
        url = reverse("issued-detail", kwargs={"pk": row.pk})
        yield UnitEvent(row.dated_on, _("Văn bản"), text, row.unit_id, url=url)

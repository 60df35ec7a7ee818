"""What the communes asked for in the year, in numbers."""

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.figures.counts import count
from twinning.models import Request


def request_figures(programme_year: ProgrammeYear, viewer: Viewer) -> tuple[Figure, ...]:
    """Requests filed in the year, as they stood on the day the figures count to (one query).

    Of a year of record nothing is known but what was published."""
    rows = Request.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)
    overdue = Q(answered_on__isnull=True, due_on__lt=programme_year.as_of)
    counts = rows.order_by().aggregate(
        filed=Count("pk"),
        answered=Count("pk", filter=Q(answered_on__isnull=False)),
        late=Count("pk", filter=Q(answered_on__gt=F("due_on"))),
        overdue=Count("pk", filter=overdue),
    )
    unknown = programme_year.is_record and not counts["filed"]
    labels = {
        "filed": _("Kiến nghị của các xã"),
        "answered": _("Kiến nghị đã được trả lời"),
        "late": _("Kiến nghị trả lời trễ"),
        "overdue": _("Kiến nghị quá hạn trả lời"),
    }
    return tuple(
        count(f"requests.{name}", label, _("kiến nghị"), None if unknown else counts[name])
        for name, label in labels.items()
    )

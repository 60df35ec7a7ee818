"""How a unit answered what communes asked of it: in time, late or not at all, and what the communes say of the help."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.models import Request, Unit

Answers = dict[str, Decimal | None]


def answer_labels() -> dict[str, tuple[str, str]]:
    """Label and unit of each measure, by its name in formulas."""
    of_requests = _("kiến nghị")
    return {
        "requests_asked": (_("Kiến nghị được giao giải quyết"), of_requests),
        "requests_due": (_("Kiến nghị đã trả lời hoặc đã đến hạn"), of_requests),
        "requests_in_time": (_("Kiến nghị trả lời đúng hạn"), of_requests),
        "requests_late": (_("Kiến nghị trả lời trễ hoặc quá hạn chưa trả lời"), of_requests),
        "requests_rating": (_("Xã đánh giá câu trả lời, bình quân (1 đến 5)"), _("điểm")),
    }


def answers_by_unit(programme_year: ProgrammeYear, viewer: Viewer) -> dict[int, Mapping[str, Any]]:
    """Counts of the requests filed in the year, by the unit they were passed on to (one query).

    Of every unit in scope all of them count, whichever commune asked: a unit has one score, whoever reads it."""
    asked_of = Request.objects.filter(to_unit__in=Unit.objects.visible_to(viewer))
    rows = asked_of.in_year(programme_year.programme, programme_year.year).order_by().values("to_unit")
    overdue = Q(answered_on__isnull=True, due_on__lt=programme_year.as_of)
    counted = rows.annotate(
        asked=Count("pk"),
        in_time=Count("pk", filter=Q(answered_on__lte=F("due_on"))),
        late=Count("pk", filter=Q(answered_on__gt=F("due_on")) | overdue),
        rated=Count("rating"),
        stars=Sum("rating"),
    )
    return {row["to_unit"]: row for row in counted}


def answer_values(counted: Mapping[str, Any] | None, *, is_record: bool) -> Answers:
    """Whom nobody asked has answered nothing late: nothing is known of him. What is not due yet is not judged.
    Of a year of record it is not even known whether he was asked."""
    if counted is None:
        nobody = None if is_record else Decimal(0)
        return dict.fromkeys(answer_labels()) | {"requests_asked": nobody, "requests_due": nobody}
    judged = counted["in_time"] + counted["late"]
    return {
        "requests_asked": Decimal(counted["asked"]),
        "requests_due": Decimal(judged),
        "requests_in_time": Decimal(counted["in_time"]) if judged else None,
        "requests_late": Decimal(counted["late"]) if judged else None,
        "requests_rating": Decimal(counted["stars"]) / counted["rated"] if counted["rated"] else None,
    }

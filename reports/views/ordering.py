"""From what a request asks for to a document order, within the person's scope."""

from django.http import Http404, QueryDict

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from reports.documents.orders import SUBJECTS, DocumentKind, DocumentOrder, order_of

NUMBERS = (*SUBJECTS, "from_year")


def asked_order(kind: DocumentKind, programme_year: ProgrammeYear, asked: QueryDict, user: User) -> DocumentOrder:
    """One order of a kind, its subject and span as asked (`?commune=12`). Http404 where something is missing that the
    kind needs, or the person may not see what it is about."""
    params = {name: int(given) for name in NUMBERS if (given := asked.get(name, "")).isdecimal() and len(given) < 10}
    if kind.needs - {"from_year"} - params.keys():  # without one the kind knows where its span begins
        raise Http404
    return order_of({"kind": kind.code, "programme_year": programme_year.pk} | params, user)

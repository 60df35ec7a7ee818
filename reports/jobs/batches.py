"""Everybody a kind of document may be about: one order for each unit, commune or village in a person's scope."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import models

from communes.models import ProgrammeYear, Village, designated_communes
from kontum04.accounts.models import User
from reports.documents.kinds.reminder import late_units
from reports.documents.orders import SUBJECTS, DocumentKind, DocumentOrder
from twinning.models import Twinning, Unit

Finder = Callable[[ProgrammeYear, User], Iterable[models.Model]]


def orders_for_all(kind: DocumentKind, programme_year: ProgrammeYear, viewer: User) -> list[DocumentOrder]:
    """In Vietnamese order of names; a kind that is about nobody is one order."""
    subject = subject_of(kind)
    if not subject:
        return [DocumentOrder(kind.code, programme_year)]
    found = _OF_KIND.get(kind.code, _OF_SUBJECT[subject])
    return [DocumentOrder(kind.code, programme_year, **{subject: row}) for row in found(programme_year, viewer)]


def subject_of(kind: DocumentKind) -> str:
    """What each document of the kind is about: "unit", "commune", "village"; empty for none."""
    return next((name for name in SUBJECTS if name in kind.needs), "")


def _communes(programme_year: ProgrammeYear, viewer: User) -> models.QuerySet:
    found = designated_communes(programme_year.programme, programme_year.year).visible_to(viewer)
    return found.select_related("district").order_by("district__sort_key", "sort_key")


def _units(programme_year: ProgrammeYear, viewer: User) -> models.QuerySet:
    twinnings = Twinning.objects.in_year(programme_year.programme, programme_year.year)
    return Unit.objects.visible_to(viewer).filter(pk__in=twinnings.values("unit")).order_by("sort_key")


def _villages(programme_year: ProgrammeYear, viewer: User) -> models.QuerySet:
    communes = _communes(programme_year, viewer).order_by()
    last_day = dt.date(programme_year.year, 12, 31)
    villages = Village.objects.visible_to(viewer).filter(commune__in=communes).in_force(last_day)
    return villages.select_related("commune__district").order_by("commune__sort_key", "sort_key")


_OF_SUBJECT: dict[str, Finder] = {"commune": _communes, "unit": _units, "village": _villages}
_OF_KIND: dict[str, Finder] = {"reminder": late_units}
"""Kinds that are about some only."""

"""Issuing something small and real: a reminder to the cast's unit, whose annual report is missing."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from reports.documents.orders import DocumentOrder
from reports.models import IssuedDocument
from reports.services.issuing import issue
from tests.cast import World

DAY = dt.date(2019, 1, 2)
GUARDED = ("reports_documentread", "reports_issuedfile", "reports_issueddocument", "reports_numberseries")


def a_reminder(world: World) -> DocumentOrder:
    return DocumentOrder("reminder", world.programme_year, unit=world.unit)


def issue_reminder(world: World, **given) -> IssuedDocument:
    return issue(**{"by": world.people.office, "order": a_reminder(world), "dated_on": DAY} | given)


@contextmanager
def empty_afterwards() -> Iterator[None]:
    """For tests with real commits on PostgreSQL: what was issued goes before the tables are emptied, which is refused
    otherwise."""
    yield
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

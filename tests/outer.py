"""Rows that many tests read and that are slow to make: made once, kept while those tests run, undone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def kept_rows(django_db_blocker) -> Iterator[None]:
    """What is written inside stays for every test until the block ends; each test still undoes its own changes.

    The tests' own transactions become savepoints of this one, so tests that need real commits cannot use it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

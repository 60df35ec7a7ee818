"""Rows that many tests read and that are slow to make: made once, kept while those tests run, undone afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

Made = TypeVar("Made")


@contextmanager
def kept_rows(django_db_blocker, make: Callable[[], Made]) -> Iterator[Made]:
    """What `make` writes stays for every test until the block ends; each test still undoes its own changes.

    The tests' own transactions become savepoints of this one, so tests that need real commits cannot use it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make()
        connection.check_constraints()  # PostgreSQL would otherwise check all these rows after every single test
        yield made
        transaction.set_rollback(True)

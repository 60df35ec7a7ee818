"""The worker of the library, which also looks after jobs that another worker left behind."""

import logging
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.db.utils import DatabaseError
from django_tasks_db.management.commands import db_worker

from reports.jobs.sweep import take_up

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 10


class Command(db_worker.Command):
    help = "Make documents in the background, and take up those whose worker died."

    def handle(self, **options) -> None:
        over = Event()
        sweeper = Thread(target=_sweep, args=(over,), daemon=True)
        sweeper.start()
        try:
            super().handle(**options)
        finally:
            over.set()
            sweeper.join()


def _sweep(over: Event) -> None:
    while not over.is_set():
        close_old_connections()
        try:
            take_up()
        except DatabaseError:
            logger.exception("The sweeper could not read the jobs")
        over.wait(SWEEP_SECONDS)
    connection.close()

"""What may become of a job, each step one conditional update: whoever comes second changes nothing.

A run is known by its number and beginning (`attempts`, `started_at`). A worker that was taken for dead and comes back
finds that they are no longer the job's, gets LostJob and stops.
"""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_tasks.base import Task

from kontum04.core import clock
from reports.choices import JobState
from reports.models import DocumentJob

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
DEAD_AFTER = dt.timedelta(seconds=30)
"""A running job gives a sign of life every few seconds; one that was silent for so long has no worker any more."""


class LostJob(Exception):
    """The job is no longer this run's: it was taken up again, or deleted."""


def claim(pk: int) -> DocumentJob | None:
    """Take a waiting job; None when somebody else has it, or it is done or gone."""
    now = clock.now()
    taken = DocumentJob.objects.filter(pk=pk, state=JobState.WAITING).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, done=0, started_at=now, alive_at=now, message=""
    )
    jobs = DocumentJob.objects.select_related("asked_by", "programme_year__programme")
    return jobs.get(pk=pk) if taken else None


def alive(job: DocumentJob) -> None:
    """Say that this run goes on, and how many documents it has made."""
    now = clock.now()
    _write(job, alive_at=now, done=job.done)
    job.alive_at = now


def end(job: DocumentJob, state: JobState) -> None:
    """Close the job as `state`, with the message and file that stand on it."""
    _write(job, state=state, done=job.done, message=job.message, result=job.result.name or "", ended_at=clock.now())


def _write(job: DocumentJob, **values: object) -> None:
    mine = DocumentJob.objects.filter(
        pk=job.pk, state=JobState.RUNNING, attempts=job.attempts, started_at=job.started_at
    )
    if not mine.update(**values):
        raise LostJob(str(job.key))


def wait_again(job: DocumentJob, task: Task) -> bool:
    """Put a job back whose worker died; after too many attempts it has failed. False when it was not to be had."""
    same = DocumentJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts, alive_at=job.alive_at)
    if job.attempts >= MOST_ATTEMPTS:
        message = _(
            "Máy chủ đã dừng giữa chừng %(times)s lần khi làm văn bản này. Hãy bấm “Làm lại”; nếu vẫn không được, "
            "chọn ít văn bản hơn hoặc báo người quản trị."
        ) % {"times": job.attempts}
        return bool(same.update(state=JobState.FAILED, message=message, ended_at=clock.now()))
    with transaction.atomic():
        put_back = same.update(state=JobState.WAITING, alive_at=clock.now())
        if put_back:
            logger.warning("Job %s is taken up again after attempt %s", job.key, job.attempts)
            task.enqueue(job.pk)
    return bool(put_back)

"""What nobody else does: jobs whose worker died are taken up again, jobs without a task get one, old files go."""

import datetime as dt

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from kontum04.core import clock
from reports.choices import JobState
from reports.jobs.states import DEAD_AFTER, wait_again
from reports.jobs.tasks import make_documents
from reports.models import DocumentJob

KEPT_FOR = dt.timedelta(days=14)
"""How long a finished job and its file stay: whoever needs the document later makes it anew."""


def take_up() -> int:
    """Put every job back whose worker died, or whose task was lost; how many there were."""
    silent_since = clock.now() - DEAD_AFTER
    dead = DocumentJob.objects.filter(state=JobState.RUNNING, alive_at__lt=silent_since)
    taken = sum(wait_again(job, make_documents) for job in dead)
    forgotten = DocumentJob.objects.filter(state=JobState.WAITING, alive_at__lt=silent_since).exclude(pk__in=_queued())
    for job in forgotten:
        make_documents.enqueue(job.pk)  # a task too many finds nothing to do
        taken += 1
    return taken


def _queued() -> list[int]:
    tasks = DBTaskResult.objects.filter(task_path=make_documents.module_path).ready()
    return [arguments["args"][0] for arguments in tasks.values_list("args_kwargs", flat=True)]


def clean() -> int:
    """Delete jobs that ended long ago, with their files and the worker's records; how many jobs there were."""
    before = clock.now() - KEPT_FOR
    DBTaskResult.objects.filter(Q(finished_at__lt=before) | Q(started_at__lt=before)).delete()
    jobs = DocumentJob.objects.filter(ended_at__lt=before)
    for job in jobs:
        job.result.delete(save=False)
        job.delete()
    return len(jobs)

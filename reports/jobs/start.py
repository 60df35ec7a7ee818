"""Asking for documents to be made in the background."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from kontum04.accounts.models import User
from kontum04.core import clock
from reports.choices import Bundle, JobState
from reports.documents.orders import DocumentOrder
from reports.jobs.tasks import make_documents
from reports.models import DocumentJob

OPEN = (JobState.WAITING, JobState.RUNNING)


def start(
    orders: Sequence[DocumentOrder], *, title: str, file_format: str, by: User, bundle: str = Bundle.ZIP
) -> DocumentJob:
    """Have documents made, within the scope of `by`: one as a file, several as one ZIP or one PDF for printing.

    Asked for the same again while it is being made, it is the same job. A worker sees a job once the transaction is
    committed. Raise ValueError for no order at all, or when anything but PDF shall become one PDF."""
    if not orders or (bundle == Bundle.PDF and file_format != "pdf"):
        raise ValueError(f"{len(orders)} documents as {file_format} in {bundle}")
    params = [order.as_params() for order in orders]
    open_jobs = DocumentJob.objects.filter(asked_by=by, state__in=OPEN, file_format=file_format, bundle=bundle)
    for job in open_jobs:
        if job.orders == params:
            return job
    with transaction.atomic():
        job = DocumentJob.objects.create(
            programme_year=orders[0].programme_year,
            title=title,
            orders=params,
            file_format=file_format,
            bundle=bundle,
            total=len(orders),
            asked_by=by,
            alive_at=clock.now(),
        )
        make_documents.enqueue(job.pk)
    return job


def start_again(job: DocumentJob) -> bool:
    """Have a failed job made anew; False when it is not (or no longer) a failed one."""
    with transaction.atomic():
        failed = DocumentJob.objects.filter(pk=job.pk, state=JobState.FAILED)
        put_back = failed.update(
            state=JobState.WAITING, attempts=0, done=0, message="", result="", alive_at=clock.now(), ended_at=None
        )
        if put_back:
            make_documents.enqueue(job.pk)
            transaction.on_commit(partial(job.result.delete, save=False))
    return bool(put_back)

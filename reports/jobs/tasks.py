"""What a worker (`manage.py db_worker`) does for the portal."""

import logging
from concurrent.futures.process import BrokenProcessPool

from django.utils.translation import gettext as _
from django_tasks import task

from reports.choices import JobState
from reports.jobs import states
from reports.jobs.run import run

logger = logging.getLogger(__name__)


@task()
def make_documents(pk: int) -> None:
    """Make the documents of a job, unless another worker has it or it is done already."""
    job = states.claim(pk)
    if job is None:
        return
    try:
        run(job)
    except states.LostJob:
        logger.warning("Job %s was taken up by another worker; attempt %s ends", job.key, job.attempts)
    except BrokenProcessPool:
        states.wait_again(job, make_documents)
    except Exception:
        message = _("Máy chủ gặp lỗi khi làm văn bản. Hãy bấm “Làm lại”; nếu vẫn không được, báo người quản trị.")
        job.message = message
        states.end(job, JobState.FAILED)
        raise  # the worker writes it down

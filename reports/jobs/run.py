"""One run of a job: what the documents say is composed here, as the person who asked may see it; processes draw."""

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from kontum04.core.access import may
from reports.documents.library import KINDS, document_context
from reports.documents.orders import DocumentOrder, NothingToSayError, order_of
from reports.documents.processes import Drawing, Drawn, drawn
from reports.jobs.delivery import Made, deliver
from reports.jobs.names import document_title, file_stem
from reports.jobs.states import alive
from reports.models import DocumentJob

logger = logging.getLogger(__name__)


def run(job: DocumentJob) -> None:
    """Make the documents of a claimed job and deliver them. One that cannot be made does not stop the others.

    Raise LostJob when the job is no longer this run's, BrokenProcessPool when a drawing process was killed."""
    with TemporaryDirectory(prefix="kontum04-job-") as folder:
        made = Made(job, Path(folder))
        for ended in drawn(_drawings(made), min(settings.DOCUMENT_PROCESSES, len(job.orders))):
            if ended:
                _note(made, ended)
            job.done = len(made.files) + len(made.failures)
            alive(job)
        deliver(made)


def _drawings(made: Made) -> Iterator[Drawing]:
    """Each document is composed when its turn comes, so that only a few are in memory."""
    for position, params in enumerate(made.job.orders):
        try:
            order = order_of(params, made.job.asked_by)
            made.titles[position], made.stems[position] = document_title(order), file_stem(order)
            drawing = _drawing(made, position, order)
        except NothingToSayError as nothing:
            made.failures[position] = str(nothing).rstrip(".")
        except Http404:
            made.failures[position] = _("không còn trong phạm vi bạn được xem")
        except Exception:
            logger.exception("Job %s cannot compose document %s", made.job.key, position)
            made.failures[position] = _("không lập được nội dung từ số liệu")
        else:
            yield drawing


def _drawing(made: Made, position: int, order: DocumentOrder) -> Drawing:
    """Raise Http404 where the person who asked may not have the document (any more)."""
    job, kind = made.job, KINDS[order.kind]
    if not may(job.asked_by, kind.roles):
        raise Http404
    context = document_context(order, job.asked_by)
    return Drawing(position, kind.template, context, job.file_format, made.folder / f"{position}.{job.file_format}")


def _note(made: Made, ended: Drawn) -> None:
    position = ended.drawing.position
    if ended.error is None:
        made.files[position] = ended.drawing.path
        return
    logger.error("Job %s cannot draw document %s", made.job.key, position, exc_info=ended.error)
    made.failures[position] = _("không vẽ được thành tệp")

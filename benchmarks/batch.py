"""The cards of seventy units made as a job, against as many bare calls one after the other."""

from functools import partial

from benchmarks.ground import Line, compared, ratio
from benchmarks.papers import bare, programme_year
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from reports import jobs
from reports.documents.library import KINDS, document_context
from reports.documents.render import document_html
from reports.jobs.batches import orders_for_all
from reports.jobs.tasks import make_documents
from reports.models import DocumentJob

UNITS = 70


def unit_cards(times: int) -> Line:
    office = User.objects.filter(role=Role.OFFICE).first()
    kind = KINDS["unit"]
    orders = orders_for_all(kind, programme_year(), office)[:UNITS]
    contexts = [document_context(order, office) for order in orders]
    calls = [partial(bare, document_html(kind.template, context), context.letterhead.rule_set) for context in contexts]

    def as_job() -> None:
        job = jobs.start(orders, title="Phiếu", file_format="pdf", by=office)
        make_documents.call(job.pk)
        if DocumentJob.objects.get(pk=job.pk).done != len(orders):
            raise RuntimeError("not every card was made")

    as_job()  # a worker's drawing processes have begun long ago
    value = compared(as_job, lambda: [call() for call in calls], times)
    remark = f"{len(orders)} cards to a ZIP, figures and charts included"
    return Line("Cards of all units as one job : sum of bare calls", ratio(value), "≤ 0,60", remark)

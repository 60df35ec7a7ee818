"""What happened to a filing: its status and every number, work, registered item and text in it, in one line of time."""

from collections.abc import Iterable
from operator import attrgetter

from django.utils.text import capfirst

from kontum04.core.history import Change, Namer, changes, changes_in
from twinning.models import Confirmation, Contribution, Obligation, PlanItem, Report, ReportSection, WorkResult

_PARTS: tuple[tuple[type, tuple[str, ...], Namer], ...] = (
    (Contribution, ("commune",), lambda record: str(record.commune)),
    (PlanItem, (), attrgetter("content")),
    (WorkResult, (), attrgetter("content")),
    (ReportSection, ("section",), lambda record: str(record.section)),
)


def report_changes(report: Report) -> list[Change]:
    """The history of a report and of all its rows, removed ones too; newest first."""
    found = changes(report)
    for model, links, name in _PARTS:
        records = model.history.filter(report_id=report.pk).select_related(*links)
        found += changes_in(records, name=name)
    return newest_first(found)


def obligation_changes(obligation: Obligation) -> list[Change]:
    """The history of what a unit owes, with its filing where there is one."""
    report = Report.objects.filter(obligation=obligation).first()
    return newest_first(changes(obligation) + (report_changes(report) if report else []))


def claim_changes(contribution: Contribution) -> list[Change]:
    """What the commune said about one claim."""
    records = Confirmation.history.filter(contribution_id=contribution.pk)
    return changes_in(
        records,
        name=lambda record: _measure(record.measure),
        text=lambda record, field, value: _measure(value) if field.name == "measure" else None,
    )


def _measure(name: str) -> str:
    return capfirst(str(Contribution._meta.get_field(name).verbose_name))


def newest_first(found: Iterable[Change]) -> list[Change]:
    """Changes of several rows as one line of time."""
    return sorted(found, key=attrgetter("when"), reverse=True)

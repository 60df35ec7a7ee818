"""The end of a run: the finished documents as one file, and plain words about those that could not be made."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from reports.choices import JobState
from reports.jobs.bundles import bundled
from reports.jobs.names import unique
from reports.jobs.states import LostJob, end
from reports.models import DocumentJob


@dataclass
class Made:
    """What a run has come to, by position in the job's orders: files drawn, and why others were not."""

    job: DocumentJob
    folder: Path
    titles: dict[int, str] = field(default_factory=dict)
    stems: dict[int, str] = field(default_factory=dict)
    files: dict[int, Path] = field(default_factory=dict)
    failures: dict[int, str] = field(default_factory=dict)


def deliver(made: Made) -> None:
    """Store the result and close the job. Raise LostJob when it is no longer this run's; nothing is left then."""
    job = made.job
    job.message, job.done = _message(made), len(made.files)
    if made.files:
        path = _result(made)
        with path.open("rb") as content:
            job.result.save(f"{job.key.hex}{path.suffix}", File(content), save=False)
    try:
        end(job, JobState.FAILED if made.failures else JobState.DONE)
    except LostJob:
        job.result.delete(save=False)
        raise


def _result(made: Made) -> Path:
    """One document as it is, several as their bundle."""
    positions = sorted(made.files)
    names = unique(made.stems[position] for position in positions)
    files = []
    for position, name in zip(positions, names, strict=True):
        path = made.files[position]
        files.append((made.titles[position], path.rename(path.with_stem(name))))
    if len(made.job.orders) == 1:
        return files[0][1]
    target = made.folder / f"all.{made.job.bundle}"
    bundled(made.job.bundle, files, made.job.message, target)
    return target


def _message(made: Made) -> str:
    """Which documents could not be made, why, and what to do; empty when all are there."""
    if not made.failures:
        return ""
    again = _("Hãy bấm “Làm lại”; nếu vẫn không được, báo người quản trị mã %(key)s.") % {"key": made.job.key.hex[:8]}
    lines = [f"{_title(made, position)}: {why}." for position, why in sorted(made.failures.items())]
    if len(made.job.orders) == 1:
        return "\n".join([*lines, again])
    head = _("Không làm được %(failed)s trong %(total)s văn bản.") % {
        "failed": len(lines),
        "total": len(made.job.orders),
    }
    return "\n".join([head, *(f"- {line}" for line in lines), again])


def _title(made: Made, position: int) -> str:
    return made.titles.get(position) or _("Văn bản thứ %(number)s") % {"number": position + 1}

"""Files that support a report. Checked by content, stored under their hash, served only through a view."""

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Commune
from kontum04.accounts.models import User
from kontum04.core.problems import refuse
from kontum04.core.text import nfc
from kontum04.core.uploads import Checked
from twinning.models import Evidence, Report
from twinning.services.filing import require_editable

MAX_FILES = 50
NAME_LIMIT = 200


@transaction.atomic
def add_evidence(
    *, report: Report, by: User, file: File, checked: Checked, title: str = "", commune: Commune | None = None
) -> Evidence:
    """Keep an upload that passed `check_upload`. The same file sent twice is kept once."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    require_editable(report)
    existing = report.evidence.filter(sha256=checked.sha256).first()
    if existing:
        return existing
    if report.evidence.count() >= MAX_FILES:
        message = _("Mỗi báo cáo chỉ kèm tối đa %(count)s tệp; hãy gỡ bớt.") % {"count": MAX_FILES}
        raise refuse(message, field="id_evidence-file")
    return Evidence.objects.create(
        report=report,
        commune=commune,
        title=title,
        file=file,
        original_name=shorten(file.name or ""),
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_by=by,
    )


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Take a file off a report that may be edited. Its bytes stay if it was part of a filed round."""
    report = Report.objects.select_for_update().get(pk=evidence.report_id)
    require_editable(report)
    storage, name = evidence.file.storage, str(evidence.file.name)
    evidence.delete()
    if evidence.sha256 not in _filed_hashes(report):
        transaction.on_commit(lambda: storage.delete(name))


def _filed_hashes(report: Report) -> set[str]:
    contents = report.versions.values_list("content", flat=True)
    return {row["sha256"] for content in contents for row in content.get("evidence", ())}


def shorten(name: str) -> str:
    """A file name as it is shown later: composed, without folders, cut in the middle so that its ending stays."""
    bare = nfc(name.replace("\\", "/").rpartition("/")[2])
    if len(bare) <= NAME_LIMIT:
        return bare
    stem, _dot, ending = bare.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(ending) - 2]}….{ending}"[:NAME_LIMIT]

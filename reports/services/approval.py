"""The way from draft to approval. Issuing is a service of its own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kontum04.accounts.models import User
from kontum04.core import clock
from kontum04.core.access import may
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import sign
from kontum04.core.text import nfc_lines
from reports.choices import CompositionStatus
from reports.models import Composition, SectionComment
from reports.services.present import Present
from reports.services.refreshing import Standing
from reports.workflow import Transition, transition


@dataclass(frozen=True)
class ToConfirm:
    """What whoever approves has to have seen: figures the text lacks, figures that moved since it was written."""

    lines: list[str]

    @property
    def seal(self) -> str:
        """Names this very list; empty when there is nothing to confirm."""
        return sha256("\n".join(self.lines).encode()).hexdigest()[:16] if self.lines else ""


def to_confirm(found: Iterable[Standing], now: Present) -> ToConfirm:
    """The list to be confirmed before a document is approved or issued. `found`: the standings of its sections."""
    labels = {figure.code: figure.label for figure in now.figures.all()}
    return ToConfirm([line for each in found for line in _lines(each, labels)])


@transaction.atomic
def send_out(*, composition: Composition, by: User, until: dt.date | None = None) -> Composition:
    """Send the draft to the committee for comments."""
    row, step = _taken(composition, CompositionStatus.COMMENTED, by)
    row.comments_until = until
    return _moved(row, step, by=by)


@transaction.atomic
def approve(*, composition: Composition, by: User, seen: ToConfirm, seal: str) -> Composition:
    """Approve the text as it stands. `seal` is what the person ticked: it must be that of the list shown, `seen`.

    Everything that stands in the way is told at once."""
    row, step = _taken(composition, CompositionStatus.APPROVED, by)
    problems = []
    if open_remarks := SectionComment.objects.filter(section__composition=row, answer_kind="").count():
        message = _("còn %(count)s góp ý chưa trả lời.") % {"count": open_remarks}
        problems.append(Problem(_("Góp ý"), message, "comments"))
    if seal != seen.seal:
        message = _("hãy đọc và đánh dấu đã xem những số liệu còn thiếu hoặc đã đổi.")
        problems.append(Problem(_("Số liệu cần xem"), message, "id_seen"))
    if problems:
        raise Problems(problems)
    row.approved_by, row.approved_at = by, clock.now()
    return _moved(row, step, by=by)


@transaction.atomic
def take_back(*, composition: Composition, by: User, reason: str) -> Composition:
    """Take a document back to be written further; what was approved has to be approved again."""
    row, step = _taken(composition, CompositionStatus.DRAFT, by)
    why = nfc_lines(reason).strip()
    if not why:
        raise refuse(_("phải ghi lý do trả về."), where=_("Lý do"), field="id_reason")
    row.approved_by = row.approved_at = None
    return _moved(row, step, by=by, why=why)


def _taken(composition: Composition, target: CompositionStatus, by: User) -> tuple[Composition, Transition]:
    step = transition(target)
    if not may(by, step.roles):
        raise PermissionDenied
    row = Composition.objects.select_for_update().get(pk=composition.pk)
    if row.status not in step.sources:
        message = _("không làm được, văn bản đang ở trạng thái “%(state)s”.") % {"state": row.get_status_display()}
        raise refuse(message, where=str(step.label))
    return row, step


def _moved(row: Composition, step: Transition, *, by: User, why: str = "") -> Composition:
    row.status = step.target
    sign(row, by=by, why=why or step.label)
    row.save()
    return row


def _lines(each: Standing, labels: dict[str, str]) -> list[str]:
    place = str(each.section)
    lines = [
        _("%(place)s: chưa có số liệu “%(figure)s”") % {"place": place, "figure": labels.get(run.figure, run.figure)}
        for run in each.missing
    ]
    if each.plain_missing:
        lines.append(
            _("%(place)s: %(count)s chỗ ghi “chưa có số liệu”") % {"place": place, "count": each.plain_missing}
        )
    lines += [
        _("%(place)s: số liệu đã đổi, văn bản còn ghi %(old)s, nay là %(new)s")
        % {"place": place, "old": moved.old, "new": moved.new}
        for moved in each.moved
    ]
    if each.changes:
        lines.append(_("%(place)s: nội dung lập từ số liệu đã khác lúc soạn") % {"place": place})
    return lines

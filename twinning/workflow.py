"""The way of a filing: which action leads where, and who may take it. Views draw their buttons from it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kontum04.accounts.choices import OFFICE_STAFF, Role
from twinning.choices import ReportStatus


@dataclass(frozen=True)
class Transition:
    """One allowed step. `needs_reason`: the step is refused without a written reason."""

    action: str
    label: str
    sources: tuple[ReportStatus, ...]
    target: ReportStatus
    roles: frozenset[Role]
    needs_reason: bool = False


TRANSITIONS = (
    Transition(
        "submit",
        _("Nộp"),
        (ReportStatus.DRAFT, ReportStatus.RETURNED),
        ReportStatus.SUBMITTED,
        OFFICE_STAFF | {Role.UNIT},
    ),
    Transition(
        "return", _("Trả lại"), (ReportStatus.SUBMITTED,), ReportStatus.RETURNED, OFFICE_STAFF, needs_reason=True
    ),
    Transition("accept", _("Duyệt"), (ReportStatus.SUBMITTED,), ReportStatus.ACCEPTED, OFFICE_STAFF),
    Transition("reopen", _("Mở lại"), (ReportStatus.ACCEPTED,), ReportStatus.RETURNED, OFFICE_STAFF, needs_reason=True),
)


def transition(action: str) -> Transition:
    """The step named `action`; KeyError for an unknown one."""
    return {step.action: step for step in TRANSITIONS}[action]


def open_to(user, status: str) -> tuple[Transition, ...]:
    """The steps a person may take from `status`, in the order of their buttons."""
    return tuple(
        step for step in TRANSITIONS if status in step.sources and (user.is_superuser or user.role in step.roles)
    )

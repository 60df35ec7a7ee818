"""The way of a composed document to paper: which action leads where, and who may take it. Pages draw their buttons
from it. Issuing is no action of this table: it takes a number and files, see the issuing service."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.access import may
from reports.choices import CompositionStatus


@dataclass(frozen=True)
class Transition:
    """One allowed step. `needs_reason`: it is refused without a written reason."""

    target: CompositionStatus
    label: str
    sources: tuple[CompositionStatus, ...]
    roles: frozenset[Role]
    needs_reason: bool = False


TRANSITIONS = (
    Transition(CompositionStatus.COMMENTED, _("Gửi lấy ý kiến"), (CompositionStatus.DRAFT,), OFFICE_STAFF),
    Transition(CompositionStatus.APPROVED, _("Duyệt"), (CompositionStatus.COMMENTED,), frozenset({Role.HEAD})),
    Transition(
        CompositionStatus.DRAFT,
        _("Trả về soạn lại"),
        (CompositionStatus.COMMENTED, CompositionStatus.APPROVED),
        OFFICE_STAFF | {Role.HEAD},
        needs_reason=True,
    ),
)
MOVERS = frozenset().union(*(step.roles for step in TRANSITIONS))
"""Roles that may take any step at all."""


def transition(target: str) -> Transition:
    """The step that leads to `target`; KeyError where none does."""
    return {str(step.target): step for step in TRANSITIONS}[target]


def open_to(user, status: str) -> tuple[Transition, ...]:
    """The steps a person may take from `status`, in the order of their buttons."""
    return tuple(step for step in TRANSITIONS if status in step.sources and may(user, step.roles))

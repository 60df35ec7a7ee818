"""Who changed a row and why, for its history."""

from typing import Any

from simple_history.utils import bulk_create_with_history

from kontum04.accounts.models import User


def sign(instance: Any, *, by: User, why: object) -> None:
    """Name the person and the reason of the next `save()`; services may run where no request names one."""
    instance._history_user = by
    instance._change_reason = str(why)


def create_signed(rows: list[Any], *, by: User, why: object) -> None:
    """Insert rows of one model with their history, in few queries whatever their number."""
    if rows:
        bulk_create_with_history(rows, type(rows[0]), default_user=by, default_change_reason=str(why))

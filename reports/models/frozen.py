"""Rows that are written once. The database refuses to change them as well (migration 0003); here they say so first."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from kontum04.core.scoping import ScopedQuerySet


class Frozen(Exception):
    """What was issued or logged cannot be changed or deleted."""


def _refuse() -> NoReturn:
    raise Frozen(
        _("Văn bản đã ban hành và nhật ký đọc không sửa, không xóa được. Nếu có sai sót, hãy ban hành bản thay thế.")
    )


class FrozenQuerySet(ScopedQuerySet):
    """Rows can be added and read."""

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()


class FrozenModel(models.Model):
    """A row that is saved once, when it is made."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raise Frozen when it is there already."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise Frozen."""
        _refuse()

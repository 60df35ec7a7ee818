"""Row scope: which rows of a model a person may see. Lists, choices, exports, documents and totals all start here."""

from typing import Protocol, Self

from django.db import models


class Viewer(Protocol):
    """Whoever reads: a person, or the stand-in of a command."""

    @property
    def is_active(self) -> bool: ...


class ScopedQuerySet(models.QuerySet):
    """Closed by default: a model that forgets to say who sees its rows shows none to a person with a narrow scope."""

    def visible_to(self, user) -> Self:
        """Rows that `user` may see. Anonymous and inactive people see none; whole-province roles see all."""
        if not getattr(user, "is_active", False):
            return self.none()
        if user.sees_everything:
            return self.all()
        return self.within_scope_of(user)

    def within_scope_of(self, user) -> Self:
        """Rows opened to a person of narrow scope; overridden by every model that opens anything."""
        return self.none()


class WholeProvince:
    """Stands for a reader of everything where no person asks: commands, issued documents."""

    is_active = True
    sees_everything = True


WHOLE_PROVINCE_READER = WholeProvince()

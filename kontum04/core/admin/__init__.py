"""What the admin pages of every room share: the site, searching and reading rules, sheets in and out."""

from .lists import PortalAdmin, ReadOnlyAdmin, ReadOnlyInline, TrackedAdmin
from .sheets import SheetsMixin, sheet_of

__all__ = ["PortalAdmin", "ReadOnlyAdmin", "ReadOnlyInline", "SheetsMixin", "TrackedAdmin", "sheet_of"]

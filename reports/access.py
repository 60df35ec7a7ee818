"""Who reads figures and documents of a programme year, each within his scope."""

from kontum04.accounts.choices import Role

READERS = frozenset({Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP, Role.MEMBER, Role.DISTRICT})

DRAFT_READERS = frozenset({Role.ADMIN, Role.OFFICE, Role.HEAD, Role.MEMBER})
"""Who reads documents that are being composed: those who write, comment on or approve them."""

COMMENTERS = frozenset({Role.MEMBER, Role.HEAD})
"""The committee: who is asked for comments."""

"""Who reads figures and documents of a programme year, each within his scope."""

from kontum04.accounts.choices import Role

READERS = frozenset({Role.ADMIN, Role.OFFICE, Role.HEAD, Role.LEADERSHIP, Role.MEMBER, Role.DISTRICT})

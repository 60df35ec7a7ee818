"""Who opens which pages of the office's work; which rows they see there is the scope's affair."""

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.access import EVERYONE

DECIDERS = OFFICE_STAFF
"""Open years, move deadlines, review what was filed."""

OBLIGATION_READERS = EVERYONE - {Role.COMMUNE}
"""A commune confirms what is claimed for it; whether a unit filed its papers is not its business."""

PROGRESS_READERS = OBLIGATION_READERS - {Role.UNIT}
"""Who follows several units."""

CLAIM_READERS = EVERYONE
"""A unit reads what communes say of its own claims."""

CONFIRMERS = frozenset({Role.COMMUNE})
"""The word on a claim is the commune's alone, or it would confirm nothing."""

REQUEST_READERS = EVERYONE
"""Within their scope: a unit what was passed on to it, a commune its own."""

ASKERS = OFFICE_STAFF | {Role.COMMUNE}
"""The commune asks; the office notes down what came on paper."""

ANSWERERS = OFFICE_STAFF | {Role.UNIT}
"""Whoever was asked answers; the office on behalf of bodies that have no account."""

RATERS = frozenset({Role.COMMUNE})
"""Whether an answer helped is the word of the commune alone."""

PROPOSAL_READERS = EVERYONE
"""Within their scope: a unit its own commendations, narrow roles only assignments that were carried out."""

APPROVERS = frozenset({Role.HEAD})
"""Nothing that was proposed is applied before a head or deputy head has approved it."""

ADVISED = DECIDERS | {Role.HEAD}
"""Who weighs a reassignment; only the office drafts it."""

REMINDED = OFFICE_STAFF | {Role.UNIT, Role.MEMBER}
"""Whom reminders are sent to."""

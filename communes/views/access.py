"""Who writes what on the ground floor, each within the scope of his postings."""

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.access import EVERYONE

ENTERERS = OFFICE_STAFF | {Role.COMMUNE, Role.DISTRICT}

PRINTERS = EVERYONE - {Role.UNIT}
"""Who prints the profile of a commune or the sheet of a village."""

EXIT_READERS = EVERYONE
"""Within their scope; a unit only what has been recognised."""

EXIT_KEEPERS = OFFICE_STAFF
"""Who marks, proposes and notes the decision."""

ASSESSMENT_READERS = EVERYONE - {Role.UNIT}
"""How a commune stands by the rules is for those who judge it, and for itself."""

INSPECTION_READERS = EVERYONE - {Role.UNIT}
"""What was found at a commune is not for its twins."""

INSPECTORS = OFFICE_STAFF | {Role.MEMBER}
"""Members record visits to the communes assigned to them; the office those that came on paper."""

REMARK_READERS = EVERYONE - {Role.UNIT}
"""Within their scope; a commune only what was sent to it, its twins nothing."""

REMARKERS = OFFICE_STAFF | {Role.MEMBER, Role.HEAD, Role.DISTRICT}
"""The committee remarks; the leadership reads."""

REMARK_ANSWERERS = OFFICE_STAFF | {Role.COMMUNE}
"""The office, and the commune for itself."""

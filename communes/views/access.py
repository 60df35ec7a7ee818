"""Who enters figures on the ground floor, each within the scope of his postings."""

from kontum04.accounts.choices import OFFICE_STAFF, Role

ENTERERS = OFFICE_STAFF | {Role.COMMUNE, Role.DISTRICT}

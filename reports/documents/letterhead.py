"""The committee's letterhead for a programme: all of it is the programme's own data."""

import datetime as dt

from django.utils.translation import gettext as _

from reports.documents.context_types import Letterhead
from reports.documents.layout import Style
from reports.documents.orders import DocumentOrder
from reports.documents.rules import rule_set_for


def letterhead_of(
    order: DocumentOrder,
    *,
    doc_type: str,
    summary: str,
    on: dt.date | None = None,
    addressees: tuple[str, ...] = (),
    enactor: str = "",
    grounds: tuple[str, ...] = (),
) -> Letterhead:
    """The heading of a draft (without a number), signed and sent as the programme's committee does.

    It is dated `on`, or the day the year's figures count to. What goes to `addressees` names them once: its recipients
    are "as above" and the file copy.
    """
    programme_year, programme = order.programme_year, order.programme_year.programme
    day = on or programme_year.as_of
    recipients = tuple(line.strip() for line in programme.recipients.splitlines() if line.strip())
    return Letterhead(
        superior=programme.superior_body,
        issuer=programme.issuing_body,
        symbol=programme.symbol,
        number=None,
        place=programme.place_name,
        date=day,
        style=Style(programme.style),
        doc_type=doc_type,
        summary=summary,
        recipients=(_("Như trên"), *recipients[-1:]) if addressees else recipients,
        sign_authority=programme.sign_authority,
        sign_position=programme.sign_position,
        signer=programme.signer_name,
        illustrative=programme_year.is_illustrative,
        given_rule_set=rule_set_for(programme, day, order.rule_set),
        addressees=addressees,
        enactor=enactor,
        grounds=grounds,
    )

"""The committee's letterhead for a programme: all of it is the programme's own data."""

import datetime as dt

from reports.documents.context_types import Letterhead
from reports.documents.layout import Style
from reports.documents.orders import DocumentOrder
from reports.documents.rules import rule_set_for


def letterhead_of(order: DocumentOrder, *, doc_type: str, summary: str, on: dt.date | None = None) -> Letterhead:
    """The heading of a draft (without a number), signed and sent as the programme's committee does.

    It is dated `on`, or the day the year's figures count to.
    """
    programme_year, programme = order.programme_year, order.programme_year.programme
    day = on or programme_year.as_of
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
        recipients=tuple(line.strip() for line in programme.recipients.splitlines() if line.strip()),
        sign_authority=programme.sign_authority,
        sign_position=programme.sign_position,
        signer=programme.signer_name,
        illustrative=programme_year.is_illustrative,
        given_rule_set=rule_set_for(programme, day, order.rule_set),
    )

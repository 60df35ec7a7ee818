"""The committee's letterhead for a programme: all of it is the programme's own data."""

import datetime as dt

from communes.models import ProgrammeYear
from reports.documents.context_types import Letterhead
from reports.documents.layout import Style


def letterhead_of(programme_year: ProgrammeYear, *, doc_type: str, summary: str, on: dt.date) -> Letterhead:
    """The heading of a draft (without a number) dated `on`, signed and sent as the programme's committee does."""
    programme = programme_year.programme
    return Letterhead(
        superior=programme.superior_body,
        issuer=programme.issuing_body,
        symbol=programme.symbol,
        number=None,
        place=programme.place_name,
        date=on,
        style=Style(programme.style),
        doc_type=doc_type,
        summary=summary,
        recipients=tuple(line.strip() for line in programme.recipients.splitlines() if line.strip()),
        sign_authority=programme.sign_authority,
        sign_position=programme.sign_position,
        signer=programme.signer_name,
        illustrative=programme_year.is_illustrative,
    )

"""The committee's letterhead for a programme: all of it is the programme's own data."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.documents.context_types import Letterhead
from reports.documents.layout import RuleSet, Style
from reports.documents.orders import DocumentOrder
from reports.documents.rules import rule_set_for
from reports.models import Signatory


@dataclass(frozen=True, slots=True)
class Signature:
    """The three lines of a signature as they stand on paper."""

    authority: str = ""
    position: str = ""
    name: str = ""


def signature_of(signatory: Signatory | None, rule_set: RuleSet) -> Signature:
    """How somebody's signature is written under a rule-set; empty lines as long as nobody is known to sign."""
    if signatory is None:
        return Signature()
    lines = rule_set.signature(signatory.capacity, signatory.on_behalf_of, signatory.position)
    return Signature(*lines, signatory.name)


def letterhead_of(
    order: DocumentOrder,
    *,
    doc_type: str,
    summary: str,
    on: dt.date | None = None,
    addressees: tuple[str, ...] = (),
    enactor: str = "",
    grounds: tuple[str, ...] = (),
    signatory: Signatory | None = None,
) -> Letterhead:
    """The heading of a draft (without a number), sent as the programme's committee does and signed by `signatory`,
    else by the first of those who may.

    It is dated `on`, or the day the year's figures count to. What goes to `addressees` names them once: its recipients
    are "as above" and the file copy.
    """
    programme_year, programme = order.programme_year, order.programme_year.programme
    day = on or programme_year.as_of
    recipients = tuple(line.strip() for line in programme.recipients.splitlines() if line.strip())
    rule_set = rule_set_for(programme, day, order.rule_set)
    signed = signature_of(signatory or programme.signatories.first(), rule_set)
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
        sign_authority=signed.authority,
        sign_position=signed.position,
        signer=signed.name,
        illustrative=programme_year.is_illustrative,
        given_rule_set=rule_set,
        addressees=addressees,
        enactor=enactor,
        grounds=grounds,
    )

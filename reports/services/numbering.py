"""Which series a document's number comes from, and taking the next one: no gap, no number twice."""

from dataclasses import asdict, dataclass

from communes.models import Programme
from reports.documents.context_types import Letterhead
from reports.documents.typography import Numbering
from reports.models import NumberSeries, PartyTerm


class NumberTakenError(Exception):
    """Somebody else issued in the meantime: the number is no longer the next one."""


@dataclass(frozen=True)
class SeriesKey:
    """What one run of numbers belongs to."""

    issuer: str
    doc_type: str
    term: str


def series_of(programme: Programme, letterhead: Letterhead) -> SeriesKey:
    """The series of a document: its issuer, its type, and the Party term or year its date falls in."""
    issuer = f"{letterhead.superior} – {letterhead.issuer}"
    return SeriesKey(issuer, letterhead.doc_type, _term(programme, letterhead))


def _term(programme: Programme, letterhead: Letterhead) -> str:
    """The year, or the name of the term staff have entered; without one the years of the programme are one term."""
    day = letterhead.date
    if letterhead.rule_set.numbering == Numbering.YEAR:
        return str(day.year)
    begun = PartyTerm.objects.filter(programme=programme, starts_on__lte=day).order_by("starts_on").last()
    if begun and (begun.ends_on is None or begun.ends_on >= day):
        return begun.name
    return f"{programme.first_year}–{programme.last_year or ''}"


def next_number(key: SeriesKey) -> int:
    """The number the next document will bear unless another one is issued first."""
    taken = NumberSeries.objects.filter(**asdict(key)).values_list("last_number", flat=True).first()
    return (taken or 0) + 1


def take_number(key: SeriesKey, number: int) -> NumberSeries:
    """Take `number` inside the transaction that stores its document: the row stays locked until that commits.

    Raise NumberTakenError when it is not the next one. If the transaction fails the number is free again."""
    NumberSeries.objects.get_or_create(**asdict(key))
    series = NumberSeries.objects.select_for_update().get(**asdict(key))
    if series.last_number + 1 != number:
        raise NumberTakenError
    series.last_number = number
    series.save(update_fields=["last_number"])
    return series

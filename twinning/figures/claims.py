"""What a commune said about the numbers a unit states for it: per number, and over the whole claim.

A word counts only while it speaks of the number that stands now; when the claim changes it is stale, and asked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from kontum04.core import formats
from twinning.choices import MEASURES, ClaimState, Verdict
from twinning.figures.help import measure_label
from twinning.models import Confirmation, Contribution


@dataclass(frozen=True)
class ClaimLine:
    """One number a unit states and the commune's word on it. `verdict` is "" while there is none that counts."""

    measure: str
    label: str
    claimed: Decimal
    verdict: str = ""
    reason: str = ""
    given_by: str = ""
    given_at: datetime | None = None
    said_of: Decimal | None = None

    @property
    def is_stale(self) -> bool:
        """The commune spoke, but of another number."""
        return self.said_of is not None and self.said_of != self.claimed

    @property
    def shown(self) -> str:
        """The number as written beside its label, which names the unit."""
        return formats.number(self.claimed)

    @property
    def shown_said_of(self) -> str:
        return "" if self.said_of is None else formats.number(self.said_of)

    @property
    def verdict_label(self) -> str:
        return str(Verdict(self.verdict).label) if self.verdict else ""


def claim_lines(contribution: Contribution, words: Iterable[Confirmation]) -> list[ClaimLine]:
    """Every number that was stated, in the order of the forms; what was not reported is no claim."""
    said = {word.measure: word for word in words}
    lines = []
    for measure in MEASURES:
        stated = getattr(contribution, measure)
        if stated is None:
            continue
        word = said.get(measure)
        line = ClaimLine(measure, measure_label(measure), Decimal(stated))
        if word is not None:
            counts = word.claimed == line.claimed
            line = ClaimLine(
                line.measure,
                line.label,
                line.claimed,
                verdict=word.verdict if counts else "",
                reason=word.reason if counts else "",
                given_by=str(word.given_by),
                given_at=word.given_at,
                said_of=word.claimed,
            )
        lines.append(line)
    return lines


def state_of(lines: list[ClaimLine]) -> ClaimState:
    """The same as `with_word` computes in the database."""
    if not lines:
        return ClaimState.EMPTY
    verdicts = [line.verdict for line in lines]
    if Verdict.DISPUTED in verdicts:
        return ClaimState.DISPUTED
    if not any(verdicts):
        return ClaimState.WAITING
    return ClaimState.AGREED if all(verdicts) else ClaimState.PARTLY


def with_word(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Add `stated` (numbers the unit stated), `agreed`, `disputed` (words that count) and `word` (a ClaimState)."""
    stated = sum((_one_if(Q(**{f"{name}__isnull": False})) for name in MEASURES), start=Value(0))
    return contributions.annotate(
        stated=stated, agreed=_words(Verdict.AGREED), disputed=_words(Verdict.DISPUTED)
    ).annotate(
        word=Case(
            When(stated=0, then=Value(ClaimState.EMPTY)),
            When(disputed__gt=0, then=Value(ClaimState.DISPUTED)),
            When(agreed=0, then=Value(ClaimState.WAITING)),
            When(agreed=F("stated"), then=Value(ClaimState.AGREED)),
            default=Value(ClaimState.PARTLY),
            output_field=CharField(),
        )
    )


def words_that_count() -> QuerySet[Confirmation]:
    """Words that speak of the number as it stands now."""
    current = (Q(measure=name, claimed=F(f"contribution__{name}")) for name in MEASURES)
    return Confirmation.objects.filter(reduce(or_, current))


def _words(verdict: str) -> Coalesce:
    counted = (
        words_that_count()
        .filter(contribution=OuterRef("pk"), verdict=verdict)
        .order_by()
        .values("contribution")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())

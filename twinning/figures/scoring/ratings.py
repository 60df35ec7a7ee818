"""The year's ratings: every unit's score with its place, whether it is weak and why, the reply, the head's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from twinning.figures.help import Help, help_of
from twinning.figures.scoring.measures import unit_measures
from twinning.figures.scoring.ranking import Place, places
from twinning.figures.scoring.score import Score, score_of
from twinning.figures.timeliness import ObligationRow, obligation_rows
from twinning.figures.weakness import weak_units
from twinning.models import RatingOverrule, RatingReply, ScoreScheme, Unit, UnitSuccession


@dataclass(frozen=True)
class Rating:
    """One unit judged. `score` None: the programme has no scheme, or the unit was merged or closed in the course of the
    year, which cannot be measured as a whole one. `rank` and `is_weak` are what stands in the end,
    after the head's word; `rule_rank` and `reasons` what the rules say."""

    unit_id: int
    unit_name: str
    kind: str
    figures: Mapping[str, Figure]
    score: Score | None
    place: Place | None
    reasons: tuple[str, ...]
    overrule: RatingOverrule | None
    reply: RatingReply | None

    @property
    def order(self) -> tuple[bool, Decimal]:
        """Sorts the best first and whoever has no score last."""
        value = self.score.value if self.score else None
        return value is None, -(value or Decimal(0))

    @property
    def rule_rank(self) -> str:
        return self.score.rank if self.score else ""

    @property
    def rank(self) -> str:
        return self.overrule.rank if self.overrule else self.rule_rank

    @property
    def is_weak(self) -> bool:
        return self.overrule.is_weak if self.overrule else bool(self.reasons)


def ratings(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    obligations: list[ObligationRow] | None = None,
    given: Help | None = None,
) -> list[Rating]:
    """Every unit's rating, in Vietnamese order of names. Each is judged by its own figures alone; only the places
    compare. The number of queries does not grow with the units."""
    programme, year = programme_year.programme, programme_year.year
    obligations = obligation_rows(programme_year, viewer) if obligations is None else obligations
    given = given or help_of(programme_year, viewer)
    measures = unit_measures(programme_year, viewer, obligations, given)
    scheme = ScoreScheme.objects.in_force(programme, year)
    scores = _scores(measures, scheme)
    for unit_id in _gone(year):
        scores.pop(unit_id, None)
    weak = {unit.unit_id: unit.reasons for unit in weak_units(obligations, given.by_unit, as_of=programme_year.as_of)}
    units = Unit.objects.visible_to(viewer).filter(pk__in=measures).order_by("sort_key")
    found = [(unit, scores.get(unit.pk)) for unit in units]
    at = places([(unit.pk, unit.kind, score.value if score else None) for unit, score in found])
    overrules = _by_unit(RatingOverrule, programme_year, viewer)
    replies = _by_unit(RatingReply, programme_year, viewer)
    return [
        Rating(
            unit_id=unit.pk,
            unit_name=unit.name,
            kind=unit.get_kind_display(),
            figures=measures[unit.pk],
            score=score,
            place=at[unit.pk] if score else None,
            reasons=(*weak.get(unit.pk, ()), *_low_score(score, scheme)),
            overrule=overrules.get(unit.pk),
            reply=replies.get(unit.pk),
        )
        for unit, score in found
    ]


def _gone(year: int) -> QuerySet:
    """Units that were rearranged before the year was over, by id."""
    return UnitSuccession.objects.filter(effective_on__lte=date(year, 12, 31)).values_list("predecessor", flat=True)


def _scores(measures: Mapping[int, Mapping[str, Figure]], scheme: ScoreScheme | None) -> dict[int, Score]:
    if scheme is None:
        return {}
    criteria, bands = list(scheme.criteria.all()), list(scheme.bands.all())
    return {unit: score_of(unit, figures, criteria, bands) for unit, figures in measures.items()}


def _low_score(score: Score | None, scheme: ScoreScheme | None) -> tuple[str, ...]:
    threshold: Decimal | None = scheme.weak_below if scheme else None
    if score is None or score.value is None or threshold is None or score.value >= threshold:
        return ()
    words = _("%(points)s điểm, dưới %(threshold)s")
    return (words % {"points": score.text, "threshold": formats.number(threshold)},)


def _by_unit(model: type[RatingOverrule | RatingReply], programme_year: ProgrammeYear, viewer: Viewer) -> dict:
    rows = model.objects.visible_to(viewer).filter(programme_year=programme_year)
    return {row.unit_id: row for row in rows.select_related("given_by")}

"""What a scheme makes of the years it judges: read before and after a change to see who would rank otherwise."""

from dataclasses import dataclass
from decimal import Decimal

from communes.models import ProgrammeYear
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.figures.scoring.ratings import ratings
from twinning.models import ScoreScheme


@dataclass(frozen=True)
class Judged:
    """One unit in one year under a scheme."""

    year: int
    unit_name: str
    score: Decimal | None
    place: int | None
    rank: str

    @property
    def result(self) -> tuple[Decimal | None, int | None, str]:
        """What a change of the scheme can change."""
        return self.score, self.place, self.rank


def trial(scheme: ScoreScheme) -> list[Judged]:
    """Every unit of every opened year that the scheme judges, newest year first, then by name."""
    years = ProgrammeYear.objects.select_related("programme").filter(
        programme=scheme.programme, year__gte=scheme.from_year
    )
    return [
        Judged(
            year.year,
            rating.unit_name,
            rating.score.value if rating.score else None,
            rating.place.overall if rating.place else None,
            rating.rule_rank,
        )
        for year in years.order_by("-year")
        if ScoreScheme.objects.in_force(year.programme, year.year) == scheme
        for rating in ratings(year, WHOLE_PROVINCE_READER)
    ]


def differences(before: list[Judged], after: list[Judged]) -> list[tuple[Judged, Judged]]:
    """Who is judged otherwise, as (before, after); the places that move most first."""
    old = {(judged.year, judged.unit_name): judged for judged in before}
    pairs = [(old[key], new) for new in after if (key := (new.year, new.unit_name)) in old]
    changed = [(was, now) for was, now in pairs if was.result != now.result]
    return sorted(changed, key=lambda pair: (-pair[1].year, -abs((pair[0].place or 0) - (pair[1].place or 0))))

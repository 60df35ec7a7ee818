"""How far a commune is from leaving the list: the criteria that stand in its way, by the rules of the year."""

from dataclasses import dataclass, replace
from itertools import product

from communes.figures.assessment import Assessment, Verdict
from communes.figures.conditions import CriterionState, Holds, combined


@dataclass(frozen=True)
class Gap:
    """Criteria that stand against leaving, of those that could be judged, over all rule sets in force."""

    against: int = 0
    judged: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None where nothing could be judged."""
        return self.against / self.judged if self.judged else None


class Gaps:
    """Reads assessments. Which way a criterion works is learned once a rule set, from the rule set itself."""

    def __init__(self) -> None:
        self._helpful: dict[int, dict[str, bool]] = {}

    def of(self, assessment: Assessment) -> Gap:
        """The gap of one commune."""
        against = judged = 0
        for verdict in assessment.verdicts:
            if verdict.rule_set.pk not in self._helpful:
                self._helpful[verdict.rule_set.pk] = _directions(verdict)
            helpful = self._helpful[verdict.rule_set.pk]
            for line in verdict.criteria:
                if line.holds is not Holds.UNKNOWN and line.code in helpful:
                    judged += 1
                    against += (line.holds is Holds.YES) != helpful[line.code]
        return Gap(against, judged)


def _directions(verdict: Verdict) -> dict[str, bool]:
    """Whether a criterion that holds helps a commune leave (True) or keeps it on the list (False); one that can change
    nothing is left out."""
    found = {}
    for line in verdict.criteria:
        direction = _direction(verdict, line)
        if direction is not None:
            found[line.code] = direction
    return found


def _direction(verdict: Verdict, line: CriterionState) -> bool | None:
    others = [other for other in verdict.criteria if other is not line]
    for states in product((Holds.NO, Holds.YES), repeat=len(others)):
        rest = [replace(other, holds=state) for other, state in zip(others, states, strict=True)]
        without, holding = (
            combined(verdict.rule_set.verdict, (*rest, replace(line, holds=state))) for state in (Holds.NO, Holds.YES)
        )
        if without != holding:
            return holding is Holds.YES
    return None

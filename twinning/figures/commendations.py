"""How many commendations of a year were proposed and awarded, by form."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from twinning.choices import CommendationStatus
from twinning.models import Commendation


@dataclass(frozen=True)
class FormCount:
    """One form of commendation: how many collectives stand at each status."""

    form: str
    by_status: dict[str, int]

    @property
    def proposed(self) -> int:
        """All that were put forward, whatever became of them."""
        return sum(self.by_status.values())

    @property
    def awarded(self) -> int:
        return self.by_status.get(CommendationStatus.AWARDED, 0)


def commendation_counts(rows: QuerySet[Commendation]) -> list[FormCount]:
    """Counts by form of the rows given (one query), the form most often proposed first."""
    found: dict[str, dict[str, int]] = {}
    for form, status, count in rows.order_by().values_list("form", "status").annotate(Count("pk")):
        found.setdefault(form, {})[status] = count
    return sorted((FormCount(*each) for each in found.items()), key=lambda count: (-count.proposed, count.form))

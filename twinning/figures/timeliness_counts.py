"""What a set of obligations comes to: filed, in time, late by days, missing, waived, extended. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.core.figure import PERCENT, Figure
from twinning.figures.timeliness import ObligationRow


class LateDays(models.TextChoices):
    """How late, in the steps the office speaks of; beyond 15 days an annual report makes its unit weak."""

    UP_TO_5 = "1-5", gettext_lazy("Trễ 1–5 ngày")
    UP_TO_15 = "6-15", gettext_lazy("Trễ 6–15 ngày")
    UP_TO_30 = "16-30", gettext_lazy("Trễ 16–30 ngày")
    MORE = "31-", gettext_lazy("Trễ trên 30 ngày")

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the most days; None is without end."""
        least, most = self.value.split("-")
        return int(least), int(most) if most else None

    @classmethod
    def of(cls, days: int) -> "LateDays":
        """The step of a lateness of at least one day."""
        return next(step for step in reversed(cls) if days >= step.bounds[0])


@dataclass(frozen=True)
class Share(Figure):
    """A part of what is owed. Nothing of nothing is no share at all: neither 0 % nor data that are still to come."""

    @property
    def text(self) -> str:
        return super().text if self.denominator else _("không có nghĩa vụ")


@dataclass(frozen=True)
class Timeliness:
    """How a group of obligations stands, each counted once.

    owed = on_time + filed_late + missing; the waived are apart. `late` holds the days of everything late, ascending:
    what was filed late, and what is missing past its due date (`overdue`), measured as everywhere else."""

    key: str
    label: str
    on_time: int
    filed_late: int
    missing: int
    overdue: int
    waived: int
    extended: int
    late: tuple[int, ...]

    @property
    def filed(self) -> int:
        return self.on_time + self.filed_late

    @property
    def owed(self) -> int:
        return self.filed + self.missing

    @property
    def late_count(self) -> int:
        return len(self.late)

    @property
    def filed_rate(self) -> Share:
        """Completeness: filed of what is owed."""
        return self._share("filed_rate", _("Tỷ lệ đã nộp"), self.filed)

    @property
    def on_time_rate(self) -> Share:
        return self._share("on_time_rate", _("Tỷ lệ đúng hạn"), self.on_time)

    @property
    def steps(self) -> dict[LateDays, int]:
        """How many are late by how much."""
        counted = Counter(map(LateDays.of, self.late))
        return {step: counted[step] for step in LateDays}

    @property
    def mean_days(self) -> Figure:
        """Mean over what is late; without anything late there is none."""
        value = Decimal(sum(self.late)) / len(self.late) if self.late else None
        return Figure("timeliness.mean_days", _("Số ngày trễ bình quân"), _("ngày"), value, 1)

    @property
    def median_days(self) -> Figure:
        value = Decimal(str(median(self.late))) if self.late else None
        return Figure("timeliness.median_days", _("Số ngày trễ trung vị"), _("ngày"), value, 1)

    @property
    def most_days(self) -> int | None:
        return self.late[-1] if self.late else None

    def as_dict(self) -> dict:
        """For JSON: counts as numbers, what is divided as exact text."""
        mean, middle = self.mean_days.rounded, self.median_days.rounded
        return {
            "key": self.key,
            "label": self.label,
            "owed": self.owed,
            "filed": self.filed,
            "filed_rate": self.filed_rate.as_dict(),
            "on_time": self.on_time,
            "on_time_rate": self.on_time_rate.as_dict(),
            "filed_late": self.filed_late,
            "missing": self.missing,
            "overdue": self.overdue,
            "waived": self.waived,
            "extended": self.extended,
            "late": self.late_count,
            "late_by_days": {step.value: count for step, count in self.steps.items()},
            "mean_days_late": None if mean is None else str(mean),
            "median_days_late": None if middle is None else str(middle),
            "most_days_late": self.most_days,
        }

    def _share(self, name: str, label: str, part: int) -> Share:
        value = Decimal(part) * 100 / self.owed if self.owed else None
        return Share(f"timeliness.{name}", label, PERCENT, value, 1, Decimal(part), Decimal(self.owed))


def count(key: str, label: str, rows: Iterable[ObligationRow]) -> Timeliness:
    """`rows` summed; a row given twice counts once."""
    distinct: Sequence[ObligationRow] = list({row.pk: row for row in rows}.values())
    standing = Counter(row.standing for row in distinct)
    return Timeliness(
        key=key,
        label=label,
        on_time=standing["on_time"],
        filed_late=standing["late"],
        missing=standing["missing"],
        overdue=sum(row.standing == "missing" and row.days_late > 0 for row in distinct),
        waived=standing["waived"],
        extended=sum(row.is_extended and not row.is_waived for row in distinct),
        late=tuple(sorted(row.days_late for row in distinct if row.days_late)),
    )

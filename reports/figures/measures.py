"""Measures of a programme that are no indicator: how many communes left the list, how many lost the provincial twin.

The two “30 %” goals of the sources are different things and stay apart (DOMAIN, Exit).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communes.models import Designation, Programme, ProgrammeYear
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from twinning.choices import UnitLevel
from twinning.models import Twinning

MEASURES = ("exit_share", "untwinned_share")
"""Measures a Target may name beside indicator parts."""


@dataclass(frozen=True)
class Span:
    """A commune on the list, or with a provincial twin, from one day to another."""

    commune: int
    starts_on: date
    ends_on: date | None

    def has_begun(self, day: date) -> bool:
        return self.starts_on <= day

    def covers(self, day: date) -> bool:
        return self.has_begun(day) and (self.ends_on is None or self.ends_on >= day)


def measures_over(programme: Programme, years: Iterable[int], viewer: Viewer) -> dict[tuple[str, int], Figure]:
    """Both measures at the end of each of the years, with two queries however many."""
    listed = _spans(Designation.objects.visible_to(viewer).filter(programme=programme))
    twinned = _spans(_provincial(programme))
    found = {}
    for year in years:
        found["exit_share", year] = _exit_share(listed, date(year, 12, 31))
        found["untwinned_share", year] = _untwinned_share(listed, twinned, date(year, 12, 31))
    return found


def exit_share(programme_year: ProgrammeYear, viewer: Viewer) -> Figure:
    """Share of the communes ever on the programme's list that had left it by the end of the year."""
    return _at_end_of("exit_share", programme_year, viewer)


def untwinned_share(programme_year: ProgrammeYear, viewer: Viewer) -> Figure:
    """Share of the listed communes without a twinned unit of the province on the last day of the year."""
    return _at_end_of("untwinned_share", programme_year, viewer)


def _at_end_of(measure: str, programme_year: ProgrammeYear, viewer: Viewer) -> Figure:
    return measures_over(programme_year.programme, [programme_year.year], viewer)[measure, programme_year.year]


def twinned_communes(programme_year: ProgrammeYear) -> QuerySet:
    """Ids of the communes that a unit of the province is assigned to on the last day of the year."""
    last_day = date(programme_year.year, 12, 31)
    rows = _provincial(programme_year.programme).filter(starts_on__lte=last_day)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=last_day)).values_list("commune", flat=True)


def _provincial(programme: Programme) -> QuerySet[Twinning]:
    return Twinning.objects.filter(programme=programme, unit__level=UnitLevel.PROVINCE)


def _spans(rows: QuerySet) -> list[Span]:
    return [Span(*row) for row in rows.order_by().values_list("commune", "starts_on", "ends_on")]


def _exit_share(listed: Collection[Span], day: date) -> Figure:
    ever = {span.commune for span in listed if span.has_begun(day)}
    still = {span.commune for span in listed if span.covers(day)}
    return _share("exit_share", _("Tỷ lệ xã ra khỏi danh sách đặc biệt khó khăn"), len(ever - still), len(ever))


def _untwinned_share(listed: Collection[Span], twinned: Collection[Span], day: date) -> Figure:
    still = {span.commune for span in listed if span.covers(day)}
    helped = {span.commune for span in twinned if span.covers(day)}
    label = _("Tỷ lệ xã thôi phân công đơn vị tỉnh kết nghĩa")
    return _share("untwinned_share", label, len(still - helped), len(still))


def _share(code: str, label: str, part: int, whole: int) -> Figure:
    value = Decimal(part) * 100 / whole if whole else None
    return Figure(code, label, PERCENT, value, 1, Decimal(part), Decimal(whole))

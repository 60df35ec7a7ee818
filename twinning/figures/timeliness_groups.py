"""In which groups an obligation stands: period, kind of unit, year; a place stands for every unit that helps there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Commune, District, ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import PeriodKind, UnitKind
from twinning.figures.timeliness import ObligationRow
from twinning.models import ReportingPeriod, Twinning

NOWHERE = "null"
"""Key of the units without a place; what a list's filter calls “none”."""


class Grouping(models.TextChoices):
    PERIOD = "period", gettext_lazy("Kỳ báo cáo")
    KIND = "kind", gettext_lazy("Khối đơn vị")
    DISTRICT = "district", gettext_lazy("Huyện, thành phố")
    COMMUNE = "commune", gettext_lazy("Xã kết nghĩa")
    YEAR = "year", gettext_lazy("Năm")

    @property
    def overlaps(self) -> bool:
        """A unit that helps in several places stands in the row of each: such rows do not add up to the whole."""
        return self in (Grouping.DISTRICT, Grouping.COMMUNE)


@dataclass(frozen=True)
class Groups:
    """`labels`: names by key, in the order shown. `keys_of`: the groups of a row. `shows_empty`: those without rows."""

    labels: Mapping[str, str]
    keys_of: Callable[[ObligationRow], Iterable[str]]
    shows_empty: bool = False


def groups_of(by: Grouping, programme_year: ProgrammeYear, viewer: Viewer, since: int) -> Groups:
    """The groups of the years from `since` to the year, as far as the reader sees them (at most two queries)."""
    match by:
        case Grouping.PERIOD:
            return _periods(programme_year, since)
        case Grouping.KIND:
            return Groups({kind.value: str(kind.label) for kind in UnitKind}, lambda row: [row.unit_kind])
        case Grouping.YEAR:
            years = [year for year in opened_years(programme_year) if year >= since]
            return Groups({str(year): str(year) for year in years}, lambda row: [str(row.year)], shows_empty=True)
        case Grouping.DISTRICT:
            return _districts(programme_year, viewer)
        case Grouping.COMMUNE:
            return _communes(programme_year, viewer)


def opened_years(programme_year: ProgrammeYear) -> list[int]:
    """The programme's years up to this one, in order (one query)."""
    years = programme_year.programme.years.filter(year__lte=programme_year.year)
    return list(years.order_by("year").values_list("year", flat=True))


def _periods(programme_year: ProgrammeYear, since: int) -> Groups:
    programme, last = programme_year.programme, programme_year.year
    periods = ReportingPeriod.objects.filter(programme_year__programme=programme)
    opened = set(periods.filter(programme_year__year__range=(since, last)).values_list("kind", flat=True))
    labels = {kind.value: str(kind.label) for kind in PeriodKind if kind in opened}
    return Groups(labels, lambda row: [row.kind], shows_empty=True)


def _districts(programme_year: ProgrammeYear, viewer: Viewer) -> Groups:
    """A unit stands in its own district and in those of the communes it helps in that year."""
    labels = {str(row.pk): row.name for row in District.objects.visible_to(viewer).order_by("sort_key", "pk")}
    helped = _helped(programme_year, viewer, "commune__district_id")

    def keys(row: ObligationRow) -> set[str]:
        places = {str(pk) for pk in {row.unit_district_id, *helped(row)} if pk}
        return places & labels.keys() or {NOWHERE}

    return Groups({**labels, NOWHERE: _("Không thuộc huyện nào")}, keys)


def _communes(programme_year: ProgrammeYear, viewer: Viewer) -> Groups:
    communes = Commune.objects.visible_to(viewer).select_related("district").order_by("sort_key", "code", "pk")
    labels = {str(row.pk): row.full_name for row in communes}
    helped = _helped(programme_year, viewer, "commune_id")

    def keys(row: ObligationRow) -> set[str]:
        return {str(pk) for pk in helped(row)} or {NOWHERE}

    return Groups({**labels, NOWHERE: _("Không được phân công xã nào")}, keys)


def _helped(programme_year: ProgrammeYear, viewer: Viewer, place: str) -> Callable[[ObligationRow], set[int]]:
    """Where the row's unit was assigned on any day of the row's year (one query)."""
    assigned: dict[int, list[tuple[int, int | None, int]]] = defaultdict(list)
    rows = Twinning.objects.visible_to(viewer).filter(programme=programme_year.programme)
    for unit, starts_on, ends_on, pk in rows.order_by().values_list("unit", "starts_on", "ends_on", place):
        assigned[unit].append((starts_on.year, ends_on and ends_on.year, pk))

    def places(row: ObligationRow) -> set[int]:
        return {
            pk for first, last, pk in assigned[row.unit_id] if first <= row.year and (last is None or row.year <= last)
        }

    return places

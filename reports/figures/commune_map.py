"""The communes of a year coloured by one measure, for the map page and the dashboard.

`commune_map(programme_year, viewer, "NG03")` gives a `CommuneMap`; show it with
`{% include "reports/_map.html" with map=map only %}`, on a page that also has `css/map.css` and the module `js/map.js`
(without the latter the map still reads and its links work). `small=True` leaves out what is off the list.

Outlines are those of the communes in force on the map's day; where there are none, tiles by district stand in."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from communes.boundaries.drawing import draw
from communes.figures.classes import ValueClass, class_at, classes_of
from communes.models import Boundary, Commune, Designation, ProgrammeYear
from communes.models.places import CommuneQuerySet
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.figures.map_measures import map_measures
from reports.figures.map_types import Answers, CommuneMap, LegendLine, MapMeasure, MapPlace, Question

DEFAULT = "NG03"


def map_days(programme_year: ProgrammeYear, viewer: Viewer) -> list[date]:
    """The days a year may be mapped at: its last one, and before it the last day of communes that ended in the year.

    First the day to show unless asked otherwise: the latest on which anything of the list was in force."""
    year = programme_year.year
    seen = Commune.objects.visible_to(viewer)
    ended = seen.filter(valid_to__year=year).order_by("-valid_to").values_list("valid_to", flat=True).distinct()
    days = list(dict.fromkeys([date(year, 12, 31), *ended]))
    filled = [day for day in days if _listed(programme_year, viewer, day).in_force(day).exists()]
    first = filled[0] if filled else _last_day_of_list(programme_year, viewer) or days[0]
    return [first, *(day for day in days if day != first)]


def _last_day_of_list(programme_year: ProgrammeYear, viewer: Viewer) -> date | None:
    """When all communes of the list ended before the year: the last day that any of them was in force."""
    listed = _listed(programme_year, viewer, date(programme_year.year, 12, 31))
    return listed.aggregate(day=Max("valid_to"))["day"]


def _listed(programme_year: ProgrammeYear, viewer: Viewer, day: date) -> CommuneQuerySet:
    rows = Designation.objects.on(programme_year.programme, day)
    return Commune.objects.visible_to(viewer).filter(pk__in=rows.values("commune"))


def commune_map(
    programme_year: ProgrammeYear,
    viewer: Viewer,
    measure: MapMeasure | str = DEFAULT,
    *,
    day: date | None = None,
    shown: Collection[int] | None = None,
    small: bool = False,
) -> CommuneMap | None:
    """The map of a measure (or its code) within the viewer's scope; None when there is no such measure.

    `shown` colours only these of the list, as filtered; a constant number of queries."""
    if isinstance(measure, str):
        found = next((each for each in map_measures(programme_year) if each.code == measure), None)
        if found is None:
            return None
        measure = found
    day = day or map_days(programme_year, viewer)[0]
    communes = _communes(viewer, day)
    listed = set(_listed(programme_year, viewer, day).values_list("pk", flat=True))
    coloured = frozenset(row.pk for row in communes if row.pk in listed and (shown is None or row.pk in shown))
    answers = measure.read(Question(programme_year, viewer, day, tuple(coloured)))
    classes = classes_of(_values(answers))
    places = [_place(row, coloured, answers, classes) for row in communes]
    places = [place for place in places if place.is_shown or not small]
    drawn = Boundary.objects.visible_to(viewer).filter(commune__in=[place.commune.pk for place in places])
    outlines = {row.commune_id: row for row in drawn}
    sheet = draw({pk: row.geometry for pk, row in outlines.items()})
    shapes = sheet.shapes if sheet else {}
    return CommuneMap(
        programme_year,
        measure,
        day,
        tuple(replace(place, shape=shapes.get(place.commune.pk)) for place in places),
        tuple(_legend(places, classes, measure)),
        sheet,
        answers.note,
        tuple(sorted({row.source for row in outlines.values()} - {""})),
        small,
    )


def _communes(viewer: Viewer, day: date) -> list[Commune]:
    """Communes in force on the day, by district and name."""
    rows = Commune.objects.visible_to(viewer).in_force(day).select_related("district")
    return list(rows.order_by("district__sort_key", "sort_key", "code"))


def _values(answers: Answers) -> list[Decimal]:
    """What is compared, as it is printed."""
    return [
        figure.rounded
        for pk, figure in answers.figures.items()
        if figure.rounded is not None and pk not in answers.apart
    ]


def _place(commune: Commune, coloured: Collection[int], answers: Answers, classes: list[ValueClass]) -> MapPlace:
    if commune.pk not in coloured:
        return MapPlace(commune, None, _("không thuộc danh sách đang xem"), "pale")
    figure = answers.figures.get(commune.pk)
    text = answers.words.get(commune.pk, str(formats.MISSING))
    if figure is None or figure.rounded is None:
        return MapPlace(commune, figure, text, "missing")
    if commune.pk in answers.apart:
        return MapPlace(commune, figure, _("%(text)s (chuẩn khác)") % {"text": text}, "apart")
    own = class_at(classes, figure.rounded)
    return MapPlace(commune, figure, text, str(own.shade) if own else "missing")


def _legend(places: Iterable[MapPlace], classes: list[ValueClass], measure: MapMeasure) -> list[LegendLine]:
    lines = []
    for each in classes:
        low, high = measure.told(each.low), measure.told(each.high)
        label = low if low == high else _("từ %(low)s đến %(high)s") % {"low": low, "high": high}
        lines.append(LegendLine(str(each.shade), label, each.count))
    looks = [place.look for place in places]
    for look, label in (
        ("missing", str(formats.MISSING)),
        ("apart", _("đo theo chuẩn khác")),
        ("pale", _("không thuộc danh sách đang xem")),
    ):
        if look in looks:
            lines.append(LegendLine(look, label, looks.count(look)))
    return lines

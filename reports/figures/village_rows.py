"""The rows of Biểu 3: what each village reported, criterion by criterion."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.readings import Readings
from communes.models import IndicatorPart, ProgrammeYear, Village, designated_communes
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer

CRITERIA = ("DC01", "NG01", "NG03", "HT03.1", "HT06", "VH01.3", "DB01.3", "DB01.2", "DB04.3", "ND01.1")
"""Indicator parts by which a village is no đủ – vững mạnh – an toàn, the judgement itself last."""


@dataclass(frozen=True)
class VillageRow:
    """One village's year: values by part code, as numbers, or as words where a part is answered in words."""

    village_id: int
    district: str
    commune: str
    name: str
    values: dict[str, Figure | str | None]


def criteria() -> list[IndicatorPart]:
    """The parts Biểu 3 prints; what staff have retired is left out."""
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    return [parts[code] for code in CRITERIA if code in parts]


def village_rows(programme_year: ProgrammeYear, viewer: Viewer, parts: list[IndicatorPart]) -> list[VillageRow]:
    """Every village of the listed communes in scope at the end of the year, by district, commune and name."""
    year = programme_year.year
    listed = designated_communes(programme_year.programme, year).visible_to(viewer)
    readings = Readings(listed.values_list("pk", flat=True), (year,), parts)
    villages = (
        Village.objects.filter(commune__in=listed)
        .select_related("commune__district")
        .order_by("commune__district__sort_key", "commune__sort_key", "commune_id", "sort_key")
    )
    return [
        VillageRow(
            village.pk,
            str(village.commune.district or village.commune.province_name),
            village.commune.name,
            str(village),
            {part.code: _value(readings, part, village, year) for part in parts},
        )
        for village in villages
        if village.pk in readings.villages_of(village.commune_id, year)
    ]


def _value(readings: Readings, part: IndicatorPart, village: Village, year: int) -> Figure | str | None:
    if part.kind == PartKind.RATIO:
        return _rate(readings, part, village, year)
    reading = readings.of_village(part, village.pk, year)
    if reading is None:
        return None
    if part.is_word:
        return _word(part, int(reading.value))
    return Figure(part.code, part.label, part.unit, reading.value, part.decimals)


def _rate(readings: Readings, part: IndicatorPart, village: Village, year: int) -> Figure | None:
    halves = [readings.of_village(half, village.pk, year) for half in (part.numerator, part.denominator) if half]
    if len(halves) < 2 or not halves[0] or not halves[1] or not halves[1].value:
        return None
    rate = halves[0].value * 100 / halves[1].value
    return Figure(part.code, part.label, part.unit, rate, part.decimals, halves[0].value, halves[1].value)


def _word(part: IndicatorPart, level: int) -> str:
    words = {int(value): str(label) for value, label in part.choices} or {0: _("không"), 1: _("có")}
    return words.get(level, "")

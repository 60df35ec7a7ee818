"""The rows behind a figure: what each commune (or village) gave for it, who entered it, when, and from what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.figures.completeness import Completeness
from communes.figures.readings import Readings
from communes.models import Commune, IndicatorPart, IndicatorValue, Village
from communes.words import figure_at, figure_words, value_words
from kontum04.core.figure import Figure


@dataclass(frozen=True)
class Shown:
    """A column: one part in one year."""

    part: IndicatorPart
    year: int

    @property
    def key(self) -> str:
        return f"{self.part.code}_{self.year}".replace(".", "_")


@dataclass(frozen=True)
class PlaceRow:
    """One commune or village with its figures by column. `values` orders rows; `entered` is the number behind them."""

    commune: Commune
    figures: dict[str, Figure]
    words: dict[str, str]
    village: Village | None = None
    entered: IndicatorValue | None = None
    is_summed: bool = False
    completeness: Completeness | None = None

    @property
    def values(self) -> dict[str, Decimal | None]:
        return {key: figure.value for key, figure in self.figures.items()}

    @property
    def source(self) -> str:
        if self.entered:
            return self.entered.source
        return _("cộng từ các thôn") if self.is_summed else ""


def columns_of(part: IndicatorPart, year: int) -> list[Shown]:
    """The part with what it is computed from: both halves of a rate, both years of a change."""
    if part.kind == PartKind.CHANGE and part.numerator:
        return [Shown(part.numerator, year - 1), Shown(part.numerator, year), Shown(part, year)]
    return [Shown(each, year) for each in (part.numerator, part.denominator, part) if each]


def commune_rows(communes: Iterable[Commune], readings: Readings, shown: Collection[Shown]) -> list[PlaceRow]:
    """One row a commune, in the order given."""
    return [
        PlaceRow(
            commune,
            {each.key: figure_at(readings, each.part, each.year, (commune.pk,)) for each in shown},
            {each.key: figure_words(readings, each.part, each.year, (commune.pk,)) for each in shown},
        )
        for commune in communes
    ]


def rows_behind(communes: Iterable[Commune], readings: Readings, part: IndicatorPart, year: int) -> list[PlaceRow]:
    """The rows a figure was made of: villages where only they are asked, else communes, each with its origin."""
    communes = list(communes)
    origin = _entered_part(part)
    stored = _stored(origin, [commune.pk for commune in communes], year, readings)
    if part.is_of_villages and not part.is_computed:
        return _village_rows(communes, readings, Shown(part, year), stored)
    return [
        replace(
            row,
            entered=stored.get((row.commune.pk, None)),
            is_summed=readings.sum_of_villages(origin, row.commune.pk, year) is not None,
        )
        for row in commune_rows(communes, readings, columns_of(part, year))
    ]


def _village_rows(communes: list[Commune], readings: Readings, shown: Shown, stored: "Stored") -> list[PlaceRow]:
    by_pk = {commune.pk: commune for commune in communes}
    asked = {village for commune in by_pk for village in readings.villages_of(commune, shown.year)}
    part, rows = shown.part, []
    for village in Village.objects.filter(commune__in=by_pk).order_by("commune__sort_key", "sort_key"):
        if village.pk not in asked:
            continue
        reading = readings.of_village(part, village.pk, shown.year)
        value = reading.value if reading else None
        figure = Figure(part.code, part.label, part.unit, value, part.decimals)
        entered = stored.get((village.commune_id, village.pk))
        words = {shown.key: value_words(part, value)}
        rows.append(PlaceRow(by_pk[village.commune_id], {shown.key: figure}, words, village, entered))
    return rows


def _entered_part(part: IndicatorPart) -> IndicatorPart:
    """The entered number that a computed part begins with."""
    return _entered_part(part.numerator) if part.is_computed and part.numerator else part


Stored = dict[tuple[int, int | None], IndicatorValue]


def _stored(part: IndicatorPart, communes: list[int], year: int, readings: Readings) -> Stored:
    """Stored numbers by commune and village; of two standards the one in force."""
    rows = IndicatorValue.objects.filter(part=part, commune__in=communes, year=year)
    in_force = readings.standard_in_force(part, year)
    found: Stored = {}
    for row in rows.select_related("updated_by", "standard"):
        key = (row.commune_id, row.village_id)
        if key not in found or row.standard == in_force:
            found[key] = row
    return found

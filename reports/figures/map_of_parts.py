"""The map by an indicator: each commune's own figure, never put together with one of another standard."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.readings import Readings
from communes.models import IndicatorPart, Standard
from communes.words import figure_at, figure_words, value_words
from kontum04.core import formats
from kontum04.core.figure import PERCENT, Figure
from reports.figures.map_types import Answers, MapMeasure, Question


def of_part(part: IndicatorPart) -> MapMeasure:
    def read(question: Question) -> Answers:
        year = question.programme_year.year
        readings = Readings(question.communes, (year - 1, year), [part])
        figures = {pk: figure_at(readings, part, year, (pk,)) for pk in question.communes}
        words = {pk: figure_words(readings, part, year, (pk,)) for pk in question.communes}
        if not part.is_counted:
            words = {pk: figure.text_with_unit for pk, figure in figures.items()}
        return _by_standard(part, readings, year, Answers(figures, words))

    def told(value: Decimal) -> str:
        if part.is_word and part.at_commune:
            return value_words(part, value)
        return Figure(part.code, part.label, part.unit, value, part.decimals).text_with_unit

    kind = "text" if part.is_word else _kind(part.unit, part.decimals)
    return MapMeasure(part.code, part.label, part.indicator.group.name, read, told, kind, part.decimals, part.code)


def _kind(unit: str, decimals: int) -> str:
    return "percent" if unit == PERCENT else "decimal" if decimals else "integer"


def _by_standard(part: IndicatorPart, readings: Readings, year: int, answers: Answers) -> Answers:
    """Sets apart what was measured by another standard than most; the standard is said."""
    base = _entered(part)
    if not base.standard_family:
        return answers
    found = {
        pk: reading.standard
        for pk, figure in answers.figures.items()
        if figure.value is not None and (reading := readings.of_commune(base, pk, year))
    }
    in_force = readings.standard_in_force(base, year)
    most = Counter(found.values()).most_common(1)
    used = most[0][0] if most else in_force.pk if in_force else None
    standard = in_force if in_force and in_force.pk == used else Standard.objects.filter(pk=used or 0).first()
    apart = frozenset(pk for pk, own in found.items() if own != used)
    notes = [f"{standard}."] if standard else []
    if apart:
        notes.append(_("%(count)s xã đo theo chuẩn khác, không xếp mức.") % {"count": formats.number(len(apart))})
    return replace(answers, apart=apart, note=" ".join(notes))


def _entered(part: IndicatorPart) -> IndicatorPart:
    """The entered number that a computed part begins with."""
    return _entered(part.numerator) if part.is_computed and part.numerator else part

"""What communes can be coloured by on the map: indicators, who helps how much, how they stand by the rules.

A measure reads what is computed elsewhere; nothing is worked out here but which place has which figure."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from communes.figures.assessment import Holds, assessments
from communes.figures.readings import Readings
from communes.models import Designation, ExitRuleSet, IndicatorPart, ProgrammeYear, Standard
from communes.tables_assessment import VERDICTS
from communes.words import figure_at, figure_words, value_words
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import EVERYONE
from kontum04.core.figure import DONG, PERCENT, Figure
from kontum04.core.scoping import Viewer
from twinning.figures.help import HelpTotals, help_of, measure_figure, per_household
from twinning.models import Twinning

HOUSEHOLDS = "DC01"
NOT_UNITS = EVERYONE - {Role.UNIT}
"""A unit sees its own share of the help, which is not the commune's, and is not told how a commune is judged."""


@dataclass(frozen=True)
class Question:
    """What is asked: the year, who reads, the day of the map and the communes on it."""

    programme_year: ProgrammeYear
    viewer: Viewer
    day: date
    communes: tuple[int, ...]


@dataclass(frozen=True)
class Answers:
    """A figure per commune with its words; an absent one was not reported. Those `apart` were measured by another
    standard than the rest and are not compared with it; `note` says what a reader must know."""

    figures: Mapping[int, Figure]
    words: Mapping[int, str]
    apart: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class MapMeasure:
    """One choice of the map. `told` writes a value as the legend does; `part` is what `indicator-list` lists."""

    code: str
    label: str
    group: str
    read: Callable[[Question], Answers]
    told: Callable[[Decimal], str]
    kind: str = "integer"
    decimals: int = 0
    part: str = ""
    roles: frozenset[Role] = EVERYONE


def map_measures(programme_year: ProgrammeYear) -> list[MapMeasure]:
    """All measures of a year in the order of the choice list, indicators first (two queries)."""
    rules = ExitRuleSet.objects.in_force(programme_year.programme, programme_year.year)
    return [
        *(_of_part(part) for part in IndicatorPart.objects.reported()),
        *_of_help(),
        _units(),
        _category(programme_year),
        *(_verdict(rule_set) for rule_set in rules),
    ]


# --- Indicators -------------------------------------------------------------------------------------------------------


def _of_part(part: IndicatorPart) -> MapMeasure:
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
    standard = in_force if in_force and in_force.pk == used else Standard.objects.filter(pk=used).first()
    apart = frozenset(pk for pk, own in found.items() if own != used)
    notes = [f"{standard}."] if standard else []
    if apart:
        notes.append(_("%(count)s xã đo theo chuẩn khác, không xếp mức.") % {"count": formats.number(len(apart))})
    return replace(answers, apart=apart, note=" ".join(notes))


def _entered(part: IndicatorPart) -> IndicatorPart:
    """The entered number that a computed part begins with."""
    return _entered(part.numerator) if part.is_computed and part.numerator else part


# --- Help and units ---------------------------------------------------------------------------------------------------


def _of_help() -> list[MapMeasure]:
    def of(measure: str, label: str) -> MapMeasure:
        def read(question: Question) -> Answers:
            given = help_of(question.programme_year, question.viewer).by_commune
            helped = [pk for pk in question.communes if pk in given]
            return _told({pk: measure_figure(given[pk], measure, label=label) for pk in helped})

        def told(value: Decimal) -> str:
            totals = HelpTotals({"money_savings" if measure == "money_total" else measure: value})
            return measure_figure(totals, measure, label=label).text_with_unit

        return MapMeasure(f"help.{measure}", label, _("Kết quả giúp đỡ"), read, told, roles=NOT_UNITS)

    return [
        of("money_total", _("Kinh phí giúp đỡ")),
        _per_household(),
        of("trips", _("Lượt người xuống xã")),
        of("workdays", _("Ngày công giúp xã")),
        of("works_completed", _("Công trình hoàn thành")),
        of("party_members", _("Đảng viên mới do đơn vị giúp")),
    ]


def _per_household() -> MapMeasure:
    label = _("Kinh phí giúp mỗi hộ")

    def figure(value: Decimal | None) -> Figure:
        return Figure("help.per_household", label, DONG, value)

    def read(question: Question) -> Answers:
        year = question.programme_year.year
        given = help_of(question.programme_year, question.viewer).by_commune
        part = IndicatorPart.objects.in_use().filter(code=HOUSEHOLDS).first()
        if part is None:
            return Answers({}, {})
        readings = Readings(question.communes, (year,), [part])
        households = {pk: figure_at(readings, part, year, (pk,)).value for pk in question.communes}
        return _told({pk: figure(per_household(given.get(pk), living)) for pk, living in households.items()})

    def told(value: Decimal) -> str:
        return figure(value).text_with_unit

    return MapMeasure("help.per_household", label, _("Kết quả giúp đỡ"), read, told, roles=NOT_UNITS)


def _units() -> MapMeasure:
    label = _("Số đơn vị kết nghĩa")

    def figure(count: int | Decimal) -> Figure:
        return Figure("units", label, _("đơn vị"), Decimal(count))

    def read(question: Question) -> Answers:
        day = question.day
        rows = Twinning.objects.visible_to(question.viewer).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            programme=question.programme_year.programme,
            starts_on__lte=day,
            village__isnull=True,
        )
        counts = dict(rows.order_by().values_list("commune").annotate(Count("unit", distinct=True)))
        return _told({pk: figure(counts.get(pk, 0)) for pk in question.communes})

    def told(value: Decimal) -> str:
        return figure(value).text_with_unit

    return MapMeasure("units", label, _("Đơn vị, danh sách"), read, told, roles=NOT_UNITS)


def _told(figures: Mapping[int, Figure]) -> Answers:
    return Answers(figures, {pk: figure.text_with_unit for pk, figure in figures.items()})


# --- Where they stand -------------------------------------------------------------------------------------------------


def _category(programme_year: ProgrammeYear) -> MapMeasure:
    """The commune's category; of several the key one, then the first."""
    ordered = sorted(programme_year.programme.categories.all(), key=lambda row: (not row.is_key, row.order))
    label, last = _("Diện xã"), len(ordered)
    values = {row.pk: Decimal(last - at) for at, row in enumerate(ordered)}
    short = {values[row.pk]: row.short_name for row in ordered}
    names = {values[row.pk]: row.name for row in ordered}

    def read(question: Question) -> Answers:
        rows = Designation.objects.filter(commune__in=question.communes)
        of_day = rows.on(question.programme_year.programme, question.day)
        best: dict[int, Decimal] = {}
        for commune, category in of_day.values_list("commune", "category"):
            best[commune] = max(best.get(commune, Decimal(0)), values[category])
        figures = {pk: Figure("category", label, "", value) for pk, value in best.items()}
        return Answers(figures, {pk: short[value] for pk, value in best.items()})

    return MapMeasure("category", label, _("Đơn vị, danh sách"), read, names.__getitem__, "text")


def _verdict(rule_set: ExitRuleSet) -> MapMeasure:
    """What one rule set says: may leave or not; unknown is missing."""
    code, at = f"exit.{rule_set.code}", rule_set.code

    def read(question: Question) -> Answers:
        figures, words = {}, {}
        for found in assessments(question.programme_year, question.viewer, question.communes):
            verdict = next((each for each in found.verdicts if each.rule_set.code == at), None)
            if verdict is None:
                continue
            value = {Holds.YES: Decimal(1), Holds.NO: Decimal(0)}.get(verdict.may_leave)
            figures[found.commune.pk] = Figure(code, rule_set.title, "", value)
            words[found.commune.pk] = str(VERDICTS[verdict.may_leave])
        return Answers(figures, words)

    def told(value: Decimal) -> str:
        return str(VERDICTS[Holds.YES if value else Holds.NO])

    return MapMeasure(code, rule_set.title, _("Điều kiện ra khỏi danh sách"), read, told, "text", roles=NOT_UNITS)

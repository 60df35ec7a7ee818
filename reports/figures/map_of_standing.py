"""The map by where communes stand: their category, and what the rules for leaving the list say."""

from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.assessment import Holds, assessments
from communes.models import Designation, ExitRuleSet, ProgrammeYear
from communes.tables_assessment import VERDICTS
from kontum04.core.figure import Figure
from reports.figures.map_types import NOT_UNITS, Answers, MapMeasure, Question


def of_category(programme_year: ProgrammeYear) -> MapMeasure:
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


def of_verdict(rule_set: ExitRuleSet) -> MapMeasure:
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

"""What communes can be coloured by on the map: indicators, who helps how much, how they stand by the rules.

A measure reads what is computed elsewhere; nothing is worked out here but which place has which figure."""

from communes.models import ExitRuleSet, IndicatorPart, ProgrammeYear
from reports.figures.map_of_help import of_help, of_units
from reports.figures.map_of_parts import of_part
from reports.figures.map_of_standing import of_category, of_verdict
from reports.figures.map_types import MapMeasure


def map_measures(programme_year: ProgrammeYear) -> list[MapMeasure]:
    """All measures of a year in the order of the choice list, indicators first (a constant number of queries)."""
    rules = ExitRuleSet.objects.in_force(programme_year.programme, programme_year.year)
    return [
        *(of_part(part) for part in IndicatorPart.objects.reported()),
        *of_help(),
        of_units(),
        of_category(programme_year),
        *(of_verdict(rule_set) for rule_set in rules),
    ]

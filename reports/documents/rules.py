"""Which rule-set a programme's document follows, with what the office changed in it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import F, Q

from communes.models import Programme
from reports.documents.layout import RULE_SETS, RuleSet, choose_rule_set
from reports.documents.measure_list import MEASURES
from reports.documents.measures import with_measure
from reports.models import LayoutOverride

BY_CODE: Mapping[str, RuleSet] = {rule_set.code: rule_set for rule_set in RULE_SETS}


def rule_set_for(programme: Programme, on: dt.date, code: str = "") -> RuleSet:
    """The rule-set named `code`; without a name, the one of the programme's style in force `on` that day.

    What the office changed for all programmes comes first, then what it changed for this one.
    Raise KeyError for a name that does not exist.
    """
    rule_set = BY_CODE[code] if code else choose_rule_set(programme.style, on)
    of_programme = Q(programme=programme) | Q(programme=None)
    changes = LayoutOverride.objects.filter(of_programme, rule_set=rule_set.code)
    return changed(rule_set, changes.order_by(F("programme").asc(nulls_first=True)))


def changed(rule_set: RuleSet, changes: Iterable[LayoutOverride]) -> RuleSet:
    """The rule-set with the changes in their order."""
    for change in changes:
        rule_set = with_measure(rule_set, change.measure, MEASURES[change.measure].value(change.value))
    return rule_set

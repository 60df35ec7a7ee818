"""Which rule-set a programme's document follows."""

import datetime as dt

from communes.models import Programme
from reports.documents.layout import RULE_SETS, RuleSet, choose_rule_set


def rule_set_for(programme: Programme, on: dt.date, code: str = "") -> RuleSet:
    """The rule-set named `code`; without a name, the one of the programme's style in force `on` that day.

    Raise KeyError for a name that does not exist.
    """
    return {rule_set.code: rule_set for rule_set in RULE_SETS}[code] if code else choose_rule_set(programme.style, on)

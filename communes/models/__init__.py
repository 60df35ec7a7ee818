"""The ground floor's tables, one module a subject."""

from .boundaries import Boundary
from .exit_rules import ExitCriterion, ExitRuleSet
from .exits import ExitProposal
from .indicators import (
    COMPUTED_KINDS,
    Indicator,
    IndicatorGroup,
    IndicatorPart,
    IndicatorValue,
    Standard,
    ValidationRule,
    YearNote,
)
from .inspections import Inspection
from .places import Commune, Decision, District, Succession, Village
from .postings import Posting
from .programmes import (
    CommuneCategory,
    Designation,
    Programme,
    ProgrammeYear,
    PublishedFigure,
    Target,
    designated_communes,
)
from .prosperity_rules import PlaceLevel, ProsperityCriterion, ProsperityRuleSet
from .remarks import Remark

__all__ = [
    "COMPUTED_KINDS",
    "Boundary",
    "Commune",
    "CommuneCategory",
    "Decision",
    "Designation",
    "District",
    "ExitCriterion",
    "ExitProposal",
    "ExitRuleSet",
    "Indicator",
    "IndicatorGroup",
    "IndicatorPart",
    "IndicatorValue",
    "Inspection",
    "PlaceLevel",
    "Posting",
    "Programme",
    "ProgrammeYear",
    "ProsperityCriterion",
    "ProsperityRuleSet",
    "PublishedFigure",
    "Remark",
    "Standard",
    "Succession",
    "Target",
    "ValidationRule",
    "Village",
    "YearNote",
    "designated_communes",
]

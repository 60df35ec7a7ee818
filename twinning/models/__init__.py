"""The twinning floor's tables, one module a subject."""

from .filings import (
    Confirmation,
    Contribution,
    Evidence,
    Plan,
    PlanItem,
    Report,
    ReportSection,
    ReportVersion,
    WorkResult,
)
from .overlaps import OverlapNote
from .partners import PlanPartner
from .periods import DefaultDueDate, Extension, FormSection, Obligation, ReportingPeriod, WorkGroup
from .proposals import AssignmentProposal, Commendation
from .reminders import Notice, ReminderStep
from .requests import Request
from .scoring import Criterion, RankBand, RatingOverrule, RatingReply, ScoreScheme
from .signals import SignalAnswer, SignalRule
from .successions import UnitSuccession
from .units import Membership, Twinning, Unit

__all__ = [
    "AssignmentProposal",
    "Commendation",
    "Confirmation",
    "Contribution",
    "Criterion",
    "DefaultDueDate",
    "Evidence",
    "Extension",
    "FormSection",
    "Membership",
    "Notice",
    "Obligation",
    "OverlapNote",
    "Plan",
    "PlanItem",
    "PlanPartner",
    "RankBand",
    "RatingOverrule",
    "RatingReply",
    "ReminderStep",
    "Report",
    "ReportSection",
    "ReportVersion",
    "ReportingPeriod",
    "Request",
    "ScoreScheme",
    "SignalAnswer",
    "SignalRule",
    "Twinning",
    "Unit",
    "UnitSuccession",
    "WorkGroup",
    "WorkResult",
]

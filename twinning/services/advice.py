"""From advice to proposals: a person picks changes, each becomes a draft for the head and a decision."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core.problems import Problem, Problems
from twinning.figures.advice.changes import Advice
from twinning.figures.advice.optimum import Pair
from twinning.models import AssignmentProposal
from twinning.services.assignments import Idea, draft


@transaction.atomic
def propose(
    *, programme_year: ProgrammeYear, advice: Advice, picked: Collection[Pair], by: User
) -> list[AssignmentProposal]:
    """Draft the picked changes, all or none. Raise Problems naming each pair that cannot be proposed."""
    chosen = [change for change in advice.changes if change.pair in picked]
    if not chosen:
        raise Problems([Problem(_("Thay đổi"), _("chưa chọn dòng nào trong lời khuyên."))])
    made, problems = [], []
    for change in chosen:
        unit, commune = change.unit.unit, change.commune.commune
        idea = Idea(unit, commune, change.change, change.reason)
        try:
            made.append(draft(programme_year=programme_year, idea=idea, by=by))
        except Problems as refusal:
            problems += [Problem(f"{unit} – {commune}", problem.message) for problem in refusal.problems]
    if problems:
        raise Problems(problems)
    return made

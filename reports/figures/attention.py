"""What waits for somebody's word, in numbers: each the count of the rows of one filtered list."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from communes.choices import ExitStage, InspectionState
from communes.figures.assessment import assessments
from communes.models import ExitProposal, Inspection, ProgrammeYear
from kontum04.core.figure import Figure
from kontum04.core.scoping import Viewer
from reports.figures.counts import count
from reports.figures.league_communes import may_leave
from twinning.choices import AssignmentStatus
from twinning.models import AssignmentProposal


def attention_figures(programme_year: ProgrammeYear, viewer: Viewer) -> list[Figure]:
    """Agreements overdue, communes that may leave the list, proposals at each step, as far as the viewer may see."""
    of_year = (programme_year.programme, programme_year.year)
    visits = Inspection.objects.visible_to(viewer).in_year(*of_year)
    overdue = visits.in_state(InspectionState.OVERDUE, programme_year.as_of).count()
    ready = sum(may_leave(found) for found in assessments(programme_year, viewer))
    stages = _counts(ExitProposal.objects.visible_to(viewer).in_year(*of_year), "stage")
    steps = _counts(AssignmentProposal.objects.visible_to(viewer).in_year(*of_year), "status")
    commune, proposal = _("xã"), _("đề xuất")
    return [
        count("inspections.overdue", _("Việc hẹn khi kiểm tra, quá hạn"), _("việc"), overdue),
        count("exits.may_leave", _("Xã đủ điều kiện thoát diện"), commune, ready),
        count("exits.candidate", _("Xã dự kiến xét thoát diện"), commune, stages.get(ExitStage.CANDIDATE, 0)),
        count("exits.proposed", _("Xã đã đề nghị công nhận"), commune, stages.get(ExitStage.PROPOSED, 0)),
        count("assignments.draft", _("Phân công chờ duyệt"), proposal, steps.get(AssignmentStatus.DRAFT, 0)),
        count("assignments.approved", _("Phân công chờ quyết định"), proposal, steps.get(AssignmentStatus.APPROVED, 0)),
    ]


def _counts(rows: QuerySet, field: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))

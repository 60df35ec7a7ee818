"""The first page: what must I do now, until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from communes.models import ProgrammeYear
from communes.yearly import YearMixin
from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may, roles_required
from reports.board import board_of
from reports.figures.review import review_figures
from reports.homes.local import commune_home, place_home
from reports.homes.member import member_home
from reports.homes.office import office_home
from reports.homes.tasks import TaskList
from reports.homes.unit import unit_home
from twinning.choices import AssignmentStatus
from twinning.models import AssignmentProposal
from twinning.views.access import APPROVERS


@require_GET
@roles_required(EVERYONE)
def home(request: HttpRequest) -> HttpResponse:
    """Leads to the home of the newest opened year; without one, says who opens it."""
    newest = ProgrammeYear.objects.worked_in().select_related("programme").first()
    if newest is None:
        return render(request, "reports/no_year.html", {"may_open": may(request.user, OFFICE_STAFF)})
    return redirect("year-home", programme=newest.programme.code, year=newest.year)


class YearHome(YearMixin, RoleRequiredMixin, TemplateView):
    """One home per role: lists of tasks for those who work, figures and papers first for those who read."""

    roles = EVERYONE
    template_name = "reports/home.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        reads = user.role in (Role.LEADERSHIP, Role.HEAD) and not user.is_superuser
        context = super().get_context_data(**kwargs) | {"may_open": user.is_office, "reads": reads}
        return context | (self._reading() if reads else {"task_lists": self._tasks()})

    def _tasks(self) -> list[TaskList]:
        user, year = self.request.user, self.programme_year
        if user.is_office:
            return office_home(year, user)
        match user.role:
            case Role.UNIT:
                return unit_home(year, user)
            case Role.COMMUNE:
                return commune_home(year, user)
            case Role.DISTRICT:
                return place_home(year, user, entry_page="commune-figures")
            case _:
                return member_home(year, user)

    def _reading(self) -> dict:
        figures = review_figures(self.programme_year, self.request.user)
        board = board_of(self.programme_year, self.request.user, figures)
        return {"figures": figures, "board": board, "approvals": self._approvals()}

    def _approvals(self) -> int:
        """Proposed assignments that wait for this person's word."""
        if not may(self.request.user, APPROVERS):
            return 0
        rows = AssignmentProposal.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.filter(status=AssignmentStatus.DRAFT).count()

"""Which communes may leave the list, by the rules of the year: all of them, and one with its figures."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.figures.assessment import Assessment, assessments
from communes.filters import CommuneFilter
from communes.models import Commune, ExitProposal, ExitRuleSet
from communes.tables_assessment import AssessmentTable
from communes.views.access import ASSESSMENT_READERS, EXIT_KEEPERS
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.views import ListPage


class AssessmentList(YearMixin, TabbedList, ListPage):
    """Every commune on the list, and those that left it, with what each rule set says."""

    model = Commune
    table_class = AssessmentTable
    filterset_class = CommuneFilter
    roles = ASSESSMENT_READERS
    tab = "exit-assessment"
    heading = _("Đánh giá điều kiện ra khỏi danh sách")
    count_label = _("{count} xã")
    empty_title = _("Chưa có xã nào để đánh giá")
    empty_hint = _("Danh sách xã của chương trình và số liệu của năm là căn cứ đánh giá.")

    @cached_property
    def assessed(self) -> dict[int, Assessment]:
        return {found.commune.pk: found for found in assessments(self.programme_year, self.request.user)}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=self.assessed)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year}

    def get_table_data(self) -> list[Assessment]:
        shown = set(self.object_list.values_list("pk", flat=True))
        return [found for pk, found in self.assessed.items() if pk in shown]

    def get_table_kwargs(self) -> dict[str, Any]:
        return {
            "programme_year": self.programme_year,
            "rule_sets": list(ExitRuleSet.objects.in_force(self.programme, self.year)),
        }


class AssessmentDetail(YearMixin, RoleRequiredMixin, TemplateView):
    """One commune: every criterion, its figures, and what follows."""

    roles = ASSESSMENT_READERS
    template_name = "communes/assessment_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        commune = get_object_or_404(Commune.objects.visible_to(user), pk=self.kwargs["pk"])
        found = assessments(self.programme_year, user, [commune.pk])
        if not found:
            raise Http404
        proposals = ExitProposal.objects.visible_to(user).in_year(self.programme, self.year)
        return super().get_context_data(**kwargs) | {
            "commune": commune,
            "assessment": found[0],
            "proposal": proposals.filter(commune=commune).order_by("-pk").first(),
            "may_propose": may(user, EXIT_KEEPERS) and not found[0].has_left,
        }


urls = [
    path("assessment/", AssessmentList.as_view(), name="exit-assessment"),
    path("communes/<int:pk>/assessment/", AssessmentDetail.as_view(), name="exit-assessment-detail"),
]

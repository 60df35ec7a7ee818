"""Every filed round of a report, as it was when it was filed."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.core.access import RoleRequiredMixin
from twinning.figures.rounds import blocks, differences
from twinning.models import Report

from .access import OBLIGATION_READERS
from .edit_page import get_report, report_url


class ReportVersionPage(YearMixin, RoleRequiredMixin, TemplateView):
    """One filed round as it was, and what changed since the round before."""

    roles = OBLIGATION_READERS
    template_name = "twinning/report_version.html"

    @cached_property
    def report(self) -> Report:
        kwargs = {name: value for name, value in self.kwargs.items() if name != "n"}
        return get_report(self.request, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.report.versions.select_related("submitted_by", "reviewed_by")
        version = get_object_or_404(versions, number=self.kwargs["n"])
        before = versions.filter(number__lt=version.number).last()
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "version": version,
            "before": before,
            "differences": differences(before.content, version.content) if before else [],
            "blocks": blocks(version.content),
            "detail_url": report_url("report-detail", self.report),
            "numbers": list(self.report.versions.values_list("number", flat=True)),
        }


urls = [path("reports/<int:pk>/versions/<int:n>/", ReportVersionPage.as_view(), name="report-version")]

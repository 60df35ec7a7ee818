"""A plan or report to be read: by the unit, by the office beside its review, by whoever may see it."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.scoping import Viewer
from twinning import workflow
from twinning.figures.beside import form_sections
from twinning.figures.sides import sides_of
from twinning.history import report_changes
from twinning.models import Report

from .access import OBLIGATION_READERS
from .edit_page import days_left, evidence_rows, get_report, last_return, obligation_with_dates, report_url
from .filing import WRITERS


class ReportDetail(RoleRequiredMixin, YearMixin, TemplateView):
    """To read; whoever decides finds the steps open to him at the side."""

    roles = OBLIGATION_READERS
    template_name = "twinning/report_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        report = get_report(self.request, **self.kwargs)
        obligation = obligation_with_dates(report)
        content = _plan_content(report) if report.obligation.period.is_plan else _report_content(report, user)
        return (
            super().get_context_data(**kwargs)
            | content
            | {
                "report": report,
                "obligation": obligation,
                "days_late": obligation.days_late.days,
                "days_left": days_left(obligation),
                "facts": _facts(report),
                "returned": last_return(report),
                "evidence": evidence_rows(report, may_delete=False),
                "rounds": report.versions.select_related("submitted_by", "reviewed_by")
                .defer("content")
                .order_by("-number"),
                "transitions": decisions(user, report),
                "history": report_changes(report),
                "may_edit": may(user, WRITERS) and report.is_editable,
                "edit_url": report_url("report-edit", report),
            }
        )


def _plan_content(report: Report) -> dict[str, Any]:
    items = list(report.items.select_related("commune__district", "village", "work_group"))
    costs = [item.cost for item in items if item.cost is not None]
    return {"items": items, "cost_total": sum(costs) if costs else None}


def _report_content(report: Report, reader: Viewer) -> dict[str, Any]:
    texts = {row.section_id: row.text for row in report.sections.all()}
    works = report.works.select_related("commune__district", "plan_item", "joint_lead")
    sides = sides_of(report, reader)
    return {
        "communes": sides.communes,
        "last_note": sides.note,
        "works": list(works),
        "sections": [(section, texts.get(section.pk, "")) for section in form_sections(report)],
        "last_year": report.obligation.period.programme_year.year - 1,
    }


def _facts(report: Report) -> list[dict[str, Any]]:
    """Who filed, for whom, when. A paper filing names both: who signed it and who entered it."""
    facts = [{"label": _("Đơn vị"), "value": report.obligation.unit.name}]
    if report.submitted_at:
        facts.append({"label": _("Ngày nộp"), "value": formats.date_time(report.submitted_at)})
        entered = _("Người nhập thay") if report.paper_signer else _("Người nộp")
        facts.append({"label": entered, "value": str(report.submitted_by)})
    if report.paper_signer:
        facts.append({"label": _("Người ký bản giấy"), "value": report.paper_signer})
        facts.append({"label": _("Ngày nhận bản giấy"), "value": formats.date(report.paper_received_on)})
    return facts


def decisions(user, report: Report) -> tuple[workflow.Transition, ...]:
    """The office's steps open to the reader; filing itself happens on the page of the draft."""
    return tuple(step for step in workflow.open_to(user, report.status) if step.action != "submit")


urls = [path("reports/<int:pk>/", ReportDetail.as_view(), name="report-detail")]

"""What waits for the office's word, and one report beside all that helps to judge it."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.core.access import RoleRequiredMixin
from kontum04.core.views import ListPage
from twinning import workflow
from twinning.choices import ReportStatus, Verdict
from twinning.figures.beside import form_sections
from twinning.figures.claims import words_that_count
from twinning.figures.sides import sides_of
from twinning.figures.signals.asked import asked
from twinning.filters.obligations import FiledFilter
from twinning.models import Obligation, Report, ReportVersion
from twinning.services.plan_copy import last_plan_items
from twinning.tables.review import ReviewTable

from .access import DECIDERS
from .edit_page import evidence_rows, get_report, obligation_with_dates, report_url
from .tabs import ProgressTabs


def waiting(programme, year: int, user):
    """Obligations whose filing waits for the office's word, the longest waiting first."""
    rows = Obligation.objects.visible_to(user).in_year(programme, year)
    return rows.filter(report__status=ReportStatus.SUBMITTED).order_by("report__submitted_at", "report__pk")


class ReviewQueue(ProgressTabs, YearMixin, ListPage):
    """What waits, oldest first."""

    tab = "review-queue"
    model = Obligation
    table_class = ReviewTable
    filterset_class = FiledFilter
    roles = DECIDERS
    heading = _("Chờ duyệt")
    count_label = _("{count} báo cáo, kế hoạch chờ duyệt")
    empty_title = _("Không có báo cáo nào chờ duyệt")
    empty_hint = _("Báo cáo, kế hoạch đơn vị vừa nộp sẽ hiện ở đây, nộp trước xếp trên.")

    def get_queryset(self):
        versions = ReportVersion.objects.filter(report=OuterRef("report__pk")).order_by("-number")
        disputed = (
            words_that_count()
            .filter(contribution__report=OuterRef("report__pk"), verdict=Verdict.DISPUTED)
            .order_by()
            .values("contribution__report")
            .annotate(number=Count("pk"))
            .values("number")
        )
        rows = waiting(self.programme, self.year, self.request.user).with_state().with_timeliness()
        return rows.select_related("unit", "period", "report__submitted_by").annotate(
            rounds=Subquery(versions.values("number")[:1]),
            disputed=Coalesce(Subquery(disputed, output_field=IntegerField()), 0),
        )

    def get_table_kwargs(self) -> dict:
        return {"programme_year": self.programme_year}

    def get_main_action(self) -> dict | None:
        first = self.object_list.order_by("report__submitted_at", "report__pk").values_list("report", flat=True).first()
        if first is None:
            return None
        return {
            "label": _("Duyệt lần lượt"),
            "url": self.year_url("review-report", pk=first),
            "icon": "play",
        }


class ReviewReport(YearMixin, RoleRequiredMixin, TemplateView):
    """One report beside its plan, last year, the commune's word and the evidence; decided here, then the next one."""

    roles = DECIDERS
    template_name = "twinning/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = get_report(self.request, **self.kwargs)
        return super().get_context_data(**kwargs) | review_context(self.request, report)


def review_context(request: HttpRequest, report: Report) -> dict[str, Any]:
    """All that the page of one review shows; what was typed for a refused decision stands again in its fields."""
    obligation = obligation_with_dates(report)
    year = obligation.period.programme_year
    queue = list(waiting(year.programme, year.year, request.user).values_list("report", flat=True))
    before, after = neighbours(queue, report)
    content = plan_content(report) if obligation.period.is_plan else report_content(report, request)
    return content | {
        "report": report,
        "obligation": obligation,
        "programme_year": year,
        "days_late": obligation.days_late.days,
        "evidence": evidence_rows(report, may_delete=False),
        "rounds": report.versions.select_related("submitted_by", "reviewed_by").defer("content").order_by("-number"),
        "transitions": workflow.open_to(request.user, report.status),
        "position": queue.index(report.pk) + 1 if report.pk in queue else None,
        "waiting": len(queue),
        "previous_url": before and report_url("review-report", report, pk=before),
        "next_url": after and report_url("review-report", report, pk=after),
        "signals": asked(year, request.user, unit=obligation.unit_id),
        "typed_reason": request.POST.get("reason", ""),
    }


def neighbours(queue: list[int], report: Report) -> tuple[int | None, int | None]:
    """The reports before and after this one; from one that no longer waits, the queue begins anew."""
    if report.pk not in queue:
        return None, queue[0] if queue else None
    place = queue.index(report.pk)
    return (queue[place - 1] if place else None), (queue[place + 1] if place + 1 < len(queue) else None)


def plan_content(report: Report) -> dict[str, Any]:
    items = list(report.items.select_related("commune__district", "village", "work_group"))
    costs = [item.cost for item in items if item.cost is not None]
    return {"items": items, "cost_total": sum(costs) if costs else None, "last_items": last_plan_items(report)}


def report_content(report: Report, request: HttpRequest) -> dict[str, Any]:
    texts = {row.section_id: row.text for row in report.sections.all()}
    sections = [
        (section, texts.get(section.pk, ""), request.POST.get(f"section-{section.pk}", ""))
        for section in form_sections(report)
    ]
    works = report.works.select_related("commune__district", "plan_item", "joint_lead")
    sides = sides_of(report, request.user)
    return {
        "communes": sides.communes,
        "last_note": sides.note,
        "works": list(works),
        "sections": sections,
        "last_year": report.obligation.period.programme_year.year - 1,
    }


urls = [
    path("review/", ReviewQueue.as_view(), name="review-queue"),
    path("review/<int:pk>/", ReviewReport.as_view(), name="review-report"),
]

"""Proposed changes of who helps whom: the list, one proposal, the head's approval, carrying out by a decision."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.models import designated_communes
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.form_pages import FormPage
from kontum04.core.history import changes
from kontum04.core.views import ListPage
from twinning.choices import ASSIGNMENT_STANDING, AssignmentStatus
from twinning.filters.proposals import AssignmentFilter
from twinning.forms.proposals import ApplyForm, IdeaForm, ManyProposals, WhyForm
from twinning.models import AssignmentProposal, Unit
from twinning.services.assignments import apply, approve, decline, draft
from twinning.tables.proposals import AssignmentTable

from .access import ADVISED, APPROVERS, DECIDERS, PROPOSAL_READERS
from .tabs_of_units import UNIT_TABS


class OfAssignments(YearMixin):
    """The year's proposals in the reader's scope."""

    def proposals(self) -> QuerySet[AssignmentProposal]:
        rows = AssignmentProposal.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.select_related("unit", "commune__district", "decision", "programme")

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("assignment-list"), AssignmentList.heading


class AssignmentList(OfAssignments, TabbedList, ListPage):
    template_name = "twinning/assignment_list.html"
    model = AssignmentProposal
    table_class = AssignmentTable
    filterset_class = AssignmentFilter
    roles = PROPOSAL_READERS
    tab = "assignment-list"
    tabs_of_room = UNIT_TABS
    heading = _("Đề xuất phân công")
    empty_title = _("Chưa có đề xuất phân công nào trong năm này")
    empty_hint = _(
        "Cơ quan thường trực lập đề xuất thêm, thôi hoặc giữ nguyên; Trưởng ban duyệt; "
        "phân công chỉ thay đổi khi ghi quyết định."
    )

    def get_queryset(self) -> QuerySet[AssignmentProposal]:
        return self.proposals()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        found = dict(self.object_list.order_by().values_list("status").annotate(Count("pk")))
        told = [f"{formats.number(found[each])} {each.label.lower()}" for each in AssignmentStatus if each in found]
        return ", ".join([_t("%(count)s đề xuất") % {"count": formats.number(count)}, *told])

    def get_main_action(self) -> dict[str, Any] | None:
        """What waits for this person, else a new proposal."""
        user = self.request.user
        if may(user, APPROVERS) and self.proposals().filter(status=AssignmentStatus.DRAFT).exists():
            return {"label": _("Duyệt đề xuất"), "url": self.year_url("assignment-approve"), "icon": "check2-all"}
        if not may(user, DECIDERS):
            return None
        return {"label": _("Lập đề xuất"), "url": self.year_url("assignment-new"), "icon": "plus-lg"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        approved = self.proposals().filter(status=AssignmentStatus.APPROVED)
        if may(self.request.user, ADVISED) and approved.exists():
            context["decision_url"] = self.year_url("document-file", kind="decision", file_format="pdf")
            if may(self.request.user, DECIDERS):
                context["apply_url"] = self.year_url("assignment-apply")
        return context


class AssignmentDetail(OfAssignments, RoleRequiredMixin, TemplateView):
    roles = PROPOSAL_READERS
    template_name = "generic/steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.proposals(), pk=self.kwargs["pk"])
        back_url, back_label = self.get_back()
        return super().get_context_data(**kwargs) | {
            "title": str(row),
            "state": row.status,
            "state_label": row.get_status_display(),
            "back_url": back_url,
            "back_label": back_label,
            "facts": facts_of(row),
            "steps": self.steps(row),
            "history": changes(row),
        }

    def steps(self, row: AssignmentProposal) -> list[dict[str, Any]]:
        user = self.request.user
        told = (
            ("assignment-apply", _("Ghi quyết định phân công"), DECIDERS, (AssignmentStatus.APPROVED,), {}),
            ("assignment-approve", _("Duyệt đề xuất"), APPROVERS, (AssignmentStatus.DRAFT,), {}),
            ("assignment-decline", _("Không thực hiện"), DECIDERS | APPROVERS, ASSIGNMENT_STANDING, {"pk": row.pk}),
        )
        return [
            {"label": label, "url": self.year_url(name, **of_row)}
            for name, label, roles, statuses, of_row in told
            if may(user, roles) and row.status in statuses
        ]


def facts_of(row: AssignmentProposal) -> list[dict[str, Any]]:
    """What a proposal says; what does not apply at its status is left out."""
    facts = [
        {"label": _t("Đề xuất"), "value": row.get_change_display()},
        {"label": _t("Đơn vị"), "value": row.unit.name},
        {"label": _t("Xã"), "value": row.commune.full_name},
        {"label": _t("Lý do"), "value": row.reason},
    ]
    if row.leaves_alone:
        facts.append({"label": _t("Chủ trương"), "value": _t("Xã thôi được phân công kết nghĩa")})
    if row.decision:
        facts.append({"label": _t("Quyết định"), "value": f"{row.decision}, {row.decision.issuer}"})
        facts.append({"label": _t("Thực hiện từ ngày"), "value": formats.date(row.effective_on)})
    if row.declined_reason:
        facts.append({"label": _t("Lý do không thực hiện"), "value": row.declined_reason})
    return facts


class NewAssignment(OfAssignments, FormPage):
    roles = DECIDERS
    title = _("Lập đề xuất phân công")
    text = _("Phân công chưa thay đổi cho đến khi Trưởng ban duyệt và ghi quyết định.")
    submit_label = _("Lập đề xuất")
    done = _("Đã lập đề xuất: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        communes = designated_communes(self.programme, self.year).select_related("district")
        units = Unit.objects.in_force(dt.date(self.year, 12, 31)).order_by("sort_key")
        return IdeaForm(data, units=list(units), communes=list(communes.order_by("sort_key", "code")))

    def act(self, form: Any) -> AssignmentProposal:
        return draft(programme_year=self.programme_year, idea=form.idea, by=self.request.user)


class DeclineAssignment(OfAssignments, FormPage):
    roles = DECIDERS | APPROVERS
    title = _("Không thực hiện đề xuất")
    submit_label = _("Không thực hiện")
    done = _("Đã ghi không thực hiện: %(row)s.")
    form_class = WhyForm

    def find(self) -> AssignmentProposal:
        return get_object_or_404(self.proposals(), pk=self.kwargs["pk"])

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def act(self, form: Any) -> AssignmentProposal:
        return decline(proposal=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)


class ApproveAssignments(OfAssignments, FormPage):
    roles = APPROVERS
    title = _("Duyệt đề xuất phân công")
    submit_label = _("Duyệt")
    done = _("Đã duyệt %(row)s đề xuất.")

    def get_form(self, data: Any = None) -> forms.Form:
        return ManyProposals(data, proposals=self.proposals().filter(status=AssignmentStatus.DRAFT))

    def act(self, form: Any) -> str:
        return formats.number(approve(proposals=form.chosen, by=self.request.user))


class ApplyAssignments(OfAssignments, FormPage):
    roles = DECIDERS
    title = _("Ghi quyết định phân công")
    text = _(
        "Các đề xuất đã duyệt được chọn thành phân công theo quyết định này, tất cả cùng lúc hoặc không đề xuất nào."
    )
    submit_label = _("Thực hiện")
    done = _("Đã thực hiện %(row)s đề xuất.")

    def get_form(self, data: Any = None) -> forms.Form:
        approved = self.proposals().filter(status=AssignmentStatus.APPROVED)
        return ApplyForm(data, proposals=approved, programme_year=self.programme_year)

    def act(self, form: Any) -> str:
        effective_on = form.cleaned_data["effective_on"]
        return formats.number(
            apply(proposals=form.chosen, basis=form.basis, effective_on=effective_on, by=self.request.user)
        )


urls = [
    path("assignments/", AssignmentList.as_view(), name="assignment-list"),
    path("assignments/new/", NewAssignment.as_view(), name="assignment-new"),
    path("assignments/approve/", ApproveAssignments.as_view(), name="assignment-approve"),
    path("assignments/apply/", ApplyAssignments.as_view(), name="assignment-apply"),
    path("assignments/<int:pk>/", AssignmentDetail.as_view(), name="assignment-detail"),
    path("assignments/<int:pk>/decline", DeclineAssignment.as_view(), name="assignment-decline"),
]

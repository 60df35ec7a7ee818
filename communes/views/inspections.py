"""Visits of committee members to communes: the year's list, one visit, recording it, noting that it was followed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.choices import InspectionState
from communes.filters_steering import InspectionFilter
from communes.forms.steering import DoneForm, FindingsForm, InspectionForm
from communes.models import Inspection, designated_communes
from communes.services.inspections import confirm_done, correct, record
from communes.tables_steering import InspectionTable
from communes.views.access import INSPECTION_READERS, INSPECTORS
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.form_pages import FormPage
from kontum04.core.history import changes
from kontum04.core.views import ListPage


class OfInspections(YearMixin):
    """The year's visits in the reader's scope."""

    def inspections(self) -> QuerySet[Inspection]:
        rows = Inspection.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.select_related("commune__district", "recorded_by")


class InspectionList(OfInspections, TabbedList, ListPage):
    model = Inspection
    table_class = InspectionTable
    filterset_class = InspectionFilter
    roles = INSPECTION_READERS
    tab = "inspection-list"
    heading = _("Kiểm tra tại xã")
    empty_title = _("Chưa ghi lần kiểm tra nào trong năm này")
    empty_hint = _("Thành viên Ban Chỉ đạo ghi kết quả kiểm tra tại xã được giao, việc đã thống nhất và hạn thực hiện.")

    def get_queryset(self) -> QuerySet[Inspection]:
        return self.inspections()

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"on": self.programme_year.as_of}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year, "on": self.programme_year.as_of}

    def count_line(self, count: int) -> str:
        overdue = self.object_list.in_state(InspectionState.OVERDUE, self.programme_year.as_of).count()
        counts = {"count": formats.number(count), "overdue": formats.number(overdue)}
        return _t("%(count)s lần kiểm tra, %(overdue)s việc quá hẹn") % counts

    def get_main_action(self) -> dict[str, Any] | None:
        if not may(self.request.user, INSPECTORS):
            return None
        return {"label": _("Ghi kết quả kiểm tra"), "url": self.year_url("inspection-new"), "icon": "plus-lg"}


class InspectionDetail(OfInspections, RoleRequiredMixin, TemplateView):
    roles = INSPECTION_READERS
    template_name = "generic/steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.inspections(), pk=self.kwargs["pk"])
        state = row.state_on(self.programme_year.as_of)
        title = _t("Kiểm tra ngày %(day)s tại %(commune)s")
        return super().get_context_data(**kwargs) | {
            "title": title % {"day": formats.date(row.visited_on), "commune": row.commune.name_in_text},
            "state": state,
            "state_label": state.label,
            "due": row.due_on if not row.done_on else None,
            "back_url": self.year_url("inspection-list"),
            "back_label": InspectionList.heading,
            "facts": facts_of(row, self.year_url("commune-detail", pk=row.commune_id)),
            "steps": self.steps(row),
            "history": changes(row),
        }

    def steps(self, row: Inspection) -> list[dict[str, Any]]:
        if not may(self.request.user, INSPECTORS):
            return []
        told = (
            ("inspection-done", _("Xác nhận đã thực hiện"), row.agreed and not row.done_on),
            ("inspection-edit", _("Sửa"), not row.done_on),
        )
        return [{"label": label, "url": self.year_url(name, pk=row.pk)} for name, label, open_ in told if open_]


def facts_of(row: Inspection, commune_url: str = "") -> list[dict[str, Any]]:
    """What was written down; what was not agreed or done is left out."""
    facts = [
        {"label": _t("Xã"), "value": row.commune.full_name, "href": commune_url},
        {"label": _t("Ngày kiểm tra"), "value": formats.date(row.visited_on)},
        {"label": _t("Người ghi"), "value": str(row.recorded_by)},
        {"label": _t("Tình hình, kết quả kiểm tra"), "value": row.found},
        {"label": _t("Việc đã thống nhất"), "value": row.agreed or _t("không hẹn việc")},
    ]
    if row.due_on:
        facts.append({"label": _t("Hạn thực hiện"), "value": formats.date(row.due_on)})
    if row.done_on:
        facts.append({"label": _t("Thực hiện xong ngày"), "value": formats.date(row.done_on)})
        facts.append({"label": _t("Kết quả thực hiện"), "value": row.done_note})
    return facts


class NewInspection(OfInspections, FormPage):
    """A member records a visit to a commune assigned to him."""

    roles = INSPECTORS
    title = _("Ghi kết quả kiểm tra tại xã")
    submit_label = _("Lưu")
    done = _("Đã ghi kết quả kiểm tra: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        communes = list(listed.select_related("district").order_by("sort_key", "code"))
        return InspectionForm(data, communes=communes, year=self.year)

    def act(self, form: Any) -> Inspection:
        values = form.cleaned_data
        return record(
            programme_year=self.programme_year, commune=values["commune"], findings=form.findings,
            row_key=values["row_key"], by=self.request.user,
        )  # fmt: skip

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("inspection-list"), InspectionList.heading

    def get_success_url(self, row: Inspection) -> str:
        return self.year_url("inspection-detail", pk=row.pk)


class InspectionStep(OfInspections, FormPage):
    roles = INSPECTORS

    def find(self) -> Inspection:
        return get_object_or_404(self.inspections(), pk=self.kwargs["pk"])

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("inspection-detail", pk=self.kwargs["pk"]), _("Lần kiểm tra")


class EditInspection(InspectionStep):
    title = _("Sửa kết quả kiểm tra")
    submit_label = _("Lưu")
    done = _("Đã lưu: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return FindingsForm(data, inspection=self.subject)

    def act(self, form: Any) -> Inspection:
        return correct(inspection=self.subject, findings=form.findings, by=self.request.user)


class InspectionDone(InspectionStep):
    title = _("Xác nhận đã thực hiện")
    submit_label = _("Xác nhận")
    done = _("Đã xác nhận: %(row)s.")

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def get_form(self, data: Any = None) -> forms.Form:
        return DoneForm(data, inspection=self.subject)

    def act(self, form: Any) -> Inspection:
        values = form.cleaned_data
        return confirm_done(
            inspection=self.subject, done_on=values["done_on"], note=values["note"], by=self.request.user
        )


urls = [
    path("inspections/", InspectionList.as_view(), name="inspection-list"),
    path("inspections/new/", NewInspection.as_view(), name="inspection-new"),
    path("inspections/<int:pk>/", InspectionDetail.as_view(), name="inspection-detail"),
    path("inspections/<int:pk>/edit", EditInspection.as_view(), name="inspection-edit"),
    path("inspections/<int:pk>/done", InspectionDone.as_view(), name="inspection-done"),
]

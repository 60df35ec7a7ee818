"""Commendations of a year: the list, one proposal, its steps."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.forms.decisions import BasisForm
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.form_pages import FormPage
from kontum04.core.history import changes
from kontum04.core.views import ListPage
from twinning.choices import CommendationStatus
from twinning.figures.commendations import commendation_counts
from twinning.filters.proposals import CommendationFilter
from twinning.forms.proposals import MeritForm, WhyForm
from twinning.models import Commendation, Obligation, Twinning, Unit
from twinning.services.commendations import award, change, decline, put_forward
from twinning.tables.proposals import CommendationTable

from .access import DECIDERS, PROPOSAL_READERS
from .tabs_of_units import UNIT_TABS


class OfCommendations(YearMixin):
    """The year's commendations in the reader's scope."""

    def commendations(self) -> QuerySet[Commendation]:
        rows = Commendation.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.select_related("unit", "decision", "programme")

    def units(self) -> list[Unit]:
        """Units that help or owe something in the year."""
        helping = Twinning.objects.in_year(self.programme, self.year).values("unit")
        owing = Obligation.objects.in_year(self.programme, self.year).values("unit")
        return list(Unit.objects.filter(Q(pk__in=helping) | Q(pk__in=owing)).order_by("sort_key"))


class CommendationList(OfCommendations, TabbedList, ListPage):
    model = Commendation
    table_class = CommendationTable
    filterset_class = CommendationFilter
    roles = PROPOSAL_READERS
    tab = "commendation-list"
    tabs_of_room = UNIT_TABS
    heading = _("Khen thưởng")
    empty_title = _("Chưa có đề nghị khen thưởng nào trong năm này")
    empty_hint = _("Cơ quan thường trực đề nghị tập thể có thành tích, rồi ghi quyết định khen thưởng.")

    def get_queryset(self) -> QuerySet[Commendation]:
        return self.commendations()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        words = _t("%(form)s: %(proposed)s đề nghị, %(awarded)s đã khen thưởng")
        told = [
            words
            % {
                "form": each.form,
                "proposed": formats.number(each.proposed),
                "awarded": formats.number(each.awarded),
            }
            for each in commendation_counts(self.object_list)
        ]
        return " · ".join(told) or _t("0 đề nghị")

    def get_main_action(self) -> dict[str, Any] | None:
        if not may(self.request.user, DECIDERS):
            return None
        return {"label": _("Đề nghị khen thưởng"), "url": self.year_url("commendation-new"), "icon": "plus-lg"}


STEPS = (
    ("commendation-award", _("Ghi quyết định khen thưởng"), (CommendationStatus.PROPOSED, CommendationStatus.DECLINED)),
    ("commendation-edit", _("Sửa"), (CommendationStatus.PROPOSED,)),
    ("commendation-decline", _("Không khen thưởng"), (CommendationStatus.PROPOSED, CommendationStatus.AWARDED)),
)
"""Page, its button, from which statuses: the buttons of a proposal are drawn from it."""


class CommendationDetail(OfCommendations, RoleRequiredMixin, TemplateView):
    roles = PROPOSAL_READERS
    template_name = "generic/steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.commendations(), pk=self.kwargs["pk"])
        keeps = may(self.request.user, DECIDERS)
        return super().get_context_data(**kwargs) | {
            "title": _t("Khen thưởng: %(collective)s") % {"collective": row.collective},
            "state": row.status,
            "state_label": row.get_status_display(),
            "back_url": self.year_url("commendation-list"),
            "back_label": CommendationList.heading,
            "facts": facts_of(row, self.year_url("unit-detail", pk=row.unit_id) if row.unit_id else ""),
            "steps": [
                {"label": label, "url": self.year_url(name, pk=row.pk)}
                for name, label, statuses in STEPS
                if keeps and row.status in statuses
            ],
            "history": changes(row),
        }


def facts_of(row: Commendation, unit_url: str = "") -> list[dict[str, Any]]:
    facts = [
        {"label": _t("Tập thể"), "value": row.collective, "href": unit_url},
        {"label": _t("Năm"), "value": str(row.year)},
        {"label": _t("Hình thức"), "value": row.form},
        {"label": _t("Thành tích"), "value": row.reason},
    ]
    if row.decision:
        facts.append({"label": _t("Quyết định khen thưởng"), "value": f"{row.decision}, {row.decision.issuer}"})
    if row.declined_reason:
        facts.append({"label": _t("Lý do không khen thưởng"), "value": row.declined_reason})
    return facts


class CommendationPage(OfCommendations, FormPage):
    roles = DECIDERS

    def get_success_url(self, row: Commendation) -> str:
        return self.year_url("commendation-detail", pk=row.pk)


class NewCommendation(CommendationPage):
    title = _("Đề nghị khen thưởng")
    submit_label = _("Đề nghị")
    done = _("Đã đề nghị: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return MeritForm(data, units=self.units())

    def act(self, form: Any) -> Commendation:
        return put_forward(programme_year=self.programme_year, merit=form.merit, by=self.request.user)

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("commendation-list"), CommendationList.heading


class CommendationStep(CommendationPage):
    """One step of one proposal."""

    def find(self) -> Commendation:
        return get_object_or_404(self.commendations(), pk=self.kwargs["pk"])

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("commendation-detail", pk=self.kwargs["pk"]), _("Đề nghị khen thưởng")


class EditCommendation(CommendationStep):
    title = _("Sửa đề nghị khen thưởng")
    submit_label = _("Lưu")
    done = _("Đã lưu: %(row)s.")

    def get_facts(self) -> list[dict[str, Any]]:
        return []

    def get_form(self, data: Any = None) -> forms.Form:
        return MeritForm(data, units=self.units(), commendation=self.subject)

    def act(self, form: Any) -> Commendation:
        return change(commendation=self.subject, merit=form.merit, by=self.request.user)


class AwardCommendation(CommendationStep):
    title = _("Ghi quyết định khen thưởng")
    submit_label = _("Khen thưởng")
    done = _("Đã ghi khen thưởng: %(row)s.")
    form_class = BasisForm

    def act(self, form: Any) -> Commendation:
        return award(commendation=self.subject, basis=form.basis, by=self.request.user)


class DeclineCommendation(CommendationStep):
    title = _("Không khen thưởng")
    submit_label = _("Không khen thưởng")
    done = _("Đã ghi không khen thưởng: %(row)s.")
    form_class = WhyForm

    def act(self, form: Any) -> Commendation:
        return decline(commendation=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)


urls = [
    path("commendations/", CommendationList.as_view(), name="commendation-list"),
    path("commendations/new/", NewCommendation.as_view(), name="commendation-new"),
    path("commendations/<int:pk>/", CommendationDetail.as_view(), name="commendation-detail"),
    path("commendations/<int:pk>/edit", EditCommendation.as_view(), name="commendation-edit"),
    path("commendations/<int:pk>/award", AwardCommendation.as_view(), name="commendation-award"),
    path("commendations/<int:pk>/decline", DeclineCommendation.as_view(), name="commendation-decline"),
]

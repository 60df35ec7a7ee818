"""Communes on their way off the list: the year's proposals, one proposal, its steps."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.choices import ExitStage
from communes.filters_steering import ExitFilter
from communes.forms.steering import CandidateForm, ReasonForm, RecogniseForm, WatchForm
from communes.models import ExitProposal, designated_communes
from communes.services.exits import decline, mark_candidate, propose, recognise, watch
from communes.tables_steering import ExitTable
from communes.views.access import EXIT_KEEPERS, EXIT_READERS
from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.form_pages import FormPage
from kontum04.core.history import changes
from kontum04.core.views import ListPage

RELATED = ("commune__district", "decision", "programme")


class OfExits(YearMixin):
    """The year's proposals in the reader's scope."""

    def proposals(self) -> QuerySet[ExitProposal]:
        rows = ExitProposal.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.select_related(*RELATED)


class ExitList(OfExits, TabbedList, ListPage):
    model = ExitProposal
    table_class = ExitTable
    filterset_class = ExitFilter
    roles = EXIT_READERS
    tab = "exit-list"
    heading = _("Đề nghị thoát diện")
    empty_title = _("Chưa có xã nào được xét thoát diện trong năm này")
    empty_hint = _(
        "Cơ quan thường trực đưa xã vào dự kiến xét, đề nghị, rồi ghi quyết định công nhận; "
        "thôi phân công kết nghĩa là việc khác."
    )

    def get_queryset(self) -> QuerySet[ExitProposal]:
        return self.proposals()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        stages = dict(self.object_list.order_by().values_list("stage").annotate(Count("pk")))
        told = [f"{formats.number(stages[each])} {each.label.lower()}" for each in ExitStage if each in stages]
        return ", ".join([_t("%(count)s xã") % {"count": formats.number(count)}, *told])

    def get_main_action(self) -> dict[str, Any] | None:
        if not may(self.request.user, EXIT_KEEPERS):
            return None
        return {"label": _("Đưa xã vào xét"), "url": self.year_url("exit-new"), "icon": "plus-lg"}


STEPS = (
    ("exit-recognise", _("Ghi quyết định công nhận"), (ExitStage.PROPOSED,)),
    ("exit-propose", _("Đề nghị công nhận"), (ExitStage.CANDIDATE,)),
    ("exit-watch", _("Theo dõi sau công nhận"), (ExitStage.RECOGNISED,)),
    ("exit-decline", _("Không công nhận"), (ExitStage.CANDIDATE, ExitStage.PROPOSED)),
)
"""Page, its button, from which stages: the buttons of a proposal are drawn from it."""


class ExitDetail(OfExits, RoleRequiredMixin, TemplateView):
    roles = EXIT_READERS
    template_name = "generic/steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.proposals(), pk=self.kwargs["pk"])
        may_keep = may(self.request.user, EXIT_KEEPERS)
        return super().get_context_data(**kwargs) | {
            "title": _t("Thoát diện: %(commune)s") % {"commune": row.commune.full_name_in_text},
            "state": row.stage,
            "state_label": row.get_stage_display(),
            "back_url": self.year_url("exit-list"),
            "back_label": ExitList.heading,
            "facts": facts_of(row, self.year_url("commune-detail", pk=row.commune_id)),
            "steps": [
                {"label": label, "url": self.year_url(name, pk=row.pk)}
                for name, label, stages in STEPS
                if may_keep and row.stage in stages
            ],
            "history": changes(row),
        }


def facts_of(row: ExitProposal, commune_url: str = "") -> list[dict[str, Any]]:
    """What a proposal says; what does not apply at its stage is left out."""
    facts = [
        {"label": _t("Xã"), "value": row.commune.full_name, "href": commune_url},
        {"label": _t("Năm xét"), "value": str(row.year)},
        {"label": _t("Lý do, kết quả đạt được"), "value": row.reason},
    ]
    if row.stage == ExitStage.RECOGNISED:
        watched = _t("còn theo dõi") if row.is_watched else _t("không theo dõi")
        facts += [
            {"label": _t("Quyết định công nhận"), "value": f"{row.decision}, {row.decision.issuer}"},
            {"label": _t("Thuộc danh sách đến hết ngày"), "value": formats.date(row.ends_on)},
            {"label": _t("Sau công nhận"), "value": "\n".join(filter(None, (watched, row.watch_note)))},
        ]
    if row.stage == ExitStage.DECLINED:
        facts.append({"label": _t("Lý do không công nhận"), "value": row.declined_reason})
    return facts


class NewExit(OfExits, FormPage):
    roles = EXIT_KEEPERS
    title = _("Đưa xã vào xét thoát diện")
    text = _("Chỉ là dự kiến; xã vẫn trong danh sách cho đến khi có quyết định công nhận.")
    submit_label = _("Đưa vào xét")
    done = _("Đã đưa vào xét: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        communes = designated_communes(self.programme, self.year).select_related("district")
        return CandidateForm(data, communes=list(communes.order_by("sort_key", "code")))

    def act(self, form: Any) -> ExitProposal:
        values = form.cleaned_data
        return mark_candidate(
            programme_year=self.programme_year, commune=values["commune"], reason=values["reason"],
            by=self.request.user,
        )  # fmt: skip

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("exit-list"), ExitList.heading

    def get_success_url(self, row: ExitProposal) -> str:
        return self.year_url("exit-detail", pk=row.pk)


class ExitStep(OfExits, FormPage):
    """One step of one proposal."""

    roles = EXIT_KEEPERS

    def find(self) -> ExitProposal:
        return get_object_or_404(self.proposals(), pk=self.kwargs["pk"])

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("exit-detail", pk=self.kwargs["pk"]), _("Đề nghị thoát diện")


class ProposeExit(ExitStep):
    title = _("Đề nghị công nhận thoát diện")
    submit_label = _("Đề nghị")
    done = _("Đã đề nghị: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return ReasonForm(data, initial={"reason": self.subject.reason})

    def act(self, form: Any) -> ExitProposal:
        return propose(proposal=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)


class RecogniseExit(ExitStep):
    title = _("Ghi quyết định công nhận thoát diện")
    text = _("Xã ra khỏi danh sách sau ngày ghi dưới đây, theo quyết định này. Phân công kết nghĩa không đổi.")
    submit_label = _("Công nhận")
    done = _("Đã ghi công nhận: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return RecogniseForm(data, proposal=self.subject)

    def act(self, form: Any) -> ExitProposal:
        values = form.cleaned_data
        return recognise(
            proposal=self.subject, basis=form.basis, ends_on=values["ends_on"], is_watched=values["is_watched"],
            by=self.request.user,
        )  # fmt: skip


class DeclineExit(ExitStep):
    title = _("Không công nhận thoát diện")
    submit_label = _("Không công nhận")
    done = _("Đã ghi không công nhận: %(row)s.")
    form_class = ReasonForm

    def act(self, form: Any) -> ExitProposal:
        return decline(proposal=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)


class WatchExit(ExitStep):
    title = _("Theo dõi sau công nhận")
    submit_label = _("Lưu")
    done = _("Đã lưu: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return WatchForm(data, proposal=self.subject)

    def act(self, form: Any) -> ExitProposal:
        values = form.cleaned_data
        return watch(proposal=self.subject, is_watched=values["is_watched"], note=values["note"], by=self.request.user)


urls = [
    path("exits/", ExitList.as_view(), name="exit-list"),
    path("exits/new/", NewExit.as_view(), name="exit-new"),
    path("exits/<int:pk>/", ExitDetail.as_view(), name="exit-detail"),
    path("exits/<int:pk>/propose", ProposeExit.as_view(), name="exit-propose"),
    path("exits/<int:pk>/recognise", RecogniseExit.as_view(), name="exit-recognise"),
    path("exits/<int:pk>/decline", DeclineExit.as_view(), name="exit-decline"),
    path("exits/<int:pk>/watch", WatchExit.as_view(), name="exit-watch"),
]

"""What is done to a remark on a commune, one page a step: write, change, take back, answer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.forms.remarks import AnswerForm, RemarkForm, WordsForm
from communes.models import Remark, designated_communes
from communes.services.remarks import answer, rewrite, withdraw, write
from communes.views.access import REMARK_ANSWERERS, REMARKERS
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.form_pages import FormPage


class OfRemarks(YearMixin):
    """The year's remarks in the reader's scope."""

    def remarks(self) -> QuerySet[Remark]:
        rows = Remark.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        return rows.select_related("commune__district", "written_by", "answered_by")


def facts_of(row: Remark, commune_url: str = "") -> list[dict[str, Any]]:
    """What was written and answered; without an answer its lines are left out."""
    facts = [
        {"label": _t("Xã"), "value": row.commune.full_name, "href": commune_url},
        {"label": _t("Người viết"), "value": f"{row.written_by}, {formats.date_time(row.written_at)}"},
        {"label": _t("Ý kiến"), "value": row.text},
        {"label": _t("Cần trả lời"), "value": _t("có") if row.needs_answer else _t("không")},
        {"label": _t("Người đọc"), "value": _t("Ban Chỉ đạo và xã") if row.to_commune else _t("trong Ban Chỉ đạo")},
    ]
    if row.answered_at:
        facts.append({"label": _t("Trả lời"), "value": row.answer})
        facts.append(
            {"label": _t("Người trả lời"), "value": f"{row.answered_by}, {formats.date_time(row.answered_at)}"}
        )
    return facts


class NewRemark(OfRemarks, FormPage):
    """A member, a head, a district or the office remarks on a commune in scope."""

    roles = REMARKERS
    title = _("Ghi ý kiến về xã")
    submit_label = _("Lưu")
    done = _("Đã ghi ý kiến: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        listed = designated_communes(self.programme, self.year).visible_to(self.request.user)
        communes = list(listed.select_related("district").order_by("sort_key", "code"))
        return RemarkForm(data, communes=communes, chosen=self.request.GET.get("commune", ""))

    def act(self, form: Any) -> Remark:
        values = form.cleaned_data
        return write(
            programme_year=self.programme_year, commune=values["commune"], words=form.words,
            row_key=values["row_key"], by=self.request.user,
        )  # fmt: skip

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("remark-list"), _("Ý kiến của Ban Chỉ đạo về xã")

    def get_success_url(self, row: Remark) -> str:
        return self.year_url("remark-detail", pk=row.pk)


class RemarkStep(OfRemarks, FormPage):
    """One step of one remark in the person's scope."""

    def find(self) -> Remark:
        return get_object_or_404(self.remarks(), pk=self.kwargs["pk"])

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("remark-detail", pk=self.kwargs["pk"]), _("Ý kiến về xã")


class OwnRemark(RemarkStep):
    """Nobody changes or takes back what somebody else wrote."""

    roles = REMARKERS

    def find(self) -> Remark:
        return get_object_or_404(self.remarks().filter(written_by=self.request.user), pk=self.kwargs["pk"])


class EditRemark(OwnRemark):
    title = _("Sửa ý kiến")
    submit_label = _("Lưu")
    done = _("Đã lưu: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return WordsForm(data, remark=self.subject)

    def act(self, form: Any) -> Remark:
        return rewrite(remark=self.subject, words=form.words, by=self.request.user)


class WithdrawRemark(OwnRemark):
    title = _("Rút ý kiến")
    text = _("Xã không đọc được nữa; Ban Chỉ đạo còn đọc được trong lịch sử.")
    submit_label = _("Rút ý kiến")
    done = _("Đã rút ý kiến: %(row)s.")

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def act(self, form: Any) -> Remark:
        return withdraw(remark=self.subject, by=self.request.user)


class AnswerRemark(RemarkStep):
    """The office, or the commune where the remark was sent to it."""

    roles = REMARK_ANSWERERS
    title = _("Trả lời ý kiến")
    submit_label = _("Trả lời")
    done = _("Đã trả lời: %(row)s.")

    def get_facts(self) -> list[dict[str, Any]]:
        return facts_of(self.subject)

    def get_form(self, data: Any = None) -> forms.Form:
        return AnswerForm(data, remark=self.subject)

    def act(self, form: Any) -> Remark:
        return answer(remark=self.subject, text=form.cleaned_data["text"], by=self.request.user)


urls = [
    path("remarks/new/", NewRemark.as_view(), name="remark-new"),
    path("remarks/<int:pk>/edit", EditRemark.as_view(), name="remark-edit"),
    path("remarks/<int:pk>/withdraw", WithdrawRemark.as_view(), name="remark-withdraw"),
    path("remarks/<int:pk>/answer", AnswerRemark.as_view(), name="remark-answer"),
]

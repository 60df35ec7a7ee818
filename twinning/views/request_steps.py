"""What is done to a request, one page a step: file, pass on, answer, rate."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, designated_communes
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.form_pages import FormPage
from twinning.forms.requests import AddressForm, AnswerForm, RatingForm, RequestForm
from twinning.models import Request, Twinning, Unit
from twinning.services.requests import address, answer, file_request, rate

from .access import ANSWERERS, ASKERS, DECIDERS, RATERS


class FileRequest(YearMixin, FormPage):
    """A commune asks in its own name; the office in the name of any commune of the programme."""

    roles = ASKERS
    title = _("Gửi kiến nghị")
    submit_label = _("Gửi")
    done = _("Đã gửi kiến nghị: %(row)s.")

    def communes(self) -> list[Commune]:
        user = self.request.user
        rows = Commune.objects.enterable_by(user)
        if user.is_office:
            rows = designated_communes(self.programme, self.year)
        return list(rows.during(self.year).select_related("district").order_by("sort_key", "code"))

    def get_form(self, data: Any = None) -> forms.Form:
        return RequestForm(data, communes=self.communes(), year=self.year)

    def act(self, form: Any) -> Request:
        values = form.cleaned_data
        return file_request(
            programme_year=self.programme_year, commune=form.commune, text=values["text"],
            filed_on=values["filed_on"], row_key=values["row_key"], by=self.request.user,
        )  # fmt: skip

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("request-list"), _("Kiến nghị của xã")

    def get_success_url(self, row: Request) -> str:
        return self.year_url("request-detail", pk=row.pk)


class RequestStep(YearMixin, FormPage):
    """One step of one request in the person's scope."""

    def find(self) -> Request:
        rows = Request.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        related = ("commune__district", "to_unit", "programme")
        return get_object_or_404(rows.select_related(*related), pk=self.kwargs["pk"])

    def get_facts(self) -> list[dict[str, Any]]:
        row = self.subject
        facts = [
            {"label": _t("Xã"), "value": row.commune.full_name},
            {"label": _t("Ngày gửi"), "value": formats.date(row.filed_on)},
            {"label": _t("Kiến nghị"), "value": row.text},
        ]
        if row.answered_on and not isinstance(self, AnswerRequest):
            facts.append({"label": _t("Trả lời"), "value": row.answer})
        elif row.due_on:
            facts.append({"label": _t("Hạn trả lời"), "value": formats.date(row.due_on)})
        return facts

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("request-detail", pk=self.kwargs["pk"]), _("Kiến nghị")


class AddressRequest(RequestStep):
    roles = DECIDERS
    title = _("Chuyển kiến nghị để giải quyết")
    submit_label = _("Chuyển")
    done = _("Đã chuyển kiến nghị: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        """Units of the year, the commune's own twins first."""
        of_year = Twinning.objects.in_year(self.programme, self.year)
        twins = set(of_year.filter(commune=self.subject.commune).values_list("unit", flat=True))
        units = list(Unit.objects.filter(pk__in=of_year.values("unit")).order_by("sort_key"))
        units.sort(key=lambda unit: unit.pk not in twins)
        return AddressForm(data, request=self.subject, units=units)

    def act(self, form: Any) -> Request:
        values = form.cleaned_data
        return address(
            request=self.subject, to=form.addressee, due_on=values["due_on"], reason=values["reason"],
            by=self.request.user,
        )  # fmt: skip


class AnswerRequest(RequestStep):
    roles = ANSWERERS
    title = _("Trả lời kiến nghị")
    text = _("Xã đọc được câu trả lời ngay và đánh giá. Câu trả lời sửa được đến khi xã đánh giá.")
    submit_label = _("Trả lời")
    done = _("Đã lưu câu trả lời: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return AnswerForm(data, request=self.subject)

    def act(self, form: Any) -> Request:
        values = form.cleaned_data
        return answer(
            request=self.subject, text=values["text"], answered_on=values["answered_on"], by=self.request.user
        )


class RateAnswer(RequestStep):
    roles = RATERS
    title = _("Đánh giá câu trả lời")
    submit_label = _("Lưu đánh giá")
    done = _("Đã lưu đánh giá: %(row)s.")

    def get_form(self, data: Any = None) -> forms.Form:
        return RatingForm(data, request=self.subject)

    def act(self, form: Any) -> Request:
        values = form.cleaned_data
        return rate(request=self.subject, rating=values["rating"], note=values["note"], by=self.request.user)


urls = [
    path("requests/new/", FileRequest.as_view(), name="request-new"),
    path("requests/<int:pk>/address", AddressRequest.as_view(), name="request-address"),
    path("requests/<int:pk>/answer", AnswerRequest.as_view(), name="request-answer"),
    path("requests/<int:pk>/rate", RateAnswer.as_view(), name="request-rate"),
]

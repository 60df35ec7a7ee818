"""Questions about signs that help is a formality: the list, one question with its figures, answer and conclusion."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views import View

from communes.views.tabs import TabbedList
from communes.yearly import YearMixin
from kontum04.accounts.choices import Role
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.history import changes
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from kontum04.core.views import ListPage
from twinning.choices import SignalState
from twinning.figures.signals.asked import Asked, asked, counted
from twinning.filters.signals import SignalFilter
from twinning.forms.signals import AnswerForm, CloseForm
from twinning.models import Unit
from twinning.services import signals as services
from twinning.tables.signals import SignalTable

from .access import DECIDERS, OBLIGATION_READERS
from .tabs_of_units import UNIT_TABS

REPLIERS = frozenset({Role.UNIT})


class SignalList(YearMixin, TabbedList, ListPage):
    """Every question to the units in scope; those that wait for an answer are counted above."""

    model = Unit
    table_class = SignalTable
    filterset_class = SignalFilter
    roles = OBLIGATION_READERS
    tab = "signal-list"
    tabs_of_room = UNIT_TABS
    heading = _("Câu hỏi gửi đơn vị")
    empty_title = _("Chưa có câu hỏi nào")
    empty_hint = _("Câu hỏi được lập từ kế hoạch, báo cáo đã nộp và ý kiến của xã; không cộng, không trừ điểm.")

    @cached_property
    def asked(self) -> list[Asked]:
        return asked(self.programme_year, self.request.user)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in={row.unit.pk for row in self.asked})

    @cached_property
    def shown(self) -> list[Asked]:
        return self.filterset.narrow(self.asked)

    def get_table_data(self) -> list[Asked]:
        return self.shown

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        states = counted(self.shown)
        counts = {"count": len(self.shown), "open": states[SignalState.OPEN], "answered": states[SignalState.ANSWERED]}
        words = _t("%(count)s câu hỏi, %(open)s chờ đơn vị trả lời, %(answered)s chờ kết luận")
        return words % {name: formats.number(number) for name, number in counts.items()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note = _t("Đây là câu hỏi để làm rõ, không phải kết luận; không cộng, không trừ điểm.")
        return super().get_context_data(**kwargs) | {"note": note}


class SignalDetail(YearMixin, RoleRequiredMixin, View):
    """One question: the figures it rests on, texts side by side, what was answered and concluded."""

    roles = OBLIGATION_READERS

    @cached_property
    def asked(self) -> Asked:
        pk, code = self.kwargs["pk"], self.kwargs["code"]
        get_object_or_404(Unit.objects.visible_to(self.request.user), pk=pk)
        for row in asked(self.programme_year, self.request.user, unit=pk):
            if row.signal.code == code:
                return row
        raise Http404

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page()

    def page(self, *, reply: AnswerForm | None = None, close: CloseForm | None = None) -> HttpResponse:
        user, row = self.request.user, self.asked
        context = {
            "programme_year": self.programme_year,
            "row": row,
            "reply_form": (reply or AnswerForm(initial={"answer": row.said})) if may(user, REPLIERS) else None,
            "close_form": (close or CloseForm(initial={"conclusion": row.concluded})) if may(user, DECIDERS) else None,
            "history": changes(row.reply) if row.reply else [],
        }
        refused = any(form is not None and form.errors for form in (reply, close))
        return render(self.request, "twinning/signal_answer.html", context, status=422 if refused else 200)


class SignalWord(SignalDetail):
    """A person's word on a question. Subclasses read and record it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row, form = self.asked, self.form()
        if form.is_valid():
            try:
                messages.success(request, self.record(row, form))
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                return redirect(self.year_url("signal-answer", pk=row.unit.pk, code=row.signal.code))
        return self.refused(form)

    def form(self) -> Any:
        raise NotImplementedError

    def record(self, row: Asked, form: Any) -> str:
        raise NotImplementedError

    def refused(self, form: Any) -> HttpResponse:
        raise NotImplementedError


class SignalReply(SignalWord):
    roles = REPLIERS

    def form(self) -> AnswerForm:
        return AnswerForm(self.request.POST)

    def record(self, row: Asked, form: AnswerForm) -> str:
        text = form.cleaned_data["answer"]
        services.answer(programme_year=self.programme_year, signal=row.signal, text=text, by=self.request.user)
        return _t("Đã gửi câu trả lời đến cơ quan thường trực.")

    def refused(self, form: AnswerForm) -> HttpResponse:
        return self.page(reply=form)


class SignalClose(SignalWord):
    roles = DECIDERS

    def form(self) -> CloseForm:
        return CloseForm(self.request.POST)

    def record(self, row: Asked, form: CloseForm) -> str:
        values, where = form.cleaned_data, {"programme_year": self.programme_year, "signal": row.signal}
        services.close(**where, conclusion=values["conclusion"], answer=values["answer"], by=self.request.user)
        return _t("Đã khép lại câu hỏi; nếu số liệu thay đổi, câu hỏi lại được mở.")

    def refused(self, form: CloseForm) -> HttpResponse:
        return self.page(close=form)


urls = [
    path("signals/", SignalList.as_view(), name="signal-list"),
    path("signals/<int:pk>/<slug:code>/", SignalDetail.as_view(), name="signal-answer"),
    path("signals/<int:pk>/<slug:code>/reply", SignalReply.as_view(), name="signal-reply"),
    path("signals/<int:pk>/<slug:code>/close", SignalClose.as_view(), name="signal-close"),
]

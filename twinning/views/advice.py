"""Advice on reassignment: the board, what the optimum would change, what if a pair is locked, and on to proposals."""

import re
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.views import View

from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.problems import Problem, Problems
from twinning.choices import AssignmentStatus
from twinning.figures.advice.board import Board, board_of
from twinning.figures.advice.changes import Advice, advise
from twinning.figures.advice.optimum import Costs, Locks, NoAssignmentError, Pair
from twinning.forms.advice import LockForm
from twinning.models import AssignmentProposal
from twinning.services.advice import propose

from .access import ADVISED, DECIDERS

_PAIR = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class AdvicePage(YearMixin, RoleRequiredMixin, View):
    """Advice under the locks named in the address; nothing is changed before proposals are approved and applied."""

    roles = ADVISED

    @cached_property
    def board(self) -> Board:
        return board_of(self.programme_year, self.request.user)

    @cached_property
    def locks(self) -> Locks:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        locks = {name: set(_pairs(given.getlist(name))) for name in LockForm.WAYS}
        form = LockForm(given, board=self.board)
        if form.is_valid() and form.pair:
            locks[form.cleaned_data["lock"]].add(form.pair)
        # A pair that is both wanted and ruled out stays wanted; the page shows which locks were taken.
        return Locks(keep=frozenset(locks["keep"]), never=frozenset(locks["never"] - locks["keep"]))

    def advice(self) -> Advice | None:
        """None when no assignment keeps all rules."""
        try:
            return advise(self.board, self.locks)
        except NoAssignmentError:
            return None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.advice())

    def page(self, advice: Advice | None, problems: list[Problem] | None = None) -> HttpResponse:
        context = {
            "programme_year": self.programme_year,
            "board": self.board,
            "advice": advice,
            "costs": Costs(),
            "locked": self.locked(),
            "lock_form": LockForm(board=self.board),
            "may_propose": may(self.request.user, DECIDERS),
            "decision_url": self.decision_url(),
            "problems": problems,
        }
        return render(self.request, "twinning/advice.html", context, status=422 if problems else 200)

    def decision_url(self) -> str:
        """The draft decision, once changes of the year are approved."""
        rows = AssignmentProposal.objects.visible_to(self.request.user).in_year(self.programme, self.year)
        if not rows.filter(status=AssignmentStatus.APPROVED).exists():
            return ""
        return self.year_url("document-file", kind="decision", file_format="pdf")

    def locked(self) -> list[dict[str, Any]]:
        """The locks in words, to be kept or taken back; a pair that is not on the board locks nothing."""
        words = {"keep": _t("giữ: %(pair)s"), "never": _t("không phân công: %(pair)s")}
        told = []
        for name, pairs in (("keep", self.locks.keep), ("never", self.locks.never)):
            for unit, commune in sorted(pairs):
                if unit in self.board.units and commune in self.board.communes:
                    pair = f"{self.board.units[unit].unit} – {self.board.communes[commune].commune}"
                    value = f"{unit}-{commune}"
                    told.append({"name": name, "value": value, "label": words[name] % {"pair": pair}})
        return told


class AdvicePropose(AdvicePage):
    """The picked changes as drafts."""

    roles = DECIDERS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        advice = self.advice()
        picked = set(_pairs(request.POST.getlist("pick")))
        if advice is None:
            return self.page(None, [Problem(_t("Lời khuyên"), _t("không có cách phân công nào giữ đủ quy tắc."))])
        try:
            made = propose(programme_year=self.programme_year, advice=advice, picked=picked, by=request.user)
        except Problems as refusal:
            return self.page(advice, refusal.problems)
        messages.success(request, _t("Đã lập %(count)s đề xuất.") % {"count": formats.number(len(made))})
        return redirect(self.year_url("assignment-list"))


def _pairs(values: list[str]) -> list[Pair]:
    """“13-5” as (13, 5); what is none is left out."""
    found = (_PAIR.fullmatch(value) for value in values)
    return [(int(match[1]), int(match[2])) for match in found if match]


urls = [
    path("advice/", AdvicePage.as_view(), name="twinning-advice"),
    path("advice/propose", AdvicePropose.as_view(), name="twinning-advice-propose"),
]

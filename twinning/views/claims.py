"""What units claim for communes: the list, and the page where a commune gives its word line by line."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.problems import Problem, Problems
from kontum04.core.views import ListPage
from twinning.choices import ClaimState, Verdict
from twinning.figures.claims import ClaimLine, claim_lines, state_of, with_word
from twinning.filters.claims import ClaimFilter
from twinning.forms.claims import posted_answers, posted_numbers
from twinning.history import claim_changes
from twinning.models import Contribution, Evidence
from twinning.services.claims import agree_to_rest, confirm
from twinning.tables.claims import ClaimTable

from .access import CLAIM_READERS, CONFIRMERS
from .edit_page import report_url

RELATED = ("commune__district", "report__obligation__unit", "report__obligation__period__programme_year__programme")


class ClaimList(YearMixin, ListPage):
    """Filed contributions in scope, with the state of the commune's word."""

    model = Contribution
    table_class = ClaimTable
    filterset_class = ClaimFilter
    roles = CLAIM_READERS
    heading = _("Xã xác nhận kết quả giúp đỡ")
    empty_title = _("Chưa có kết quả nào để xác nhận")
    empty_hint = _("Khi đơn vị kết nghĩa nộp báo cáo, kết quả đơn vị ghi cho xã sẽ hiện ở đây.")

    def get_queryset(self):
        filed = super().get_queryset().filed().in_year(self.programme, self.year)
        return with_word(filed).select_related(*RELATED)

    def get_table_kwargs(self) -> dict:
        return {"programme_year": self.programme_year}

    def count_line(self, count: int) -> str:
        waiting = self.object_list.filter(word__in=[ClaimState.WAITING, ClaimState.PARTLY]).count()
        counts = {"count": formats.number(count), "waiting": formats.number(waiting)}
        return _t("%(count)s kết quả, %(waiting)s chờ xã xác nhận") % counts


class ClaimConfirm(YearMixin, RoleRequiredMixin, TemplateView):
    """Every number a unit states for the commune, and the commune's word. Others than the commune read only."""

    roles = CLAIM_READERS
    template_name = "twinning/claim_confirm.html"

    def contribution(self) -> Contribution:
        filed = Contribution.objects.visible_to(self.request.user).filed().in_year(self.programme, self.year)
        return get_object_or_404(filed.select_related(*RELATED), pk=self.kwargs["pk"])

    def get_context_data(self, problems: list[Problem] = (), **kwargs: Any) -> dict[str, Any]:
        contribution = self.contribution()
        lines = _lines(contribution)
        user, report = self.request.user, contribution.report
        files = Evidence.objects.visible_to(user).filter(report=report)
        return super().get_context_data(**kwargs) | {
            "contribution": contribution,
            "unit": report.obligation.unit,
            "report": report,
            "state": state_of(lines),
            "lines": [(line, *self.typed(line)) for line in lines],
            "problems": problems,
            "works": report.works.visible_to(user).filter(commune=contribution.commune).select_related("joint_lead"),
            "files": [
                {"name": file.original_name, "url": report_url("evidence-download", report, pk=file.pk),
                 "size": file.size, "note": file.title}
                for file in files.filter(Q(commune=contribution.commune) | Q(commune__isnull=True))
            ],
            "may_confirm": may(user, CONFIRMERS),
            "history": claim_changes(contribution),
            "agreed": Verdict.AGREED,
            "disputed": Verdict.DISPUTED,
        }  # fmt: skip

    def typed(self, line: ClaimLine) -> tuple[str, str]:
        """Verdict and reason as they stand in the fields: what was sent just now, else the word that counts."""
        data = self.request.POST
        if data:
            return data.get(f"verdict_{line.measure}", ""), data.get(f"reason_{line.measure}", "")
        return line.verdict, line.reason


class ClaimAnswer(ClaimConfirm):
    """The commune gives its word. Refused, the page stands as it was sent."""

    roles = CONFIRMERS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        contribution = self.contribution()
        lines = _lines(contribution)
        answers = posted_answers(lines, request.POST)
        if request.POST.get("action") == "agree-rest":
            answers = agree_to_rest(lines, answers, posted_numbers(lines, request.POST))
        try:
            changed = confirm(contribution=contribution, answers=answers, by=request.user)
        except Problems as refusal:
            return self.render_to_response(self.get_context_data(problems=refusal.problems, **kwargs), status=422)
        messages.success(request, _t("Đã lưu ý kiến của xã về %(count)s số liệu.") % {"count": formats.number(changed)})
        return redirect(self.year_url("claim-confirm", pk=contribution.pk))


def _lines(contribution: Contribution) -> list[ClaimLine]:
    return claim_lines(contribution, contribution.confirmations.select_related("given_by"))


urls = [
    path("claims/", ClaimList.as_view(), name="claim-list"),
    path("claims/<int:pk>/", ClaimConfirm.as_view(), name="claim-confirm"),
    path("claims/<int:pk>/answer", ClaimAnswer.as_view(), name="claim-answer"),
]

"""The last question before a document is issued: which number, which date, what is still missing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views import View

from communes.yearly import YearMixin
from kontum04.core import clock
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.problems import Problem, Problems
from kontum04.core.refusals import put_on_form
from reports.documents.library import KINDS
from reports.documents.orders import NEVER_ISSUED, SUBJECTS, DocumentOrder
from reports.issued_forms import IssueForm, IssueOrderForm
from reports.models import IssuedDocument
from reports.services.issuing import ISSUERS, issue, obstacles
from reports.services.numbering import next_number
from reports.services.papers import requested
from reports.views.ordering import asked_order


class IssuePage(YearMixin, RoleRequiredMixin, View):
    """Asks, then issues. Subclasses say what is issued."""

    roles = ISSUERS
    template_name = "reports/issue.html"

    def issued(self, document: IssuedDocument) -> HttpResponse:
        messages.success(self.request, _("Đã ban hành văn bản số %(number)s.") % {"number": document.reference})
        return redirect("issued-detail", pk=document.pk)

    def page(self, form: IssueForm, facts: list[dict], *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "title": _("Ban hành văn bản này?"),
            "text": _("Sau khi ban hành, văn bản không sửa, không xóa được; sai sót thì ban hành bản thay thế."),
            "form": form,
            "facts": facts,
            "submit_label": _("Ban hành"),
            "programme_year": self.programme_year,
        }
        return render(self.request, self.template_name, context | more, status=status)


class IssueOrder(IssuePage):
    """A document that says what the data say, and needs no composing."""

    def order(self) -> DocumentOrder:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None or kind.code in NEVER_ISSUED:
            raise Http404
        if not may(self.request.user, kind.roles):
            raise PermissionDenied
        return asked_order(kind, self.programme_year, self.request.GET, self.request.user)

    def corrected(self) -> IssuedDocument | None:
        """The issued document that this one shall replace: `?corrects=12`."""
        pk = self.request.GET.get("corrects", "")
        if not pk.isdecimal() or len(pk) > 9:
            return None
        rows = IssuedDocument.objects.visible_to(self.request.user).filter(programme_year__programme=self.programme)
        return get_object_or_404(rows.defer("snapshot").select_related("series"), pk=pk, kind=self.kwargs["kind"])

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.ask(IssueOrderForm(initial={"dated_on": clock.today()}))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form, order = IssueOrderForm(request.POST), self.order()
        if form.is_valid():
            values = form.cleaned_data
            try:
                return self.issued(issue(order=order, corrects=self.corrected(), by=request.user, **values))
            except Problems as refusal:
                put_on_form(form, refusal)
        return self.ask(form, status=422)

    def ask(self, form: IssueOrderForm, *, status: int = 200) -> HttpResponse:
        order, corrects = self.order(), self.corrected()
        problems: list[Problem] = []
        if not form.is_bound:
            problems = obstacles(order, None, clock.today(), corrects, self.request.user)
        request = requested(order, None, clock.today(), corrects)
        letterhead = request.context.letterhead
        number = letterhead.rule_set.reference(next_number(request.series), letterhead.doc_type, letterhead.symbol)
        facts = [
            {"label": _("Tên văn bản"), "value": request.title},
            {"label": _("Số tiếp theo"), "value": number},
            *({"label": row._meta.verbose_name.capitalize(), "value": str(row)} for row in _subjects(order)),
        ]
        if corrects:
            facts.append({"label": _("Thay, đính chính"), "value": str(corrects)})
        if letterhead.rule_set.notice:
            facts.append({"label": _("Thể thức"), "value": letterhead.rule_set.notice})
        preview = self.year_url("document-file", kind=order.kind, file_format="pdf")
        query = self.request.GET.urlencode()
        urls = {"preview_url": f"{preview}?{query}", "cancel_url": self.year_url("document-list")}
        return self.page(form, facts, status=status, problems=problems, **urls)


def _subjects(order: DocumentOrder) -> list[Any]:
    return [row for name in SUBJECTS if (row := getattr(order, name))]


urls = [
    path("documents/<slug:kind>/issue/", IssueOrder.as_view(), name="document-issue"),
]

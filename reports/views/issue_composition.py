"""The last question before a composed document is issued: what is missing, what has moved since it was approved."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.problems import Problems, refuse
from kontum04.core.refusals import put_on_form
from reports.issued_forms import IssueComposedForm
from reports.models import Composition
from reports.services.approval import ToConfirm, to_confirm
from reports.services.issuing import issue, obstacles
from reports.services.present import present
from reports.services.refreshing import standings
from reports.views.compositions import composition_url, get_composition
from reports.views.issuing import IssuePage


class IssueComposition(IssuePage):
    """An approved document that was composed."""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.ask(get_composition(request, **kwargs), None)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        composition = get_composition(request, **kwargs)
        form = IssueComposedForm(request.POST)
        if form.is_valid():
            try:
                self.require_seen(form, still_open(composition))
                return self.issued(issue(composition=composition, by=request.user, key=form.cleaned_data["key"]))
            except Problems as refusal:
                put_on_form(form, refusal)
        return self.ask(composition, form)

    def require_seen(self, form: IssueComposedForm, now: ToConfirm) -> None:
        """Problems when figures are missing or have moved, and that very list was not ticked."""
        if now.seal and not (form.cleaned_data["seen"] and form.cleaned_data["seal"] == now.seal):
            raise refuse(_("hãy xem và đánh dấu đã xem những số liệu còn thiếu hoặc đã đổi."), field="id_seen")

    def ask(self, composition: Composition, form: IssueComposedForm | None) -> HttpResponse:
        now = still_open(composition)
        status = 422 if form else 200
        if form is None or "key" in form.errors:  # a plain post from the document's own page asks first
            form = IssueComposedForm(initial={"seal": now.seal})
        elif form.data.get("seal") != now.seal:  # the list is another one by now: it has to be read and ticked anew
            form.data = form.data.copy()
            form.data["seal"], form.data["seen"] = now.seal, ""
        if not now.seal:
            form.fields.pop("seen", None)
        problems = obstacles(
            composition.order(), composition, composition.dated_on, composition.corrects, self.request.user
        )
        facts = [
            {"label": _("Tên văn bản"), "value": composition.summary},
            {"label": _("Ngày văn bản"), "value": formats.date(composition.dated_on)},
        ]
        back = composition_url("composition-detail", composition)
        return self.page(form, facts, status=status, problems=problems, to_confirm=now.lines, cancel_url=back)


def still_open(composition: Composition) -> ToConfirm:
    """What is missing from the text, or has moved since it was written."""
    now = present(composition)
    return to_confirm(standings(composition.sections.all(), now), now)


urls = [path("compositions/<int:pk>/issue/", IssueComposition.as_view(), name="composition-issue")]

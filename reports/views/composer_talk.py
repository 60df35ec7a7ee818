"""What is said about a composed document and decided on it: comments, answers, its way to approval."""

import datetime as dt
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import parsing
from kontum04.core.access import roles_required
from kontum04.core.problems import Problems, refuse
from reports import workflow
from reports.access import COMMENTERS
from reports.choices import CompositionStatus
from reports.models import Composition, SectionComment
from reports.services import approval, comments, refreshing
from reports.services.present import present
from reports.views.composer_actions import done, get_section
from reports.views.composer_page import composer_page
from reports.views.compositions import composition_url, get_composition


@require_POST
@roles_required(COMMENTERS)
def comment(request: HttpRequest, section: int, **kwargs) -> HttpResponse:
    """A remark of the committee on a section."""
    composition, row = get_section(request, section, **kwargs)
    text = request.POST.get("text", "")
    return done(request, composition, row, lambda: comments.comment(section=row, by=request.user, text=text))


@require_POST
@roles_required(OFFICE_STAFF)
def answer(request: HttpRequest, comment: int, **kwargs) -> HttpResponse:
    """The office's answer to a remark."""
    composition = get_composition(request, **kwargs)
    remarks = SectionComment.objects.filter(section__composition=composition).select_related("section")
    remark = get_object_or_404(remarks, pk=comment)
    sent = {"kind": request.POST.get("kind", ""), "text": request.POST.get("answer", "")}
    action = partial(comments.answer, remark=remark, by=request.user, **sent)
    return done(request, composition, remark.section, action)


@require_POST
@roles_required(workflow.MOVERS)
def move(request: HttpRequest, **kwargs) -> HttpResponse:
    """Send out for comments, approve, take back."""
    composition = get_composition(request, **kwargs)
    try:
        row = _step(request, composition)
    except Problems as refusal:
        composition = get_composition(request, **kwargs)  # as it stands by now
        return composer_page(request, composition, problems=refusal.problems, status=422)
    messages.success(request, _("Văn bản: %(state)s.") % {"state": row.get_status_display()})
    return redirect(composition_url("composition-detail", composition))


def _step(request: HttpRequest, composition: Composition) -> Composition:
    by, sent = request.user, request.POST
    match sent.get("to", ""):
        case CompositionStatus.COMMENTED:
            return approval.send_out(composition=composition, by=by, until=_day(sent.get("until", "")))
        case CompositionStatus.APPROVED:
            now = present(composition)
            seen = approval.to_confirm(refreshing.standings(composition.sections.all(), now), now)
            return approval.approve(composition=composition, by=by, seen=seen, seal=sent.get("seen", ""))
        case CompositionStatus.DRAFT:
            return approval.take_back(composition=composition, by=by, reason=sent.get("reason", ""))
        case _:
            raise refuse(_("hãy chọn một việc."), where=_("Chưa làm được"))


def _day(text: str) -> dt.date | None:
    try:
        return parsing.parse_date(text)
    except ValueError as error:
        raise refuse(str(error), where=_("Nhận góp ý đến hết ngày"), field="id_until") from error


urls = [
    path("compositions/<int:pk>/sections/<int:section>/comment", comment, name="composition-comment"),
    path("compositions/<int:pk>/comments/<int:comment>/answer", answer, name="composition-answer"),
    path("compositions/<int:pk>/status", move, name="composition-status"),
]

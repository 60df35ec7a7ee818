"""A person's reminders: the list, and the word that they were read. The office reminds late units by a button."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from communes.yearly import YearMixin, get_programme_year
from kontum04.core import clock, formats
from kontum04.core.access import RoleRequiredMixin, roles_required
from twinning.models import Notice, Obligation
from twinning.services.reminders import remind_now

from .access import DECIDERS, REMINDED

MOST_SHOWN = 200


class NoticeList(YearMixin, RoleRequiredMixin, TemplateView):
    """What I was reminded of in the year, the newest first."""

    roles = REMINDED
    template_name = "twinning/notice_list.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "notices": notices_of(self.request, self.programme_year)[:MOST_SHOWN]
        }


def notices_of(request: HttpRequest, programme_year) -> QuerySet[Notice]:
    rows = Notice.objects.visible_to(request.user)
    return rows.filter(obligation__period__programme_year=programme_year).select_related(
        "obligation__period", "sent_by"
    )


@require_POST
@roles_required(REMINDED)
def read(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """All of them at once: nobody ticks seventy lines."""
    programme_year = get_programme_year(programme, year)
    notices_of(request, programme_year).unread().update(read_at=clock.now())
    return redirect("notice-list", programme=programme, year=year)


@require_POST
@roles_required(DECIDERS)
def remind(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Remind the units of the ticked obligations; without a tick, of all that are late."""
    programme_year = get_programme_year(programme, year)
    rows = Obligation.objects.visible_to(request.user).in_year(programme_year.programme, programme_year.year)
    chosen = [int(pk) for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdecimal() and len(pk) < 10]
    if not chosen:
        chosen = [row.pk for row in rows.with_state().with_timeliness() if row.days_late.days]
    outcome = remind_now(obligations=list(rows.filter(pk__in=chosen).values_list("pk", flat=True)), by=request.user)
    for problem in outcome.problems:
        messages.warning(request, problem)
    said = _t("Đã nhắc %(people)s người, gửi %(mails)s thư.") if outcome.notices else _t("Không có ai cần nhắc.")
    messages.success(
        request, said % {"people": formats.number(len(outcome.notices)), "mails": formats.number(outcome.mailed)}
    )
    return redirect("obligation-list", programme=programme, year=year)


urls = [
    path("notices/", NoticeList.as_view(), name="notice-list"),
    path("notices/read", read, name="notice-read"),
    path("obligations/remind", remind, name="obligation-remind"),
]

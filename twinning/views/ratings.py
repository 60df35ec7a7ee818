"""How the units of a year are judged: the league table, one unit's score line by line, its reply, the head's word."""

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
from kontum04.core.access import RoleRequiredMixin, may
from kontum04.core.problems import Problems
from kontum04.core.refusals import put_on_form
from kontum04.core.views import ListPage
from twinning.figures.scoring.ratings import Rating, ratings
from twinning.filters.units import RatingFilter
from twinning.forms.ratings import OverruleForm, ReplyForm
from twinning.models import ScoreScheme, Unit
from twinning.services import rating as services
from twinning.tables.ratings import RatingTable

from .access import OBLIGATION_READERS, PROGRESS_READERS
from .tabs_of_units import UNIT_TABS

REPLIERS = frozenset({Role.UNIT})
OVERRULERS = frozenset({Role.HEAD})
"""Who ranks otherwise than the rules: only who signs the review."""


class RatingsOfYear(YearMixin):
    """A page about the year's ratings."""

    @cached_property
    def scheme(self) -> ScoreScheme | None:
        return ScoreScheme.objects.in_force(self.programme, self.year)

    @cached_property
    def ratings(self) -> dict[int, Rating]:
        return {rating.unit_id: rating for rating in ratings(self.programme_year, self.request.user)}


class RatingList(RatingsOfYear, TabbedList, ListPage):
    """Every unit with place, score and rank; the best first."""

    model = Unit
    table_class = RatingTable
    filterset_class = RatingFilter
    roles = PROGRESS_READERS
    tab = "rating-list"
    tabs_of_room = UNIT_TABS
    heading = _("Chấm điểm, xếp loại đơn vị")
    count_label = _("{count} đơn vị")
    empty_title = _("Chưa có đơn vị nào để xếp loại")
    empty_hint = _("Mở năm và phân công đơn vị; điểm được tính từ kế hoạch và báo cáo đã nộp.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=self.ratings)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        weak = frozenset(pk for pk, rating in self.ratings.items() if rating.is_weak)
        return super().get_filterset_kwargs(filterset_class) | {"programme_year": self.programme_year, "weak": weak}

    def get_table_data(self) -> list[Rating]:
        shown = (self.ratings[pk] for pk in self.object_list.values_list("pk", flat=True))
        return sorted(shown, key=lambda rating: rating.order)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"programme_year": self.programme_year, "has_scheme": self.scheme is not None}


class RatingDetail(RatingsOfYear, RoleRequiredMixin, View):
    """One unit's rating: criterion, figures, points, why; signals, reply and decision beside it."""

    roles = OBLIGATION_READERS

    @cached_property
    def rating(self) -> Rating:
        get_object_or_404(Unit.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        found = self.ratings.get(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page()

    def page(self, *, reply: ReplyForm | None = None, overrule: OverruleForm | None = None) -> HttpResponse:
        rating, user = self.rating, self.request.user
        said = {"text": rating.reply.text} if rating.reply else None
        decided = {"rank": rating.overrule.rank, "is_weak": rating.overrule.is_weak} if rating.overrule else None
        context = {
            "programme_year": self.programme_year,
            "rating": rating,
            "scheme": self.scheme,
            "reply_form": (reply or ReplyForm(initial=said)) if may(user, REPLIERS) else None,
            "overrule_form": (overrule or OverruleForm(initial=decided, scheme=self.scheme))
            if may(user, OVERRULERS) and self.scheme
            else None,
            "shows_places": may(user, PROGRESS_READERS),
        }
        refused = any(form is not None and form.errors for form in (reply, overrule))
        return render(self.request, "twinning/rating_detail.html", context, status=422 if refused else 200)


class RatingDecision(RatingDetail):
    """A person's word on a rating. Subclasses read it and say what was recorded."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        unit = Unit.objects.get(pk=self.rating.unit_id)
        form = self.form()
        if form.is_valid():
            try:
                messages.success(request, self.record(unit, form))
            except Problems as refusal:
                put_on_form(form, refusal)
            else:
                return redirect(self.year_url("rating-detail", pk=unit.pk))
        return self.refused(form)

    def form(self) -> Any:
        raise NotImplementedError

    def record(self, unit: Unit, form: Any) -> str:
        raise NotImplementedError

    def refused(self, form: Any) -> HttpResponse:
        raise NotImplementedError


class Reply(RatingDecision):
    roles = REPLIERS

    def form(self) -> ReplyForm:
        return ReplyForm(self.request.POST)

    def record(self, unit: Unit, form: ReplyForm) -> str:
        text = form.cleaned_data["text"]
        services.reply(programme_year=self.programme_year, unit=unit, text=text, by=self.request.user)
        return _t("Đã gửi ý kiến; ý kiến được in bên cạnh kết quả xếp loại.")

    def refused(self, form: ReplyForm) -> HttpResponse:
        return self.page(reply=form)


class Overrule(RatingDecision):
    roles = OVERRULERS

    def form(self) -> OverruleForm:
        return OverruleForm(self.request.POST, scheme=self.scheme)

    def record(self, unit: Unit, form: OverruleForm) -> str:
        where = {"programme_year": self.programme_year, "unit": unit, "by": self.request.user}
        reason = form.cleaned_data["reason"]
        if "withdraw" in self.request.POST:
            services.withdraw_overrule(**where, reason=reason)
            return _t("Đã bỏ quyết định; đơn vị được xếp loại theo quy tắc.")
        values = form.cleaned_data
        services.overrule(**where, rank=values["rank"], is_weak=values["is_weak"], reason=reason)
        return _t("Đã ghi quyết định xếp loại.")

    def refused(self, form: OverruleForm) -> HttpResponse:
        return self.page(overrule=form)


urls = [
    path("ratings/", RatingList.as_view(), name="rating-list"),
    path("ratings/<int:pk>/", RatingDetail.as_view(), name="rating-detail"),
    path("ratings/<int:pk>/reply", Reply.as_view(), name="rating-reply"),
    path("ratings/<int:pk>/overrule", Overrule.as_view(), name="rating-overrule"),
]

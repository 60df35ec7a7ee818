"""Schemes of scores in the admin. A change is tried on the last years before it is saved: who would rank otherwise."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from kontum04.core.admin import ReadOnlyAdmin, TrackedAdmin
from twinning.choices import SCORE_MEASURES
from twinning.figures.scoring.measures import measure_labels
from twinning.figures.scoring.trial import differences, trial
from twinning.models import Criterion, RankBand, RatingOverrule, RatingReply, ScoreScheme

FULL = 100


class CriterionFormSet(BaseInlineFormSet):
    """Together the criteria give 100 points, for that is what the ranks are measured by."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        points = sum(form.cleaned_data.get("max_points") or 0 for form in kept)
        if kept and not any(self.errors) and points != FULL:
            raise ValidationError(
                _("Tổng điểm tối đa của các tiêu chí là %(points)s, phải bằng %(full)s.")
                % {"points": f"{points:f}".rstrip("0").rstrip(".").replace(".", ","), "full": FULL}
            )


class CriterionInline(admin.TabularInline):
    model = Criterion
    formset = CriterionFormSet
    extra = 0


class RankBandInline(admin.TabularInline):
    model = RankBand
    extra = 0


@admin.register(ScoreScheme)
class ScoreSchemeAdmin(TrackedAdmin):
    """Saving asks the trial first when the button for it is pressed; nothing is then stored."""

    change_form_template = "admin/twinning/score_scheme_form.html"
    list_display = ["title", "programme", "from_year", "weak_below"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    inlines = [CriterionInline, RankBandInline]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        labels = measure_labels()
        context["measures"] = [(name, *labels[name]) for name in SCORE_MEASURES]
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method != "POST" or "_try" not in request.POST or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self._try(request, object_id, form_url)

    def _try(self, request: HttpRequest, object_id: str, form_url: str) -> HttpResponse:
        """Save inside a transaction that is undone, and show what the years would look like."""
        before = trial(ScoreScheme.objects.get(pk=object_id))
        after = None
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url)
            if response.status_code == HTTPStatus.FOUND:
                after = trial(ScoreScheme.objects.get(pk=object_id))
            transaction.set_rollback(True)
        if after is None:  # the form was refused: it shows its errors
            return response
        list(messages.get_messages(request))  # they speak of what was undone
        context = self.admin_site.each_context(request) | {
            "title": _("Thử bộ tiêu chí"),
            "changes": differences(before, after),
            "judged": len(after),
            "opts": self.opts,
            "object_id": object_id,
            "posted": [(name, value) for name, values in request.POST.lists() for value in values if name != "_try"],
        }
        return TemplateResponse(request, "admin/twinning/score_scheme_trial.html", context)


@admin.register(RatingOverrule)
class RatingOverruleAdmin(ReadOnlyAdmin):
    list_display = ["unit", "programme_year", "rank", "is_weak", "reason", "given_by", "given_at"]
    list_filter = ["programme_year__programme", "programme_year__year", "is_weak"]
    list_select_related = ["unit", "programme_year__programme", "given_by"]
    search_fields = ["unit__search_key"]


@admin.register(RatingReply)
class RatingReplyAdmin(ReadOnlyAdmin):
    list_display = ["unit", "programme_year", "text", "given_by", "given_at"]
    list_filter = ["programme_year__programme", "programme_year__year"]
    list_select_related = ["unit", "programme_year__programme", "given_by"]
    search_fields = ["unit__search_key"]

"""From when a figure is asked about is kept in the admin; what was answered is only read there."""

from django.contrib import admin

from kontum04.core.admin import ReadOnlyAdmin, TrackedAdmin
from twinning.models import SignalAnswer, SignalRule


@admin.register(SignalRule)
class SignalRuleAdmin(TrackedAdmin):
    list_display = ["programme", "months_absent", "similarity", "money_without_evidence", "basis"]
    list_select_related = ["programme"]


@admin.register(SignalAnswer)
class SignalAnswerAdmin(ReadOnlyAdmin):
    list_display = ["unit", "programme_year", "code", "answered_at", "closed_at", "closed_by"]
    list_filter = ["programme_year__programme", "programme_year__year", "closed_at"]
    list_select_related = ["unit", "programme_year__programme", "closed_by"]
    search_fields = ["unit__search_key"]

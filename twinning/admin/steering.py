"""Requests, commendations and proposed assignments, only read here: their own pages keep the rules."""

from django.contrib import admin

from kontum04.core.admin import ReadOnlyAdmin
from twinning.models import AssignmentProposal, Commendation, Request


@admin.register(Request)
class RequestAdmin(ReadOnlyAdmin):
    list_display = ["commune", "filed_on", "to_unit", "to_body", "due_on", "answered_on", "rating", "programme"]
    list_filter = ["programme", "filed_on", "rating", "commune__district"]
    list_select_related = ["commune", "to_unit", "programme"]
    search_fields = ["search_key", "commune__search_key", "to_unit__search_key"]


@admin.register(Commendation)
class CommendationAdmin(ReadOnlyAdmin):
    list_display = ["unit", "body_name", "year", "form", "status", "decision", "programme"]
    list_filter = ["programme", "year", "status", "form"]
    list_select_related = ["unit", "decision", "programme"]
    search_fields = ["search_key", "unit__search_key"]


@admin.register(AssignmentProposal)
class AssignmentProposalAdmin(ReadOnlyAdmin):
    list_display = ["unit", "commune", "change", "year", "status", "decision", "effective_on", "programme"]
    list_filter = ["programme", "year", "change", "status", "commune__district"]
    list_select_related = ["unit", "commune", "decision", "programme"]
    search_fields = ["unit__search_key", "commune__search_key"]

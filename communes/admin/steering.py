"""Exit proposals, inspections and remarks, only read here: their own pages keep the rules."""

from django.contrib import admin

from communes.models import ExitProposal, Inspection, Remark
from kontum04.core.admin import ReadOnlyAdmin


@admin.register(ExitProposal)
class ExitProposalAdmin(ReadOnlyAdmin):
    list_display = ["commune", "year", "stage", "decision", "ends_on", "is_watched", "programme"]
    list_filter = ["programme", "year", "stage", "is_watched", "commune__district"]
    list_select_related = ["commune", "decision", "programme"]
    search_fields = ["commune__search_key"]


@admin.register(Inspection)
class InspectionAdmin(ReadOnlyAdmin):
    list_display = ["commune", "visited_on", "due_on", "done_on", "recorded_by", "programme"]
    list_filter = ["programme", "visited_on", "commune__district"]
    list_select_related = ["commune", "recorded_by", "programme"]
    search_fields = ["search_key", "commune__search_key"]


@admin.register(Remark)
class RemarkAdmin(ReadOnlyAdmin):
    list_display = [
        "commune",
        "year",
        "written_at",
        "written_by",
        "needs_answer",
        "to_commune",
        "answered_at",
        "programme",
    ]
    list_filter = ["programme", "year", "needs_answer", "to_commune", "commune__district"]
    list_select_related = ["commune", "written_by", "programme"]
    search_fields = ["search_key", "commune__search_key"]

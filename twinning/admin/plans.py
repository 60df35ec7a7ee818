"""Partners of registered things and notes on overlaps, only read here: their own pages keep the rules."""

from django.contrib import admin

from kontum04.core.admin import ReadOnlyAdmin
from twinning.models import OverlapNote, PlanPartner


@admin.register(PlanPartner)
class PlanPartnerAdmin(ReadOnlyAdmin):
    list_display = ["name", "unit", "item", "word", "said_by", "said_at"]
    list_filter = ["word"]
    list_select_related = ["unit", "item", "said_by"]
    search_fields = ["name_key", "unit__search_key"]


@admin.register(OverlapNote)
class OverlapNoteAdmin(ReadOnlyAdmin):
    list_display = ["commune", "year", "kind", "note", "recorded_by", "recorded_at"]
    list_filter = ["year", "kind"]
    list_select_related = ["commune", "recorded_by"]
    search_fields = ["commune__search_key"]

"""Steps of chasing are kept in the admin; the log of what was sent is only read there."""

from django.contrib import admin

from kontum04.core.admin import PortalAdmin, ReadOnlyAdmin, SheetsMixin, sheet_of
from twinning.models import Notice, ReminderStep


@admin.register(ReminderStep)
class ReminderStepAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(ReminderStep)]
    list_display = ["programme", "days", "audience"]
    list_filter = ["programme", "audience"]
    list_select_related = ["programme"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["text", "user", "made_at", "sent_by", "emailed_at", "problem", "read_at"]
    list_filter = ["obligation__period__programme_year__year", "emailed_at"]
    list_select_related = ["user", "sent_by"]
    search_fields = ["obligation__unit__search_key"]

"""How reference data are listed and searched in the admin, and what may only be read there."""

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from kontum04.core.text import fold

from .site import full_label


class PortalAdmin(admin.ModelAdmin):
    """Finds names whatever their marks: what is typed is folded, so `search_fields` name stored keys and codes."""

    list_per_page = 100
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return super().get_search_results(request, queryset, fold(search_term))

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.label_from_instance = full_label
        return field


class TrackedAdmin(PortalAdmin, SimpleHistoryAdmin):
    """The same for tables with a history, which its own page shows."""


class _OnlyRead:
    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class ReadOnlyAdmin(_OnlyRead, PortalAdmin):
    """For what only the portal's own pages may change: filings, decisions on them, values."""


class ReadOnlyInline(_OnlyRead, admin.TabularInline):
    extra = 0
    can_delete = False
    show_change_link = False

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        """What is named is shown, also what no form could hold (the moment of a change)."""
        return self.fields or ()

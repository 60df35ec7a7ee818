"""How papers look and who signs them, in the admin."""

from django.contrib import admin

from communes.admin import ProgrammeAdmin
from kontum04.core.admin import TrackedAdmin
from reports.models import Signatory


class SignatoryInline(admin.TabularInline):
    model = Signatory
    extra = 0


ProgrammeAdmin.inlines.append(SignatoryInline)


@admin.register(Signatory)
class SignatoryAdmin(TrackedAdmin):
    list_display = ["position", "name", "capacity", "programme", "order"]
    list_filter = ["programme", "capacity"]
    list_select_related = ["programme"]
    search_fields = ["code", "programme__code"]

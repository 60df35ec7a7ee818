"""What became of units, only read here: the portal's own page moves assignments and obligations along with it."""

from django.contrib import admin

from kontum04.core.admin import ReadOnlyAdmin
from twinning.models import UnitSuccession


@admin.register(UnitSuccession)
class UnitSuccessionAdmin(ReadOnlyAdmin):
    list_display = ["predecessor", "successor", "kind", "effective_on", "decision"]
    list_filter = ["kind", "effective_on"]
    list_select_related = ["predecessor", "successor", "decision"]
    search_fields = ["predecessor__search_key", "successor__search_key"]

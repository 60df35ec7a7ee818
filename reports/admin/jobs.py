"""Background work in the admin: only read, and only as the portal's own jobs."""

import django_tasks_db.admin  # noqa: F401 (registers the table that is taken off the next moment)
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from kontum04.core.admin import ReadOnlyAdmin
from reports.models import DocumentJob

admin.site.unregister(DBTaskResult)  # the library's own record, in English; what matters stands in the jobs


@admin.register(DocumentJob)
class DocumentJobAdmin(ReadOnlyAdmin):
    list_display = ["title", "asked_by", "asked_at", "state", "done", "total", "attempts", "programme_year"]
    list_filter = ["state", "file_format", "asked_at"]
    list_select_related = ["asked_by", "programme_year__programme"]
    search_fields = ["key"]

"""The archive of issued documents, and the log of who read what."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core.access import EVERYONE, may
from kontum04.core.views import ListPage
from reports.issued_tables import IssuedFilter, IssuedTable, ReadFilter, ReadTable
from reports.models import DocumentRead, IssuedDocument


class IssuedList(ListPage):
    """What was issued, of all years, the newest first: the leadership's archive."""

    model = IssuedDocument
    table_class = IssuedTable
    filterset_class = IssuedFilter
    roles = EVERYONE
    heading = gettext_lazy("Văn bản đã ban hành")
    count_label = gettext_lazy("{count} văn bản")
    empty_title = gettext_lazy("Chưa có văn bản nào được ban hành cho bạn xem")

    def get_queryset(self):
        related = ("programme_year", "corrected_by")
        return super().get_queryset().select_related(*related).defer("snapshot", "corrected_by__snapshot")

    def get_main_action(self) -> dict | None:
        if not may(self.request.user, OFFICE_STAFF):
            return None
        return {"label": _("Lượt xem, tải"), "url": reverse("document-reads"), "icon": "eye"}


class ReadList(ListPage):
    """Who read, downloaded or verified what, and when; for the office."""

    model = DocumentRead
    table_class = ReadTable
    filterset_class = ReadFilter
    roles = OFFICE_STAFF
    heading = gettext_lazy("Lượt xem, tải văn bản")
    count_label = gettext_lazy("{count} lượt")
    empty_title = gettext_lazy("Chưa có lượt xem nào")

    def get_queryset(self):
        return super().get_queryset().select_related("user")


urls = [
    path("issued/", IssuedList.as_view(), name="issued-list"),
    path("issued/reads/", ReadList.as_view(), name="document-reads"),
]

"""The lists of issued documents and of those who read them."""

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.filters import SearchFilter
from kontum04.core.tables import NOWRAP, DateColumn, NumberColumn, TextColumn
from reports.choices import ReadKind
from reports.documents.library import KINDS
from reports.models import DocumentRead, IssuedDocument


def kind_title(kind: str) -> str:
    """The name of a kind; its code when the portal no longer makes it."""
    return str(KINDS[kind].title) if kind in KINDS else kind


def years(_request: object = None) -> list[tuple[int, int]]:
    """The years that were opened."""
    found = ProgrammeYear.objects.values_list("year", flat=True).order_by("-year").distinct()
    return [(year, year) for year in found]


class IssuedFilter(FilterSet):
    q = SearchFilter(field_name="search_key", label=_("Tìm số, tên văn bản"))
    year = ChoiceFilter(
        field_name="programme_year__year", choices=years, label=_("Năm"), empty_label=_("Tất cả các năm")
    )
    kind = ChoiceFilter(
        choices=[(kind.code, kind.title) for kind in KINDS.values()], label=_("Loại"), empty_label=_("Mọi loại")
    )
    replaced = ChoiceFilter(
        method="only_replaced",
        choices=[("no", _("Chưa bị thay")), ("yes", _("Đã bị thay"))],
        label=_("Hiệu lực"),
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = IssuedDocument
        fields = ()

    def only_replaced(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(corrected_by__isnull=value == "no")


class IssuedTable(tables.Table):
    reference = TextColumn(
        verbose_name=_("Số, ký hiệu"),
        linkify=lambda record: reverse("issued-detail", kwargs={"pk": record.pk}),
        order_by=("dated_on", "number"),
        attrs=NOWRAP,
    )
    dated_on = DateColumn(verbose_name=_("Ngày"), order_by=("dated_on", "number"))
    kind = TextColumn(verbose_name=_("Loại"))
    title = TextColumn(verbose_name=_("Tên văn bản"), order_by=("search_key",), attrs={"td": {"class": "col-wide"}})
    year = NumberColumn(verbose_name=_("Năm"), accessor="programme_year__year")
    version = NumberColumn(verbose_name=_("Bản"))
    state = TextColumn(verbose_name=_("Hiệu lực"), empty_values=(), orderable=False)

    class Meta:
        caption = _("Văn bản đã ban hành")

    def render_kind(self, value: str) -> str:
        return kind_title(value)

    def value_kind(self, value: str) -> str:
        return kind_title(value)

    def render_year(self, value: int) -> str:
        return str(value)  # 2018, not 2.018

    def render_state(self, record: IssuedDocument) -> str:
        later = getattr(record, "corrected_by", None)
        return _t("Đã được thay bởi %(reference)s") % {"reference": later.reference} if later else ""


class ReadFilter(FilterSet):
    q = SearchFilter(field_name="search_key", label=_("Tìm văn bản"))
    who = CharFilter(field_name="user__display_name", lookup_expr="icontains", label=_("Người xem"))
    kind = ChoiceFilter(choices=ReadKind.choices, label=_("Việc"), empty_label=_("Mọi việc"))
    since = DateFilter(field_name="at", lookup_expr="date__gte", label=_("Từ ngày"))

    class Meta:
        model = DocumentRead
        fields = ()


class ReadTable(tables.Table):
    at = TextColumn(verbose_name=_("Lúc"), order_by=("at", "pk"), attrs=NOWRAP)
    user = TextColumn(verbose_name=_("Người xem"), empty_values=(), order_by=("user__display_name", "pk"))
    role = TextColumn(verbose_name=_("Vai trò"), accessor="user__get_role_display", orderable=False)
    kind = TextColumn(verbose_name=_("Việc"), accessor="get_kind_display", order_by=("kind", "pk"))
    subject = TextColumn(verbose_name=_("Văn bản"), attrs={"td": {"class": "col-wide"}})
    file_format = TextColumn(verbose_name=_("Định dạng"))

    class Meta:
        caption = _("Lượt xem, tải văn bản")
        order_by = "-at"

    def render_at(self, record: DocumentRead) -> str:
        return formats.date_time(record.at)

    def value_at(self, record: DocumentRead) -> str:
        return formats.date_time(record.at)

    def render_user(self, record: DocumentRead) -> str:
        return str(record.user) if record.user else _t("Khách (không đăng nhập)")

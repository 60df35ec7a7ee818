"""The list of documents that are being composed."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, DateColumn, NumberColumn, TextColumn
from reports.choices import CompositionStatus
from reports.documents.library import KINDS
from reports.models import Composition


class CompositionFilter(FilterSet):
    status = ChoiceFilter(choices=CompositionStatus.choices, label=_("Trạng thái"), empty_label=_("Mọi trạng thái"))

    class Meta:
        model = Composition
        fields = ()


class CompositionTable(YearTable):
    summary = TextColumn(
        verbose_name=_("Văn bản"),
        linkify=lambda record, table: table.year_url("composition-detail", pk=record.pk),
        attrs={"td": {"class": "col-wide"}},
    )
    kind = TextColumn(verbose_name=_("Loại"))
    status = TextColumn(verbose_name=_("Trạng thái"))
    dated_on = DateColumn(verbose_name=_("Ngày văn bản"))
    comments_until = DateColumn(verbose_name=_("Góp ý đến hết"))
    remarks = NumberColumn(verbose_name=_("Góp ý"))
    unanswered = NumberColumn(verbose_name=_("Chưa trả lời"))
    made_by = TextColumn(verbose_name=_("Người lập"), attrs=NOWRAP)

    class Meta:
        caption = _("Văn bản đang soạn")

    def render_status(self, record: Composition) -> SafeString:
        return render_to_string("components/status.html", {"code": record.status, "label": record.get_status_display()})

    def render_kind(self, value: str) -> str:
        return str(KINDS[value].title) if value in KINDS else value

    def value_kind(self, value: str) -> str:
        return self.render_kind(value)

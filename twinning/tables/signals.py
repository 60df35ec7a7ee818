"""Questions to units: about what, on what they rest, and where they stand."""

from django.utils.translation import gettext_lazy as _

from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, TextColumn
from twinning.choices import SignalState
from twinning.figures.signals.asked import Asked
from twinning.tables.columns import StatusColumn

WIDE = {"td": {"class": "col-wide"}}


class SignalTable(YearTable):
    """The words said are long: the page of the question shows them, the workbook holds them."""

    question = TextColumn(
        verbose_name=_("Câu hỏi"),
        accessor="signal__question",
        orderable=False,
        attrs=WIDE,
        linkify=lambda record, table: table.year_url("signal-answer", pk=record.unit.pk, code=record.signal.code),
    )
    unit = TextColumn(verbose_name=_("Đơn vị"), order_by=("unit__sort_key", "signal__code"))
    kind = TextColumn(verbose_name=_("Hỏi về"), accessor="kind_label", order_by=("signal__kind", "unit__sort_key"))
    rests = TextColumn(verbose_name=_("Dựa vào"), accessor="signal__facts", orderable=False, attrs=WIDE)
    state = StatusColumn(SignalState, verbose_name=_("Trạng thái"), empty_values=(), orderable=False, attrs=NOWRAP)
    answer = TextColumn(verbose_name=_("Đơn vị trả lời"), accessor="said", orderable=False, visible=False)
    conclusion = TextColumn(verbose_name=_("Kết luận"), accessor="concluded", orderable=False, visible=False)

    def render_rests(self, record: Asked) -> str:
        return "; ".join(fact.text for fact in record.signal.facts)

    value_rests = render_rests

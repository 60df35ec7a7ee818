"""The list of communes with what the rules say of each."""

from collections.abc import Collection
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.figures.assessment import Assessment, Verdict
from communes.figures.conditions import Holds
from communes.models import ExitRuleSet
from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.tables import NOWRAP, TextColumn

VERDICTS = {
    Holds.YES: gettext_lazy("Đủ điều kiện"),
    Holds.NO: gettext_lazy("Chưa đủ điều kiện"),
    Holds.UNKNOWN: gettext_lazy("Chưa đủ số liệu"),
}


class VerdictColumn(TextColumn):
    """What one rule set says, and how many figures it lacks."""

    def __init__(self, at: int, **kwargs: Any) -> None:
        self.at = at
        super().__init__(accessor="verdicts", orderable=False, empty_values=(), **kwargs)

    def render(self, record: Assessment) -> str | SafeString:
        verdict = self.verdict(record)
        if not verdict.missing:
            return str(VERDICTS[verdict.may_leave])
        lacking = _("thiếu: %(figures)s") % {"figures": formats.join(verdict.missing)}
        return format_html('{} <span class="d-block text-muted small">{}</span>', VERDICTS[verdict.may_leave], lacking)

    def value(self, record: Assessment) -> str:
        return str(VERDICTS[self.verdict(record).may_leave])

    def verdict(self, record: Assessment) -> Verdict:
        return record.verdicts[self.at]


class AssessmentTable(YearTable):
    name = TextColumn(
        verbose_name=gettext_lazy("Xã"),
        accessor="commune__name",
        orderable=False,
        linkify=lambda record, table: table.year_url("exit-assessment-detail", pk=record.commune.pk),
        attrs=NOWRAP,
    )
    district = TextColumn(
        verbose_name=gettext_lazy("Huyện"), accessor="commune__district", orderable=False, attrs=NOWRAP
    )
    standing = TextColumn(verbose_name=gettext_lazy("Danh sách"), accessor="has_left", orderable=False)

    def __init__(self, *args: Any, rule_sets: Collection[ExitRuleSet], **kwargs: Any) -> None:
        columns = [
            (f"rules_{at}", VerdictColumn(at, verbose_name=rule_set.title)) for at, rule_set in enumerate(rule_sets)
        ]
        super().__init__(*args, extra_columns=columns, **kwargs)

    def render_standing(self, value: bool, record: Assessment) -> str:
        if record.falls_back:
            return _("Đã ra khỏi danh sách, có dấu hiệu khó khăn trở lại")
        return _("Đã ra khỏi danh sách") if value else _("Trong danh sách")

    value_standing = render_standing

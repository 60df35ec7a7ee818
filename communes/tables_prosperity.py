"""The lists of communes and villages with the parts of no đủ – vững mạnh – an toàn."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from communes.figures.conditions import CriterionState, Holds
from communes.figures.prosperity import PlaceState
from communes.models import ProsperityRuleSet
from communes.tables import YearTable
from kontum04.core.tables import NOWRAP, TextColumn

WORDS = {Holds.YES: _("Đạt"), Holds.NO: _("Chưa đạt"), Holds.UNKNOWN: _("Chưa rõ")}


class PartColumn(TextColumn):
    """One part: met, not met or unknown, with its figures. The label's words before the colon are its name."""

    def __init__(self, at: int, label: str) -> None:
        self.at = at
        super().__init__(
            verbose_name=label.partition(":")[0], accessor="parts", orderable=False, empty_values=(),
            attrs={"td": {"class": "col-wide"}},
        )  # fmt: skip

    def render(self, record: PlaceState) -> SafeString:
        part = self.part(record)
        return format_html('{} <span class="d-block text-muted small">{}</span>', WORDS[part.holds], part.why)

    def value(self, record: PlaceState) -> str:
        part = self.part(record)
        return f"{WORDS[part.holds]} ({part.why})"

    def part(self, record: PlaceState) -> CriterionState:
        return record.parts[self.at]


class StateTable(YearTable):
    state_words = TextColumn(verbose_name=_("Theo các phần"), orderable=False, attrs=NOWRAP)
    reported_words = TextColumn(verbose_name=_("Xã báo"), orderable=False, attrs=NOWRAP)
    question = TextColumn(verbose_name=_("Cần xem lại"), orderable=False, attrs={"td": {"class": "col-wide"}})

    second: str
    """The column that tells namesakes apart."""

    def __init__(self, *args: Any, rule_set: ProsperityRuleSet | None, **kwargs: Any) -> None:
        criteria = rule_set.criteria.all() if rule_set else ()
        parts = [(f"part_{at}", PartColumn(at, criterion.label)) for at, criterion in enumerate(criteria)]
        sequence = ("name", self.second, "state_words", "reported_words", "question", "...")
        super().__init__(*args, extra_columns=parts, sequence=sequence, **kwargs)


class CommuneStateTable(StateTable):
    second = "district"
    name = TextColumn(
        verbose_name=_("Xã"),
        accessor="commune__name",
        orderable=False,
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune.pk),
        attrs=NOWRAP,
    )
    district = TextColumn(verbose_name=_("Huyện"), accessor="commune__district", orderable=False, attrs=NOWRAP)


class VillageStateTable(StateTable):
    second = "commune"
    name = TextColumn(verbose_name=_("Thôn, làng"), accessor="village", orderable=False, attrs=NOWRAP)
    commune = TextColumn(
        verbose_name=_("Xã"),
        accessor="commune__name",
        orderable=False,
        linkify=lambda record, table: table.year_url("commune-detail", pk=record.commune.pk),
        attrs=NOWRAP,
    )

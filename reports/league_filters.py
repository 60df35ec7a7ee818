"""Filters of the league tables. What is ranked by is asked like a filter, so that it lives in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from communes.filters import CommuneFilter
from kontum04.core.filters import SwitchFilter
from reports.figures.league import Measure, Standing
from twinning.filters.units import UnitFilter


class RankedBy(FilterSet):
    """Mix-in: `by`, and filters by what the standings say."""

    def __init__(
        self, data: Any, *args: Any, measures: Sequence[Measure], standings: Mapping[int, Standing], **kwargs: Any
    ) -> None:
        given = {} if data is None else data.dict()
        super().__init__({"by": measures[0].code, **given}, *args, **kwargs)
        self.standings = standings
        self.filters["by"].extra["choices"] = [(measure.code, measure.label) for measure in measures]

    def ranked_by(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """The order is the table's affair."""
        return rows

    def marked(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        with_mark = [pk for pk, row in self.standings.items() if name in row.marks]
        return rows.filter(pk__in=with_mark) if value else rows


def _by() -> ChoiceFilter:
    return ChoiceFilter(choices=(), label=_("Xếp theo"), empty_label=None, method="ranked_by")


class UnitLeagueFilter(RankedBy, UnitFilter):
    by = _by()
    busy = SwitchFilter(label=_("Giúp từ hai xã"), method="marked")


class CommuneLeagueFilter(RankedBy, CommuneFilter):
    by = _by()
    may_leave = SwitchFilter(label=_("Đủ điều kiện theo mọi quy tắc"), method="marked")
    untwinned = SwitchFilter(label=_("Không có đơn vị tỉnh kết nghĩa"), method="marked")
    key = SwitchFilter(label=_("Xã trọng điểm"), method="marked")
    shared = SwitchFilter(label=_("Từ hai đơn vị giúp"), method="marked")

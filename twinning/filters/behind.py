"""Filters that a figure's link sets: exactly the obligations the figure counted. Shown only while they are in force."""

from typing import Any

from django.db.models import Exists, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from communes.models import Commune
from kontum04.core.filters import SwitchFilter
from twinning.choices import FILED, ObligationState
from twinning.figures.timeliness_counts import LateDays
from twinning.figures.timeliness_groups import NOWHERE

from .obligations import ObligationFilter, helping_there

STANDINGS = [
    ("owed", _("Phải nộp (không kể được miễn)")),
    ("filed", _("Đã nộp")),
    ("on_time", _("Nộp đúng hạn")),
    ("filed_late", _("Nộp trễ")),
]


def communes_in_scope(request: Any) -> QuerySet:
    return Commune.objects.visible_to(request.user)


class BehindFilter(ObligationFilter):
    """The list's own filters and those of figures."""

    standing = ChoiceFilter(
        choices=STANDINGS, label=_("Tình trạng nộp"), method="with_standing", empty_label=_("Mọi tình trạng")
    )
    days = ChoiceFilter(choices=LateDays.choices, label=_("Mức trễ"), method="late_by", empty_label=_("Mọi mức"))
    extended = SwitchFilter(label=_("Được gia hạn (không kể được miễn)"), method="only_extended")
    commune = ModelChoiceFilter(
        queryset=communes_in_scope,
        label=_("Xã kết nghĩa"),
        method="in_commune",
        empty_label=_("Tất cả các xã"),
        null_label=_("Không được phân công xã nào"),
        null_value=NOWHERE,
    )
    since = ChoiceFilter(label=_("Từ năm"), method="as_it_is", empty_label=_("Chỉ năm này"))

    OF_FIGURES = ("standing", "days", "extended", "commune", "since")

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["since"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.leave_out(*(name for name in self.OF_FIGURES if not self.data.get(name)))

    def with_standing(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "owed":
            return rows.exclude(state=ObligationState.WAIVED)
        filed = rows.filter(state__in=FILED)
        if value == "filed":
            return filed
        return filed.late() if value == "filed_late" else filed.in_time()

    def late_by(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.late_by(*LateDays(value).bounds)

    def only_extended(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        extended = ~Q(effective_due_on=F("period__due_on"))
        return rows.filter(extended).exclude(state=ObligationState.WAIVED) if value else rows

    def in_commune(self, rows: QuerySet, _name: str, commune: Commune | str) -> QuerySet:
        """Units assigned to the commune, or to none, in the year in which the report is owed."""
        helping = helping_there(self.programme_year.programme, self.request.user)
        return rows.filter(~Exists(helping) if commune == NOWHERE else Exists(helping.filter(commune=commune)))

    def as_it_is(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """The page itself reads the years; here it is only shown."""
        return rows

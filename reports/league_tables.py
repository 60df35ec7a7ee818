"""League tables on the screen and in Excel. Whatever is sorted by, the missing stand last."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy, OrderByTuple

from communes.tables import YearTable
from kontum04.core import formats
from kontum04.core.tables import NOWRAP, NumberColumn, TextColumn
from reports.figures.league import Measure, Standing

WIDE = {"td": {"class": "col-wide"}}


class MissingLast(TableListData):
    """Rows sorted by one column up or down, those without a value behind all others either way."""

    def order_by(self, aliases: OrderByTuple) -> None:
        for alias in reversed(aliases):
            column = self.table.columns[OrderBy(alias).bare]
            value = {id(row): column.accessor.resolve(row, safe=True, quiet=True) for row in self.data}
            known = [row for row in self.data if value[id(row)] not in (None, "")]
            known.sort(key=lambda row: value[id(row)], reverse=OrderBy(alias).is_descending)
            self.data = known + [row for row in self.data if value[id(row)] in (None, "")]


class PlaceColumn(NumberColumn):
    """A place in the ranking: “3/72”."""

    def __init__(self, among: str, **kwargs: Any) -> None:
        self.among = among
        super().__init__(default=formats.MISSING, **kwargs)

    def render(self, value: int, record: Standing) -> str:
        return f"{formats.number(value)}/{formats.number(getattr(record.place, self.among))}"


class LeagueTable(YearTable):
    """A row a unit or commune: its places by the chosen measure, then every measure."""

    page_of_row = ""

    name = TextColumn(
        verbose_name=_("Đơn vị"),
        accessor="name",
        orderable=False,
        linkify=lambda record, table: table.year_url(table.page_of_row, pk=record.pk),
    )
    place = PlaceColumn("of_all", verbose_name=_("Thứ chung"), accessor="place__overall")
    in_group = PlaceColumn("of_kind", verbose_name=_("Thứ trong khối"), accessor="place__in_kind")
    group = TextColumn(verbose_name=_("Khối"), accessor="group")

    def __init__(self, *args: Any, data: Sequence[Standing], measures: Sequence[Measure], **kwargs: Any) -> None:
        columns = [
            (
                measure.code,
                NumberColumn(
                    verbose_name=measure.label,
                    accessor=f"values__{measure.code}",
                    kind="decimal" if measure.decimals else "integer",
                    decimals=measure.decimals,
                ),
            )
            for measure in measures
        ]
        super().__init__(*args, data=MissingLast(list(data)), extra_columns=columns, **kwargs)


class UnitLeagueTable(LeagueTable):
    page_of_row = "rating-detail"

    class Meta:
        sequence = ("name", "place", "in_group", "group", "...")


class CommuneLeagueTable(LeagueTable):
    page_of_row = "commune-detail"

    in_group = PlaceColumn("of_kind", verbose_name=_("Thứ trong huyện"), accessor="place__in_kind")
    group = TextColumn(verbose_name=_("Huyện"), accessor="group", attrs=NOWRAP)
    category = TextColumn(verbose_name=_("Diện"), accessor="words__category", attrs=NOWRAP)
    verdict = TextColumn(verbose_name=_("Theo quy tắc thoát diện"), accessor="words__verdict", attrs=WIDE)

    class Meta:
        sequence = ("name", "place", "in_group", "group", "category", "...", "verdict")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns["name"].column.verbose_name = _("Xã")

"""Biểu 3: every village by the criteria of no đủ – vững mạnh – an toàn."""

from django.utils.translation import gettext as _

from communes.models import IndicatorPart, ProgrammeYear
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Align, Annex, Cell, Column, Kind, Row
from reports.figures.village_rows import VillageRow, criteria, village_rows

WIDTH_OF_LETTER = 0.75
"""By which the longest level of a choice stands on one line, so that 409 villages take half the pages."""


def village_annex(programme_year: ProgrammeYear, viewer: Viewer) -> Annex:
    """One row a village; the columns are the criteria in use."""
    parts = criteria()
    rows = village_rows(programme_year, viewer, parts)
    if not any(value is not None for row in rows for value in row.values.values()):
        rows = []  # hundreds of villages without a single value say no more than the words below
    columns = (
        Column(_("TT"), Kind.COUNT, 4),
        Column(_("Huyện"), width=13),
        Column(_("Xã"), width=13),
        Column(_("Thôn (làng)"), width=16),
        *(_column(part) for part in parts),
    )
    none = _("Chưa có số liệu thôn (làng) của năm.")
    some = _("Tiêu chí “an toàn” không theo dõi riêng từng thôn; cột cuối là kết quả đánh giá chung do xã báo cáo.")
    return Annex(
        title=_("Thôn (làng) theo tiêu chí no đủ – vững mạnh – an toàn năm %(year)s") % {"year": programme_year.year},
        number=_("Biểu 3"),
        columns=columns,
        rows=tuple(_cells(position, row, parts) for position, row in enumerate(rows, 1)),
        note=some if rows else none,
    )


def _column(part: IndicatorPart) -> Column:
    if part.choices:
        longest = max(len(str(label)) for _level, label in part.choices)
        return Column(part.label, width=max(8, longest * WIDTH_OF_LETTER))
    if part.is_word:
        return Column(part.label, width=8, align=Align.CENTER)
    if part.unit == PERCENT:
        return Column(part.label, Kind.PERCENT, 7, unit=PERCENT)
    return Column(part.label, Kind.DECIMAL if part.decimals else Kind.COUNT, 7)


def _cells(position: int, row: VillageRow, parts: list[IndicatorPart]) -> Row:
    return (position, row.district, row.commune, row.name, *(_cell(row.values[part.code]) for part in parts))


def _cell(value: Figure | str | None) -> Cell:
    return value.rounded if isinstance(value, Figure) else value

"""Which communes left a programme's list: by name, with the day and the decision."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.models import Designation, Programme
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Section
from reports.documents.live import Form, live
from reports.figures.counts import count


def exit_section(
    programme: Programme, years: tuple[int, int], viewer: Viewer, *, heading: str, level: int = 1
) -> Section:
    """Communes whose place on the list ended in the years from the first to the last."""
    first, last = years
    rows = _ended(programme, first, last, viewer)
    lines = tuple(_left(row) for row in rows)
    if not lines:
        head = _("Chưa ghi nhận xã nào ra khỏi danh sách.")
    else:
        number = count(f"{first}-{last}:left", _("Số xã ra khỏi danh sách"), _("xã"), len(lines))
        head = _("%(count)s ra khỏi danh sách:") % {"count": live(number, Form.UNIT)}
    return Section(heading, level, (*_on_last_day(rows, last), head), lines, key="left")


def _on_last_day(rows: list[Designation], last: int) -> Iterator[str]:
    """The share of communes that left is counted on the last day, when these were still on the list."""
    if any(row.ends_on == date(last, 12, 31) for row in rows):
        yield _("Xã ra khỏi danh sách hết ngày 31/12/%(year)s được tính vào tỷ lệ của năm sau.") % {"year": last}


def _ended(programme: Programme, first: int, last: int, viewer: Viewer) -> list[Designation]:
    """One row a commune that is on the list no more: its last one. A mere change of category is no exit."""
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    still = Designation.objects.filter(programme=programme, starts_on__lte=ends).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=ends)
    )
    rows = (
        Designation.objects.visible_to(viewer)
        .filter(programme=programme, ends_on__gte=begins, ends_on__lte=ends)
        .exclude(commune__in=still.values("commune"))
        .select_related("commune__district", "end_decision")
        .order_by("ends_on", "commune__sort_key")
    )
    return list({row.commune_id: row for row in rows}.values())


def _left(row: Designation) -> str:
    basis = _(", theo %(decision)s") % {"decision": row.end_decision} if row.end_decision else ""
    words = {"commune": row.commune.full_name, "day": formats.date(row.ends_on), "basis": basis}
    return _("%(commune)s: hết ngày %(day)s%(basis)s") % words

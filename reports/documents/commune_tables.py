"""What the profile of a commune says of its villages, its requests and its way off the list."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from communes.choices import ExitStage
from communes.models import ExitProposal, IndicatorPart
from kontum04.core import formats
from reports.documents import sentences
from reports.documents.context_types import Align, Cell, Column, Kind, Table
from reports.figures.commune_profile import CommuneProfile
from reports.figures.place_years import PlaceYears
from twinning.models import Request

Dated = Callable[..., str]


def villages_table(profile: CommuneProfile) -> Table | None:
    """One row a village; None without villages."""
    if not profile.villages:
        return None
    _first, years = profile.villages[0]
    columns = (
        Column(_("Thôn, làng"), width=28),
        *(_village_column(part) for part in years.parts.values()),
    )
    rows = tuple(
        (str(village), *(_village_cell(figures, code) for code in figures.parts))
        for village, figures in profile.villages
    )
    return Table(columns, rows)


def _village_column(part: IndicatorPart) -> Column:
    return Column(part.label, width=24 if part.is_word else 13, align=None if part.is_word else Align.RIGHT)


def _village_cell(figures: PlaceYears, code: str) -> Cell:
    return None if figures.figures[code, figures.year].value is None else figures.words[code, figures.year]


def requests_table(profile: CommuneProfile) -> Table | None:
    """What the commune asked for, of whom, and what came of it; None where it asked for nothing."""
    columns = (
        Column(_("Ngày gửi"), Kind.DATE, 14),
        Column(_("Nội dung"), width=44),
        Column(_("Gửi"), width=24),
        Column(_("Hạn trả lời"), Kind.DATE, 14),
        Column(_("Kết quả"), width=36),
    )
    rows = tuple(
        (row.filed_on, row.text, row.addressee or _("chưa chuyển"), row.due_on or "", request_outcome(row, profile))
        for row in profile.requests
    )
    return Table(columns, rows) if rows else None


def request_outcome(row: Request, profile: CommuneProfile) -> str:
    """“trả lời ngày 02/01/2019, chậm 3 ngày: …”, or how long it has been waiting."""
    as_of = profile.programme_year.as_of
    days = row.days_late_on(as_of)
    if row.answered_on is None:
        late = _("chưa trả lời, quá hạn %(days)s ngày") % {"days": formats.number(days)}
        return late if days else _("chưa trả lời")
    late = _(", %(late)s") % {"late": sentences.lateness(days)} if days else ""
    words = {"date": formats.date(row.answered_on), "late": late, "answer": row.answer}
    return _("trả lời ngày %(date)s%(late)s: %(answer)s") % words


def exit_lines(profile: CommuneProfile, dated: Dated) -> tuple[str, ...]:
    """How far the commune is on its way off the list."""
    if not profile.exits:
        return (_("Năm %(year)s chưa có đề xuất đưa xã ra khỏi danh sách.") % {"year": profile.year},)
    return tuple(_exit_line(row, dated) for row in profile.exits)


def _exit_line(row: ExitProposal, dated: Dated) -> str:
    match row.stage:
        case ExitStage.RECOGNISED:
            words = _("Xã đã được công nhận ra khỏi danh sách theo %(decision)s, thuộc danh sách đến hết ngày %(day)s.")
            return words % {"decision": row.decision, "day": dated(row.ends_on)}
        case ExitStage.DECLINED:
            return _("Đề nghị ra khỏi danh sách không được công nhận: %(why)s") % {
                "why": sentences.sentence(row.declined_reason)
            }
        case ExitStage.PROPOSED:
            words = _("Xã được đề nghị ra khỏi danh sách: %(why)s")
        case _:
            words = _("Xã được dự kiến xét ra khỏi danh sách: %(why)s")
    return words % {"why": sentences.sentence(row.reason)}

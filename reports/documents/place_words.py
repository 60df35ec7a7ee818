"""Sentences about one place: its list, its size, its poverty, its twins. A missing number is said to be missing."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.live import Form, live
from reports.figures.commune_profile import CommuneProfile
from reports.figures.counts import count
from reports.figures.place_years import PlaceYears
from twinning.figures.help import HelpTotals, measure_figure
from twinning.models import Twinning

Dated = Callable[..., str]


def designated(profile: CommuneProfile, dated: Dated) -> str:
    """On which list the commune stands and since when, or that it stands on none."""
    commune, programme = profile.commune, profile.programme_year.programme.short_name
    where = ", ".join(
        part for part in (commune.name_in_text, str(commune.district or ""), _place(commune.province_name)) if part
    )
    if not profile.designations:
        words = _("%(commune)s không thuộc danh sách của %(programme)s trong năm %(year)s.")
        return words % {"commune": sentences.sentence(where)[:-1], "programme": programme, "year": profile.year}
    first = min(profile.designations, key=lambda row: row.starts_on)
    said = {
        "commune": sentences.sentence(where)[:-1],
        "categories": formats.join(_lowered(row.category.name) for row in profile.designations),
        "programme": programme,
        "date": dated(first.starts_on),
    }
    return _("%(commune)s, là %(categories)s của %(programme)s từ ngày %(date)s.") % said


def _place(name: str) -> str:
    """“Tỉnh Kon Tum” as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def size(place: str, years: PlaceYears, villages: int = 0) -> list[str]:
    """“Toàn xã có 8 thôn (làng), 400 hộ và 1.900 người.” What is not known has a sentence of its own."""
    figures = [count("commune.villages", _("Số thôn (làng)"), _("thôn (làng)"), villages)] if villages else []
    figures += [figure for code in ("DC01", "DC03") if (figure := years.figure(code))]
    known = [live(figure, Form.UNIT) for figure in figures if figure.value is not None]
    lines = [_("%(place)s có %(known)s.") % {"place": place, "known": formats.join(known)}] if known else []
    return lines + [unknown(figure) for figure in figures if figure.value is None]


def unknown(figure: Figure) -> str:
    """“Nhân khẩu: chưa có số liệu.”"""
    return f"{figure.label}: {live(figure)}."


def poverty(years: PlaceYears) -> list[str]:
    """The rate with what it is made of, and how it changed inside one standard."""
    rate = years.figure("NG03")
    if rate is None:
        return []
    if rate.value is None:
        return [unknown(rate)]
    made_of = ""
    if rate.numerator is not None:
        made_of = _(" (%(poor)s hộ nghèo trên tổng số %(all)s hộ)") % {
            "poor": live(rate, Form.PART),
            "all": live(rate, Form.WHOLE),
        }
    line = _("Cuối năm %(year)s, tỷ lệ hộ nghèo là %(rate)s%(made_of)s") % {
        "year": years.year,
        "rate": live(rate),
        "made_of": made_of,
    }
    return [f"{line}{fallen(years.figure('NG04'), years.year - 1)}."]


def fallen(fall: Figure | None, since: int) -> str:
    """“, giảm 5,0 điểm phần trăm so với năm 2017”, or why there is no comparison."""
    if fall is None:
        return ""
    if fall.rounded is None:
        return (
            f"; {_lowered(fall.note.rstrip('.'))}"
            if fall.note
            else _("; chưa so sánh được với năm %(year)s") % {"year": since}
        )
    if not fall.rounded:
        return _(", không thay đổi so với năm %(year)s") % {"year": since}
    words = _(", giảm %(points)s điểm phần trăm so với năm %(year)s")
    if fall.rounded < 0:
        words = _(", tăng %(points)s điểm phần trăm so với năm %(year)s")
    return words % {"points": live(fall, Form.SIZE), "year": since}


def twin(row: Twinning, dated: Dated, other: str) -> str:
    """“Sở X, từ ngày 01-01-2017, theo 12-QĐ/TU (…)”; `other` is who stands on the other side."""
    parts = [other, *([_("giúp %(village)s") % {"village": row.village}] if row.village else [])]
    parts.append(_("từ ngày %(date)s") % {"date": dated(row.starts_on)})
    if row.ends_on:
        parts.append(_("đến hết ngày %(date)s") % {"date": dated(row.ends_on)})
    if row.decision:
        parts.append(_("theo %(decision)s") % {"decision": row.decision})
    return ", ".join(parts)


def units_counted(number: int) -> str:
    """How many units, as the start of a sentence."""
    figure = count("help.units", _("Số đơn vị đã báo cáo"), _("đơn vị"), number)
    return live(figure, Form.UNIT)


def measured(totals: HelpTotals, measure: str, noun: str) -> str:
    """“120 ngày công”, “không có ngày công nào”, “ngày công: chưa có số liệu”."""
    figure = measure_figure(totals, measure)
    if figure.value is None:
        return f"{noun}: {live(figure)}"
    return _("không có %(noun)s nào") % {"noun": noun} if not figure.rounded else f"{live(figure)} {noun}"

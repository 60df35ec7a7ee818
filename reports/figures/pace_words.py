"""A goal's outlook in words: what is missing, the pace it takes, where today's pace leads and on what assumption."""

from decimal import Decimal

from django.utils.translation import gettext as _

from communes.models import Target
from kontum04.core import formats
from kontum04.core.figure import PERCENT, Figure
from reports.figures.pace import Growth, Outlook, Standing


def gap_words(target: Target, outlook: Outlook, now: Figure) -> str:
    """“còn 12 xã (22,7 điểm %)”; the places are those that reported."""
    if outlook.gap is None:
        return str(formats.MISSING)
    if not outlook.gap and not outlook.places:
        return _("không còn thiếu")
    points = _points(target, outlook.gap)
    if outlook.places is None:
        return _("còn %(points)s") % {"points": points}
    words = _("còn %(count)s %(places)s (%(points)s)")
    if now.is_partial:
        words = _("còn %(count)s trong %(known)s %(places)s có số liệu (%(points)s)")
    return words % {
        "count": formats.number(outlook.places),
        "known": formats.number(now.denominator),
        "places": outlook.counted,
        "points": points,
    }


def pace_words(target: Target, outlook: Outlook, goal: str) -> str:
    """“mỗi năm 6 xã (11,4 điểm %)”, or why there is none."""
    if outlook.standing is not Standing.RUNNING or outlook.per_year is None:
        return outlook.no_pace
    if target.every_year:
        return _("mỗi năm %(goal)s") % {"goal": goal}
    points = _points(target, abs(outlook.per_year))
    if outlook.places_per_year is not None:
        words = _("mỗi năm %(count)s %(places)s (%(points)s)")
        return words % {
            "count": formats.number(outlook.places_per_year),
            "places": outlook.counted,
            "points": points,
        }
    return (_("mỗi năm giảm %(points)s") if outlook.per_year < 0 else _("mỗi năm thêm %(points)s")) % {"points": points}


def forecast_words(target: Target, outlook: Outlook, now: Figure) -> str:
    """“năm 2020: 30,2 %, đạt – nếu giữ mức bình quân 2016–2018 (…)”, or why there is none."""
    if outlook.forecast is None or outlook.growth is None:
        return outlook.no_forecast
    result = _amount(now.unit, outlook.forecast)
    verdict = _("đạt") if outlook.will_meet else _("chưa đạt")
    years = {"first": str(outlook.growth.first), "last": str(outlook.growth.last)}
    if target.every_year:
        words = _("mỗi năm %(result)s, %(verdict)s, nếu giữ mức bình quân %(first)s–%(last)s")
        return words % {"result": result, "verdict": verdict, **years}
    words = _("năm %(due)s: %(result)s, %(verdict)s, nếu giữ mức bình quân %(first)s–%(last)s (%(change)s)")
    change = _change(target, outlook.growth)
    return words % {"due": target.due_year, "result": result, "verdict": verdict, "change": change, **years}


def _change(target: Target, growth: Growth) -> str:
    if not growth.per_year:
        return _("không tăng, không giảm")
    points = _points(target, abs(growth.per_year))
    return (_("giảm %(points)s một năm") if growth.per_year < 0 else _("tăng %(points)s một năm")) % {"points": points}


def _points(target: Target, value: Decimal) -> str:
    """A difference: percent differ by points."""
    return _amount(_("điểm %") if target.unit == PERCENT else target.unit, value)


def _amount(unit: str, value: Decimal) -> str:
    return formats.percent(value, 1) if unit == PERCENT else f"{formats.number(value, 1)}{formats.NO_BREAK_SPACE}{unit}"

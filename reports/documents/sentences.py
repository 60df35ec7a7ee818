"""Turns of phrase for the review: changes, counts, lists and qualified figures in correct Vietnamese.

Pure: numbers and names in, words out. A missing figure is said to be missing, never written as zero,
and figures under different standards are not subtracted.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from communes.choices import Qualifier
from kontum04.core import formats
from kontum04.core.figure import DONG, PERCENT
from kontum04.core.formats import Number
from reports.documents.marks import first_letter, plain

POINTS = "điểm phần trăm"

LEAST_ABOUT = 100
"""Whole numbers below it are told exactly."""


def change(
    old: Number | None,
    new: Number | None,
    unit: str,
    *,
    since: int,
    decimals: int = 0,
    old_standard: str = "",
    new_standard: str = "",
    written: str = "",
) -> str:
    """Return "giảm 5,6 điểm phần trăm so với năm 2017", or why there is no comparison.

    `unit` is that of the difference: two rates in percent differ by `POINTS`, money in `DONG` is shortened.
    `since` is the year of the old figure; `written` is the size of the change where a figure states it.
    """
    if new is None:
        return str(formats.MISSING)
    if old is None:
        return _("%(missing)s năm %(year)s để so sánh") % {"missing": formats.MISSING, "year": since}
    if old_standard != new_standard:
        return _("không so sánh với năm %(year)s vì khác chuẩn (%(old)s và %(new)s)") % {
            "year": since,
            "old": old_standard or _("không ghi chuẩn"),
            "new": new_standard or _("không ghi chuẩn"),
        }
    difference = Decimal(str(new)) - Decimal(str(old))
    if not difference:
        return _("không thay đổi so với năm %(year)s") % {"year": since}
    amount = _amount(abs(difference), unit, decimals)
    if amount == _amount(Decimal(0), unit, decimals):
        return _("gần như không thay đổi so với năm %(year)s") % {"year": since}
    if written:
        amount = f"{written} {unit}"
    words = _("tăng %(amount)s so với năm %(year)s") if difference > 0 else _("giảm %(amount)s so với năm %(year)s")
    return words % {"amount": amount, "year": since}


def counted(count: int | None, noun: str) -> str:
    """Return "4.800 lượt người", "không có xã nào" for zero, "chưa có số liệu" for a missing count.

    Raise ValueError for a negative count.
    """
    if count is None:
        return str(formats.MISSING)
    if count < 0:
        raise ValueError(f"a count cannot be negative: {count}")
    if count == 0:
        return _("không có %(noun)s nào") % {"noun": noun}
    return f"{formats.number(count)} {noun}"


def money(dong: int | None) -> str:
    """Return "8,25 tỷ đồng", "không phát sinh kinh phí" for zero, "chưa có số liệu" for a missing amount."""
    return _("không phát sinh kinh phí") if dong == 0 else formats.money_short(dong)


def share(part: int | None, whole: int | None, noun: str) -> str:
    """Return "18/53 xã (34,0 %)"; of nothing there is no share."""
    if part is None or whole is None:
        return str(formats.MISSING)
    if whole == 0:
        return counted(0, noun)
    return _("%(part)s/%(whole)s %(noun)s (%(percent)s)") % {
        "part": formats.number(part),
        "whole": formats.number(whole),
        "noun": noun,
        "percent": formats.percent(Decimal(part) * 100 / whole),
    }


def listed(names: Sequence[str], noun: str, limit: int | None = None) -> str:
    """Return "A, B và C", or "A, B và 9 đơn vị khác" when only `limit` names are to be written out.

    Names that hold "và" or a comma themselves are set apart by semicolons.
    """
    shown = list(names if limit is None else names[:limit])
    hidden = len(names) - len(shown)
    if hidden:
        shown.append(_("%(count)s %(noun)s khác") % {"count": formats.number(hidden), "noun": noun})
    if len(shown) < 2 or not any(" và " in name or "," in name for name in shown):
        return formats.join(shown)
    return _("%(most)s; và %(last)s") % {"most": "; ".join(shown[:-1]), "last": shown[-1]}


def named(names: Sequence[str], noun: str, limit: int | None = None) -> str:
    """Return "3 đơn vị: A, B và C", "đơn vị A" for a single one, "không có đơn vị nào" for none."""
    if not names:
        return counted(0, noun)
    if len(names) == 1:
        return f"{noun} {names[0]}"
    return _("%(count)s: %(names)s") % {"count": counted(len(names), noun), "names": listed(names, noun, limit)}


def qualified(figure: str, qualifier: str) -> str:
    """Return a published figure as its source words it: "hơn 8 tỷ đồng", "gần 7 %"; an exact one unchanged.

    Raise ValueError for a qualifier that does not exist.
    """
    word = Qualifier(qualifier)
    return figure if word is Qualifier.EXACT else f"{word.label} {figure}"


def about(value: Number | None, unit: str) -> str:
    """Return a number in its two leading digits as people say it: "hơn 3.000 ngày công", "gần 5.000 lượt".

    By rule: "hơn" where the number is larger than what is said ("trên" for a rate), "gần" where it is smaller; no word
    where two digits say it all. Raise ValueError for a negative number.
    """
    if value is None:
        return str(formats.MISSING)
    exact = Decimal(str(value))
    if exact < 0:
        raise ValueError(f"what is told about cannot be negative: {value}")
    if exact < LEAST_ABOUT and exact == exact.to_integral_value():
        return _said(exact, unit)
    near = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), rounding=ROUND_HALF_UP)
    if exact == near:
        return _said(near, unit)
    more = Qualifier.ABOVE if unit == PERCENT else Qualifier.OVER
    return qualified(_said(near, unit), more if exact > near else Qualifier.NEARLY)


def lateness(days: int | None) -> str:
    """Return "đúng hạn", "chậm 16 ngày", or "chưa nộp" when nothing was filed."""
    if days is None:
        return _("chưa nộp")
    return _("chậm %(days)s ngày") % {"days": formats.number(days)} if days > 0 else _("đúng hạn")


def sentence(text: str) -> str:
    """Return a phrase as a sentence: a capital at the start, one stop at the end."""
    text = text.strip()
    if not text:
        return ""
    at = first_letter(text)
    stop = "" if plain(text).endswith((".", "!", "?", "…", ":", ";")) else "."
    return text[:at] + text[at].upper() + text[at + 1 :] + stop


def _said(value: Decimal, unit: str) -> str:
    if unit == DONG:
        return formats.money_short(int(value))
    return formats.percent(value, None) if unit == PERCENT else f"{formats.number(value)} {unit}"


def _amount(difference: Decimal, unit: str, decimals: int) -> str:
    if unit == DONG:
        return formats.money_short(int(difference))
    return f"{formats.number(difference, decimals)} {unit}"

"""Whether the definition of an indicator part makes sense, before anybody enters a number for it."""

import re
from typing import Any

from django.utils.translation import gettext as _

from communes.choices import COMPUTED_KINDS, Aggregation, PartKind
from communes.rules import CODE


def part_problems(part: Any) -> dict[str, str]:
    """What is wrong with an IndicatorPart, by the name of the field."""
    problems = {"code": _code(part), "choices": _choices(part)} | _formula(part)
    return {field: message for field, message in problems.items() if message}


def _code(part: Any) -> str:
    if re.fullmatch(CODE, part.code):
        return ""
    return _("Mã gồm chữ in hoa không dấu rồi đến số, ví dụ NG01 hoặc HT02.1; quy tắc kiểm tra gọi chỉ tiêu bằng mã.")


def _choices(part: Any) -> str:
    if part.kind != PartKind.CHOICE:
        return _("Chỉ kiểu “chọn trong danh sách” mới có các mức.") if part.choices else ""
    if not part.choices:
        return _("Hãy khai báo các mức để chọn.")
    levels = [pair[0] for pair in part.choices if _is_level(pair)] if isinstance(part.choices, list) else []
    if len(levels) == len(part.choices) and len(set(levels)) == len(levels):
        return ""
    return _('Mỗi mức là một cặp [số nguyên, "nhãn"], không trùng số, ví dụ [[0, "chưa đạt"], [1, "đạt"]].')


def _is_level(pair: object) -> bool:
    match pair:
        case [bool(), _label]:
            return False
        case [int(), str() as label]:
            return bool(label.strip())
    return False


def _formula(part: Any) -> dict[str, str]:
    """What the formula names must fit the kind; nothing may be computed in a circle."""
    top, bottom = part.numerator, part.denominator
    if part.kind == PartKind.RATIO:
        return {
            "numerator": "" if _is_entered(top) else _("Tỷ lệ cần tử số là một chỉ tiêu được nhập."),
            "denominator": "" if _is_entered(bottom) else _("Tỷ lệ cần mẫu số là một chỉ tiêu được nhập."),
        }
    if part.kind == PartKind.CHANGE:
        is_of_rate = top is not None and top.kind == PartKind.RATIO
        return {
            "numerator": "" if is_of_rate else _("Mức thay đổi cần chỉ tiêu gốc là một tỷ lệ."),
            "denominator": _("Mức thay đổi không có mẫu số.") if bottom else "",
        }
    if part.aggregation == Aggregation.WEIGHTED_MEAN:
        weighs = _is_entered(bottom) and bottom.aggregation == Aggregation.SUM
        denominator = "" if weighs else _("Trung bình có trọng số cần trọng số là một chỉ tiêu cộng được.")
    else:
        denominator = _("Chỉ tỷ lệ và trung bình có trọng số mới có mẫu số.") if bottom else ""
    return {"numerator": _("Chỉ tỷ lệ và mức thay đổi mới có tử số.") if top else "", "denominator": denominator}


def _is_entered(part: Any) -> bool:
    return part is not None and part.kind not in COMPUTED_KINDS

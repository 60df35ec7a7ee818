"""Turn the raw cells of a row into typed values, collecting every problem with its cell."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.parsing import parse_date, parse_number
from kontum04.core.sheets.body import Row
from kontum04.core.sheets.model import BadCell, CellProblem, Column, Kind, Raw, is_blank
from kontum04.core.text import fold, nfc

MAX_NUMBER = 10**15
MAX_TEXT = 10_000  # characters
_ERROR_CODE = re.compile(r"#(REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)|(Err|Lỗi):[0-9]{3}")
_YES = {"x", "co", "1", "dung", "✓", "✔", "true", "yes"}
_NO = {"khong", "0", "sai", "false", "no"}
_SHOWN_CHOICES = 8


def read_row(row: Row, columns: Sequence[Column]) -> tuple[dict[str, Any], list[CellProblem]]:
    """Return the typed values by key and all problems of the row.

    A blank cell is None (not reported), a column the sheet lacks is left out, and so is a value with a problem.
    """
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        if column.key not in row.columns:
            continue
        try:
            values[column.key] = read_value(row.values[column.key], column)
        except ValueError as error:
            problems.append(CellProblem(row.sheet, row.cell(column.key), str(error)))
    return values, problems


def read_value(raw: Raw, column: Column) -> Any:
    """Return the value of one cell: str, int (whole numbers, đồng), Decimal, date, bool, a choice's code, or None.

    Raise ValueError with a Vietnamese message.
    """
    if isinstance(raw, BadCell):
        raise ValueError(raw.message)
    if isinstance(raw, str) and _ERROR_CODE.fullmatch(raw.strip()):
        raise ValueError(_("Công thức trong ô bị lỗi (%(code)s); hãy sửa hoặc nhập thẳng giá trị.") % {"code": raw})
    value = None if is_blank(raw) else _READERS[column.kind](raw, column)
    if value is None and not column.blank:
        raise ValueError(_("Chưa nhập “%(name)s”.") % {"name": column.header})
    return value


def _number(raw: Raw, column: Column) -> Decimal | int | None:
    if not isinstance(raw, (str, int, float)):
        raise ValueError(_("“%(text)s” không phải là số; hãy nhập số, ví dụ 1.234,5.") % {"text": _shown(raw)})
    value: Decimal | int | None = parse_number(raw)
    if column.kind in ("integer", "money"):
        value = parse_number(raw, integer=True)
    if value is None:
        return None
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise ValueError(_("Số %(value)s lớn bất thường; hãy kiểm tra lại.") % {"value": _shown(raw)})
    if column.minimum is not None and value < column.minimum:
        raise ValueError(
            _("Số %(value)s không hợp lệ; phải từ %(minimum)s trở lên.")
            % {"value": formats.number(value), "minimum": formats.number(column.minimum)}
        )
    return value


def _date(raw: Raw, _column: Column) -> dt.date | None:
    if isinstance(raw, (bool, dt.time, dt.timedelta)):
        raise ValueError(_("“%(text)s” không phải là ngày; hãy viết ví dụ 02/01/2020.") % {"text": _shown(raw)})
    return parse_date(raw)  # type: ignore[arg-type]


def _text(raw: Raw, _column: Column) -> str:
    text = _shown(raw)
    if len(text) > MAX_TEXT:
        raise ValueError(_("Nội dung quá dài; tối đa %(limit)s ký tự.") % {"limit": formats.number(MAX_TEXT)})
    return text


def _boolean(raw: Raw, _column: Column) -> bool | None:
    if isinstance(raw, bool):
        return raw
    answer = fold(_shown(raw))
    if answer in _YES | _NO:
        return answer in _YES
    if answer == "-":
        return None
    raise ValueError(
        _("“%(text)s” không rõ; hãy ghi “x” hoặc “có”, “không”, hoặc để trống nếu chưa có số liệu.")
        % {"text": _shown(raw)}
    )


def _choice(raw: Raw, column: Column) -> str:
    """Find a choice by code or label; marks only count where two choices differ by nothing else."""
    text = _shown(raw)
    exact = {code for code, label in column.choices if text in (code, nfc(label))}
    found = exact or {code for code, label in column.choices if fold(text) in (fold(code), fold(label))}
    if len(found) == 1:
        return found.pop()
    if found:
        raise ValueError(
            _("“%(text)s” chỉ nhiều mục khác nhau; hãy ghi mã: %(codes)s.")
            % {"text": text, "codes": formats.join(sorted(found))}
        )
    labels = [f"“{label}”" for _code, label in column.choices[:_SHOWN_CHOICES]]
    if len(column.choices) > _SHOWN_CHOICES:
        labels.append("…")
    raise ValueError(
        _("“%(text)s” không có trong danh mục; hãy chọn một trong: %(labels)s.")
        % {"text": text[:80], "labels": ", ".join(labels)}
    )


def _shown(raw: Raw) -> str:
    """Return a cell as text: a code that the sheet holds as 23400.0 is "23400"."""
    if isinstance(raw, bool):
        return _("có") if raw else _("không")
    if isinstance(raw, (int, float)):
        return str(int(raw)) if float(raw).is_integer() else str(raw).replace(".", ",")
    if isinstance(raw, dt.datetime):
        return formats.date(raw.date())
    if isinstance(raw, dt.date):
        return formats.date(raw)
    return nfc(str(raw))


_READERS: dict[Kind, Callable[[Raw, Column], Any]] = {
    "text": _text,
    "integer": _number,
    "money": _number,
    "decimal": _number,
    "percent": _number,
    "date": _date,
    "boolean": _boolean,
    "choice": _choice,
}

"""Find the table in a sheet people made for reading: titles above, grouped headers, a total and signatures below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.sheets.body import Row, read_rows
from kontum04.core.sheets.model import CellProblem, Column, Raw, Sheet, SheetError, address, is_blank, is_reference
from kontum04.core.text import fold, nfc

_SEARCHED_ROWS = 40
_MAX_DEPTH = 3  # rows a header may span
_ROW_NUMBER = {"tt", "stt", "so tt", "so thu tu"}


@dataclass(frozen=True)
class Table:
    """The part of a sheet that was asked for. `header_row` is the spreadsheet row of the lowest header line."""

    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Header:
    """The texts over one column, the group title first."""

    row: int
    column: int
    texts: tuple[str, ...]

    def __str__(self) -> str:
        return f"“{' › '.join(self.texts)}” ({address(self.row, self.column)})"

    def match(self, names: dict[str, str]) -> tuple[str, int] | None:
        """Return the key and how many texts agreed: "Kinh phí › Cộng" is surer than "Cộng" alone."""
        for used in range(len(self.texts), 0, -1):
            text = " ".join(self.texts[-used:])
            if key := names.get(_marked_name(text)) or names.get(header_name(text)):
                return key, used
        return None


@dataclass
class _Candidate:
    """A line of the sheet taken for the lowest header line."""

    row: int
    matched: dict[str, list[_Header]]
    unknown: list[_Header]


def header_name(text: str) -> str:
    """Return the form in which headers are compared: marks, case and punctuation do not count.

    Units stay: "Kinh phí (đồng)" and "Kinh phí (triệu đồng)" are a million apart.
    """
    return re.sub(r"[^a-z0-9%]+", " ", fold(text)).strip()


def _marked_name(text: str) -> str:
    """Return the comparable form that keeps the marks."""
    return " ".join(re.findall(r"[\w%]+", nfc(text).lower()))


def find_table(sheet: Sheet, columns: Sequence[Column]) -> Table:
    """Return the rows under the header that fits `columns` best.

    Raise SheetError with all that is wrong with the header: not found, required ones missing, some standing twice.
    Columns nobody asked for and rows left out (totals, signatures) are told in `notes`.
    """
    names = _names(columns)
    candidates = [
        _candidate(sheet, row, depth, names)
        for depth in range(1, _MAX_DEPTH + 1)
        for row in range(depth - 1, min(len(sheet.rows), _SEARCHED_ROWS))
    ]
    # The first of the best: fewer header lines win, then the upper one.
    best = max(candidates, key=lambda candidate: len(candidate.matched), default=None)
    required = [column for column in columns if column.required]
    if best is None or len(best.matched) < max(min(2, len(columns)), len(required) / 2):
        raise SheetError(_not_found(sheet, required or columns))
    if problems := _header_problems(sheet, best, required):
        raise SheetError(*problems)
    places = {key: headers[0].column for key, headers in best.matched.items()}
    rows, notes = read_rows(sheet, best.row + 1, places, [column.key for column in required])
    return Table(sheet.name, best.row + 1, places, rows, [*_unknown(best), *notes])


def find_in_workbook(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Table:
    """Return the table of the one visible sheet that has it; raise SheetError when none or several do."""
    tables, errors = [], []
    for sheet in sheets:
        if sheet.hidden or not any(not is_blank(value) for row in sheet.rows for value in row):
            continue
        try:
            tables.append(find_table(sheet, columns))
        except SheetError as error:
            errors.append(error)
    if len(tables) == 1:
        return tables[0]
    if tables:
        found = formats.join(f"“{table.sheet}”" for table in tables)
        raise SheetError(_("Nhiều trang có cùng biểu: %(sheets)s; hãy giữ lại một trang.") % {"sheets": found})
    problems = [problem for error in errors for problem in error.problems]
    raise SheetError(*(problems or [_("Tệp không có dữ liệu.")]))


def _names(columns: Sequence[Column]) -> dict[str, str]:
    """Return the key of every name a column goes by; without marks only where that is clear: "Điện" is not "Diện"."""
    named = [(text, column.key) for column in columns for text in (column.header, *column.aliases)]
    names: dict[str, str] = {}
    for text, key in named:
        if names.setdefault(_marked_name(text), key) != key:
            raise TypeError(f"two columns go by the name {text!r}")
    plain: dict[str, set[str]] = {}
    for text, key in named:
        plain.setdefault(header_name(text), set()).add(key)
    return {name: min(keys) for name, keys in plain.items() if len(keys) == 1} | names


def _candidate(sheet: Sheet, row: int, depth: int, names: dict[str, str]) -> _Candidate:
    found: dict[str, list[tuple[int, _Header]]] = {}
    unknown = []
    for header in _headers(sheet, row, depth):
        if match := header.match(names):
            found.setdefault(match[0], []).append((match[1], header))
        else:
            unknown.append(header)
    matched = {}
    for key, pairs in found.items():
        surest = max(used for used, _header in pairs)
        matched[key] = [header for used, header in pairs if used == surest]
        unknown += [header for used, header in pairs if used < surest]
    return _Candidate(row, matched, unknown)


def _headers(sheet: Sheet, lowest: int, depth: int) -> list[_Header]:
    """Return the header of every column that has one.

    A group title stands in the first of its merged cells only, so a blank upper cell takes the text to its left.
    Where the lowest line is blank the header itself is merged downwards and belongs to its own column.
    """
    upper = range(lowest - depth + 1, lowest)
    groups = dict.fromkeys(upper, "")
    headers = []
    for column in range(max((len(sheet.rows[row]) for row in (*upper, lowest)), default=0)):
        own = {row: _text(sheet.at(row, column)) for row in (*upper, lowest)}
        groups = {row: own[row] or group for row, group in groups.items()}
        above = groups if own[lowest] else {row: own[row] for row in upper}
        if texts := tuple(dict.fromkeys(text for text in (*above.values(), own[lowest]) if text)):
            headers.append(_Header(max(row for row, text in own.items() if text), column, texts))
    return headers


def _text(value: Raw) -> str:
    """Return a header as text; a year may stand there as the number 2018.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(value) if isinstance(value, str) else "" if value is None else str(value)


def _header_problems(sheet: Sheet, best: _Candidate, required: Sequence[Column]) -> list[CellProblem]:
    here = address(best.row, 0)
    problems = [
        CellProblem(sheet.name, here, _("Thiếu cột %(name)s ở hàng tiêu đề.") % {"name": _called(column)})
        for column in required
        if column.key not in best.matched
    ]
    for headers in best.matched.values():
        if len(headers) > 1:
            cell = address(headers[1].row, headers[1].column)
            twice = formats.join(headers)
            problems.append(
                CellProblem(sheet.name, cell, _("Trùng cột: %(headers)s; hãy giữ lại một.") % {"headers": twice})
            )
    return problems


def _called(column: Column) -> str:
    """Return all the names a column goes by."""
    return " / ".join(f"“{text}”" for text in (column.header, *column.aliases))


def _not_found(sheet: Sheet, columns: Sequence[Column]) -> CellProblem:
    wanted = ", ".join(_called(column) for column in columns)
    message = _("Không tìm thấy hàng tiêu đề trong %(rows)s hàng đầu; cần có các cột: %(columns)s.")
    return CellProblem(sheet.name, "A1", message % {"rows": _SEARCHED_ROWS, "columns": wanted})


def _unknown(best: _Candidate) -> list[str]:
    headers = [
        header
        for header in best.unknown
        if header_name(header.texts[-1]) not in _ROW_NUMBER and not is_reference(header.texts[-1])
    ]
    if not headers:
        return []
    return [_("Không dùng đến các cột: %(headers)s.") % {"headers": ", ".join(map(str, headers))}]

"""Find the table in a sheet people made for reading: titles above, grouped headers, a total and signatures below."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.sheets.body import Row, read_rows
from kontum04.core.sheets.model import CellProblem, Column, Sheet, SheetError, address, is_blank, is_reference
from kontum04.core.sheets.titles import Header, header_name, names_of, read_headers

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


@dataclass
class _Candidate:
    """A line of the sheet taken for the lowest header line."""

    row: int
    matched: dict[str, list[Header]]
    unknown: list[Header]


def find_table(sheet: Sheet, columns: Sequence[Column]) -> Table:
    """Return the rows under the header that fits `columns` best.

    Raise SheetError with all that is wrong with the header: not found, required ones missing, some standing twice.
    Columns nobody asked for and rows left out (totals, signatures) are told in `notes`.
    """
    names = names_of(columns)
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


def _candidate(sheet: Sheet, row: int, depth: int, names: dict[str, str]) -> _Candidate:
    found: dict[str, list[tuple[int, Header]]] = {}
    unknown = []
    for header in read_headers(sheet, row, depth):
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

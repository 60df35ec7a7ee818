"""Workbooks as people hand them in: made from rows, or a template filled in by cell."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from communes.sheets.kind import SheetKind
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests.cast import World
from twinning.sheets.registry import KINDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kind_of(world: World, code: str, user: Any = WHOLE_PROVINCE_READER) -> SheetKind:
    """A kind of sheet in the cast's year, seen by `user`."""
    return KINDS[code](world.programme_year, user)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def header_row(sheet) -> int:
    """The spreadsheet row of a template's header: the first with more than one filled cell."""
    return next(row[0].row for row in sheet.iter_rows() if sum(cell.value is not None for cell in row) > 1)


def table_of(content: bytes) -> list[dict[str, Any]]:
    """The rows of a template by its headers; a required column's star is left out."""
    sheet = opened(content).worksheets[0]
    top = header_row(sheet)
    headers = [str(cell.value).removesuffix(" *") for cell in sheet[top]]
    rows = sheet.iter_rows(min_row=top + 1, values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows if any(value is not None for value in row)]


def filled(content: bytes, row: int, values: Mapping[str, Any]) -> bytes:
    """A template with values typed into data row `row` (0 is the first below the header), by header."""
    book = opened(content)
    sheet = book.worksheets[0]
    top = header_row(sheet)
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[top]}
    for header, value in values.items():
        sheet.cell(top + 1 + row, columns[header]).value = value
    return saved(book)


def told(problems) -> list[str]:
    return [str(problem) for problem in problems]

"""Write a workbook to be filled in offline and handed back: what may be entered is open, the rest is locked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core.sheets import cells
from kontum04.core.sheets.export import sheet_title, to_bytes
from kontum04.core.sheets.model import Column, reference_header
from kontum04.core.sheets.stamp import Stamp, write_stamp
from kontum04.core.sheets.validation import expected, validate_cells

HEADER_HEIGHT = 75  # points: five lines, for a number's column is narrow and its name long


@dataclass(frozen=True)
class TemplateRow:
    """What a template shows in a row: present values and, for comparison, earlier ones; both by column key."""

    values: Mapping[str, Any]
    references: Mapping[str, Any] = field(default_factory=dict)


def write_template(
    columns: Sequence[Column],
    rows: Sequence[TemplateRow],
    *,
    title: str,
    stamp: Stamp,
    notes: Sequence[str] = (),
    references: Mapping[str, str] | None = None,
    sheet_name: str = "",
    spare_rows: int = 0,
) -> bytes:
    """Return an .xlsx to be filled in.

    `references` names by column key the grey column that shows `TemplateRow.references` beside an input
    ("năm 2017"). `spare_rows` are empty and open throughout, for what is new. The protection has no password: it
    guards against slips, not against intent, and whoever reads the file back checks everything.
    """
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = sheet_title(sheet_name or _("Nhập liệu"))
    places = _places(columns, references or {})
    top = cells.write_head(sheet, 1, title, [*notes, _legend(references)], len(places)) + 1
    sheet.row_dimensions[top].height = HEADER_HEIGHT
    last = top + len(rows) + spare_rows
    for number, (column, label) in enumerate(places, start=1):
        _write_column_head(sheet, top, number, column, label)
        if label is None and last > top:
            letter = get_column_letter(number)
            validate_cells(book, sheet, column, f"{letter}{top + 1}:{letter}{last}")
    spare = [None] * spare_rows
    for number, row in enumerate([*rows, *spare], start=top + 1):
        _write_row(sheet, number, places, row)
    _guard(sheet, top, places)
    write_stamp(book, stamp)
    return to_bytes(book)


def _places(columns: Sequence[Column], references: Mapping[str, str]) -> list[tuple[Column, str | None]]:
    """Return the columns of the sheet; a label marks the grey one before the input it belongs to."""

    def spread() -> Iterator[tuple[Column, str | None]]:
        for column in columns:
            if column.key in references:
                yield column, references[column.key]
            yield column, None

    return list(spread())


def _legend(references: Mapping[str, str] | None) -> str:
    legend = _("Chỉ nhập vào ô nền vàng; cột có dấu * là bắt buộc. Để trống khi chưa có số liệu, ghi 0 khi bằng không.")
    return f"{legend} {_('Cột nền xám chỉ để tham khảo.')}" if references else legend


def _write_column_head(sheet: Worksheet, row: int, number: int, column: Column, label: str | None) -> None:
    cell = sheet.cell(row, number)
    sheet.column_dimensions[get_column_letter(number)].width = cells.WIDTHS.get(column.kind, cells.DEFAULT_WIDTH)
    if label is not None:
        cells.write_header(cell, reference_header(f"{column.header} – {label}"))
        return
    cells.write_header(cell, column.header + ("" if column.blank else " *"))
    if hint := " ".join(text for text in (column.help_text, expected(column)) if text):
        cell.comment = Comment(hint, _("Ban Chỉ đạo 04"), width=260, height=110)


def _write_row(sheet: Worksheet, number: int, places: list[tuple[Column, str | None]], row: TemplateRow | None) -> None:
    for place, (column, label) in enumerate(places, start=1):
        cell = sheet.cell(number, place)
        cell.border = cells.BORDER
        if label is not None:
            cells.write_value(cell, row and row.references.get(column.key), column.kind)
            cell.fill, cell.font = cells.REFERENCE_FILL, cells.REFERENCE_FONT
            continue
        cells.write_value(cell, _as_entered(column, row and row.values.get(column.key)), column.kind)
        cell.number_format = _input_format(column)
        if row is None or not column.locked:
            _open(cell)


def _as_entered(column: Column, value: Any) -> Any:
    """Return a choice's label, which is what the drop-down offers."""
    return dict(column.choices).get(value, value) if column.kind == "choice" else value


def _input_format(column: Column) -> str:
    """Return the format of a cell to be filled in.

    Percent stays General: there a spreadsheet turns the cell into percent when "5,6%" is typed, and reading it
    back knows both; with our own format it would silently keep 0.056. Text keeps the zeros of a code.
    """
    if column.kind == "text":
        return "@"
    return "General" if column.kind == "percent" else cells.NUMBER_FORMATS.get(column.kind, "General")


def _open(cell: Cell) -> None:
    cell.protection = Protection(locked=False)
    cell.fill = cells.INPUT_FILL


def _guard(sheet: Worksheet, top: int, places: list[tuple[Column, str | None]]) -> None:
    """Lock what is not open, keep the head and the locked names in view, and set up printing."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False: allowed, to widen what is cut off
    names = 0
    while names < len(places) and places[names][0].locked:
        names += 1
    sheet.freeze_panes = sheet.cell(top + 1, names + 1)
    cells.set_up_print(sheet, top)

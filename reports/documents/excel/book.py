"""The workbook of a document: a cover, then every table of the text and every annex on a sheet of its own."""

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core import formats
from kontum04.core.sheets.cells import safe_text
from kontum04.core.sheets.export import sheet_title
from reports.documents.context_types import DocumentContext, Table
from reports.documents.excel.cells import BODY, BOLD, ITALIC, TITLE
from reports.documents.excel.sheet import TableSheet, set_up_print, write_sheet
from reports.documents.printing import DASH, attached_to, missing_in, missing_note, printed_annexes, printed_head
from reports.documents.word.styles import LANGUAGE

LINK = Font(BODY.name, BODY.size, color="1F4E79", underline="single")
COVER_WIDTHS = (22, 100)
_MOST_NAME = 31  # characters of a sheet's name


def document_xlsx(template: str, context: DocumentContext) -> bytes:
    """Return the workbook of a document; whatever the template, the tables are the same."""
    sheets = list(table_sheets(context))
    notice = _("Số liệu minh họa") if context.letterhead.illustrative else ""
    book = Workbook()
    cover: Worksheet = book.active
    cover.title = _("Bìa")
    _write_cover(cover, context, sheets, notice)
    for source in sheets:
        write_sheet(book.create_sheet(source.name), source, notice)
    book.properties.title = str(printed_head(context.letterhead)["document_title"])
    book.properties.language = LANGUAGE
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table_sheets(context: DocumentContext) -> Iterator[TableSheet]:
    """The tables of the text in their order, then the annexes."""
    rule_set, source_line = context.letterhead.rule_set, attached_to(context.letterhead, context.letterhead.rule_set)
    taken: set[str] = set()
    tables = [(section, block) for section in context.sections for block in section.content if isinstance(block, Table)]
    for number, (section, table) in enumerate(tables, 1):
        name = _free(_("Bảng %(number)s") % {"number": number}, taken)
        heading = table.caption or section.heading or name
        yield TableSheet(name, ((name, BOLD), (heading, TITLE), (f"({source_line})", ITALIC)), table, missing_in(table))
    for printed in printed_annexes(context.annexes, rule_set):
        annex = printed.annex
        notes = tuple(note for note in (annex.note, missing_note() if printed.table.has_missing else "") if note)
        lines = ((printed.label, BOLD), (printed.title, TITLE), (f"({source_line})", ITALIC))
        yield TableSheet(_free(annex.number, taken), lines, annex, DASH, notes, with_column_numbers=True)


def _free(name: str, taken: set[str]) -> str:
    """A sheet's name that no other sheet has; programs take A and a for the same."""
    wanted = sheet_title(ILLEGAL_CHARACTERS_RE.sub("", name)) or _("Biểu")
    free, count = wanted, 1
    while free.casefold() in taken:
        count += 1
        ending = f" ({count})"
        free = wanted[: _MOST_NAME - len(ending)] + ending
    taken.add(free.casefold())
    return free


def _write_cover(sheet: Worksheet, context: DocumentContext, sheets: list[TableSheet], notice: str) -> None:
    """Whose document it is, how to read its cells, and where everything stands."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = COVER_WIDTHS
    rows = [*_about(context), *_how_to_read(notice)]
    for row, (label, words, font) in enumerate(rows, 1):
        for at, (text, shown) in enumerate(((label, BOLD), (words, font)), 1):
            cell = sheet.cell(row, at)
            safe_text(cell, text)
            cell.font, cell.alignment = shown, Alignment(vertical="top", wrap_text=True)
    _write_contents(sheet, len(rows) + 2, sheets)
    set_up_print(sheet, notice)


def _about(context: DocumentContext) -> list[tuple[str, str, Font]]:
    head, letterhead, issued = printed_head(context.letterhead), context.letterhead, context.verification
    rows = [
        (_("Cơ quan ban hành"), f"{letterhead.superior} – {letterhead.issuer}", BODY),
        (_("Văn bản"), str(head["document_title"]), TITLE),
        (_("Số, ký hiệu"), str(head["number_line"]), BODY),
        (_("Nơi, ngày"), str(head["place_date"]), BODY),
    ]
    if issued:
        rows.append((_("Kiểm tra"), "\n".join((issued.invitation, issued.address, issued.code_line)), BODY))
    return rows


def _how_to_read(notice: str) -> list[tuple[str, str, Font]]:
    missing = _("“%(mark)s” và “%(words)s”: chưa có số liệu, không phải bằng không; ô trống: không có gì để ghi.")
    rows = [
        (_("Ô không có số"), missing % {"mark": DASH, "words": formats.MISSING}, BODY),
        (_("Tiền"), _("Giữ đến đồng, hiện theo đơn vị ghi ở đầu cột."), BODY),
        (_("Dòng cộng"), _("Là công thức; ô nào không phải công thức có chú thích nói rõ nguồn số."), BODY),
    ]
    return [(_("Lưu ý"), notice, BOLD), *rows] if notice else rows


def _write_contents(sheet: Worksheet, top: int, sheets: list[TableSheet]) -> None:
    if not sheets:
        safe_text(sheet.cell(top, 1), _("Văn bản không có biểu."))
    for row, source in enumerate(sheets, top):
        link, title = sheet.cell(row, 1), sheet.cell(row, 2)
        safe_text(link, source.name)
        quoted = source.name.replace("'", "''")
        link.hyperlink, link.font = Hyperlink(link.coordinate, location=f"'{quoted}'!A1"), LINK
        safe_text(title, source.lines[1][0])
        title.font, title.alignment = BODY, Alignment(vertical="top", wrap_text=True)

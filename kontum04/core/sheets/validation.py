"""What a spreadsheet itself doubts while a template is filled in: drop-downs and number limits.

It warns and does not refuse, for any value may be taken back by the words “chưa có số liệu”. Reading decides.
"""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kontum04.core.formats import number
from kontum04.core.sheets.cells import safe_text
from kontum04.core.sheets.model import Column
from kontum04.core.sheets.values import MAX_NUMBER

CHOICES_SHEET = "_choices"


def validate_cells(book: Workbook, sheet: Worksheet, column: Column, cells: str) -> None:
    """Let the cells of a column take only what the column accepts."""
    rule = _rule(book, column)
    if rule is None:
        return
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorStyle = "warning"
    rule.errorTitle = _("Giá trị không hợp lệ")
    rule.error = expected(column)[:255]
    rule.add(cells)
    sheet.add_data_validation(rule)


def expected(column: Column) -> str:
    """Say what may be entered."""
    least = "" if column.minimum is None else _(", từ %(minimum)s trở lên") % {"minimum": number(column.minimum)}
    match column.kind:
        case "integer":
            return _("Số nguyên%(least)s.") % {"least": least}
        case "money":
            return _("Số tiền bằng đồng, không có phần lẻ%(least)s.") % {"least": least}
        case "decimal":
            return _("Số, có thể có phần thập phân%(least)s.") % {"least": least}
        case "percent":
            return _("Tỷ lệ phần trăm, ví dụ 5,6%(least)s.") % {"least": least}
        case "date":
            return _("Ngày, ví dụ 02/01/2020.")
        case "boolean":
            return _("Ghi “có” hoặc “không”.")
        case "choice":
            return _("Chọn trong danh sách.")
    return ""


def _rule(book: Workbook, column: Column) -> DataValidation | None:
    least = -MAX_NUMBER if column.minimum is None else column.minimum
    match column.kind:
        case "integer" | "money":
            return DataValidation("whole", operator="between", formula1=str(least), formula2=str(MAX_NUMBER))
        case "decimal" | "percent":
            return DataValidation("decimal", operator="between", formula1=str(least), formula2=str(MAX_NUMBER))
        case "date":
            return DataValidation("date", operator="greaterThan", formula1="10000")
        case "boolean":
            return DataValidation("list", formula1='"{},{}"'.format(_("có"), _("không")))
        case "choice" if column.choices:
            return DataValidation("list", formula1=_list_of(book, column))
    return None


def _list_of(book: Workbook, column: Column) -> str:
    """Write the labels on the hidden sheet, for a rule itself holds 255 characters; return their range."""
    if CHOICES_SHEET not in book.sheetnames:
        book.create_sheet(CHOICES_SHEET).sheet_state = "hidden"
    sheet = book[CHOICES_SHEET]
    place = sheet.max_column + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
    for row, (_code, label) in enumerate(column.choices, start=1):
        safe_text(sheet.cell(row, place), str(label))
    letter = get_column_letter(place)
    return f"'{CHOICES_SHEET}'!${letter}$1:${letter}${len(column.choices)}"

"""Sheets of the old binary .xls, which python-calamine reads without percent formats and failed formulas."""

from typing import Any

import xlrd
from django.utils.translation import gettext as _

from kontum04.core.sheets.marks import Marks, failed_formula, is_percent_format, percent_shown
from kontum04.core.sheets.model import Raw, Sheet, SheetError
from kontum04.core.sheets.package import has_macros, not_a_workbook, password_protected

_MACROS = "_VBA_PROJECT".encode("utf-16-le")  # names of streams, as the container spells them
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xls(data: bytes) -> list[Sheet]:
    """Return the sheets; raise SheetError when the file is protected, has macros or cannot be read."""
    if _ENCRYPTED in data:
        raise password_protected()
    if _MACROS in data:
        raise has_macros()
    try:
        with xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True) as book:
            return [_read_sheet(book, sheet) for sheet in book.sheets()]
    except SheetError:
        raise
    except xlrd.XLRDError as error:
        raise password_protected() if "encrypted" in str(error) else not_a_workbook() from error
    except Exception as error:  # a damaged file makes the library fail in any way
        raise not_a_workbook() from error


def _read_sheet(book: Any, sheet: Any) -> Sheet:
    Marks().reach(sheet.name, max(sheet.nrows - 1, 0), max(sheet.ncols - 1, 0))
    rows = [[_value(book, cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]
    return Sheet(sheet.name, rows, hidden=sheet.visibility != 0)


def _value(book: Any, cell: Any) -> Raw:
    """Return what the cell shows: a number formatted as percent times 100."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return failed_formula(xlrd.error_text_from_code.get(cell.value, _("không rõ")))
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        case xlrd.XL_CELL_NUMBER:
            style = book.format_map[book.xf_list[cell.xf_index].format_key]
            return percent_shown(cell.value) if is_percent_format(style.format_str) else cell.value
    return None

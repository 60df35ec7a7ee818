"""A workbook handed back with its bad cells marked."""

import io

from openpyxl import Workbook, load_workbook

from kontum04.core.sheets.feedback import mark_errors
from kontum04.core.sheets.model import CellProblem


def marked(*problems: CellProblem):
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu"
    for row in (["Xã", "Số hộ", "Cộng"], ["Đăk Hà", "nhiều", "=B2+1"], ["Bờ Y", 5, None]):
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    buffer = io.BytesIO()
    book.save(buffer)
    return load_workbook(io.BytesIO(mark_errors(buffer.getvalue(), problems)))["Biểu"]


def test_bad_cells_are_filled_and_say_what_is_wrong():
    sheet = marked(CellProblem("Biểu", "B2", "không phải là số."), CellProblem("Biểu", "B2", "=HYPERLINK(1)"))
    assert sheet["B2"].comment.text == "không phải là số.\n=HYPERLINK(1)"
    assert sheet["B2"].fill.fgColor.rgb == "00F4B6B0"
    assert (sheet["B2"].value, sheet["C2"].value) == ("nhiều", "=B2+1")
    assert sheet["A2"].comment is None


def test_a_merged_cell_is_marked_where_it_shows():
    sheet = marked(CellProblem("Biểu", "C3", "thiếu."))
    assert sheet["B3"].comment.text == "thiếu."


def test_a_cell_beyond_the_table_and_a_sheet_that_is_gone():
    sheet = marked(CellProblem("Biểu", "Z9", "thiếu."), CellProblem("Khác", "A1", "thiếu."))
    assert sheet["Z9"].comment.text == "thiếu."

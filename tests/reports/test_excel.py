"""The workbook of a document: typed cells, print set-up, and totals that LibreOffice computes to the printed figure."""

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from kontum04.core.figure import DONG, PERCENT, Figure
from reports.documents.context_types import Annex, Column, DocumentContext, Kind, Section, Table
from reports.documents.excel.book import document_xlsx
from reports.documents.printing import cell_text
from tests.reports import sample
from tests.reports.office import converted

# Poor households and their rate: the second commune has not reported, the total must leave its households out.
RATES = Annex(
    "Hộ nghèo",
    "Biểu 9",
    (
        Column("TT", Kind.COUNT),
        Column("Xã"),
        Column("Số hộ", Kind.COUNT, key="households"),
        Column("Hộ nghèo", Kind.COUNT, key="poor"),
        Column("Tỷ lệ", Kind.PERCENT, unit="%", share=("poor", "households")),
        Column("Giảm", Kind.PERCENT, total_note="Từ tỷ lệ chung hai năm."),
        Column("Chưa ai báo cáo", Kind.COUNT),
    ),
    (
        (1, "Ngọc Linh", 400, 150, Decimal("37.5"), Decimal("5.0"), None),
        (2, "Đăk Long", 900, None, None, None, None),
        (3, "Măng Ri", 333, 100, Decimal("30.0"), Decimal("4.1"), None),
    ),
    ("", "Cộng", 1633, 250, Decimal("34.1"), Decimal("4.6"), None),
    note="Chú thích của biểu.",
)
FIGURES = Annex(
    "Tổng hợp",
    "Biểu 10",
    (Column("Số liệu"), Column("Năm 2018", Kind.FIGURE)),
    (
        ("Lượt người", Figure("a", "", "lượt", Decimal(4800))),
        ("Tỷ lệ", Figure("b", "", PERCENT, Decimal("22.6415"), 1)),
        ("Kinh phí", Figure("c", "", DONG, Decimal(8_250_123_456))),
        ("Thiếu", Figure("d", "", "hộ", None)),
        ("Không có", ""),
    ),
)


@pytest.fixture(scope="module")
def context() -> DocumentContext:
    review = sample.review()
    return replace(review, annexes=(*review.annexes, RATES, FIGURES))


@pytest.fixture(scope="module")
def content(context) -> bytes:
    return document_xlsx("review", context)


@pytest.fixture(scope="module")
def book(content) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def computed(content, tmp_path_factory) -> openpyxl.Workbook:
    """The workbook as LibreOffice computes and saves it."""
    files = converted({"book.xlsx": content}, "xlsx:Calc MS Excel 2007 XML", tmp_path_factory.mktemp("office"))
    return openpyxl.load_workbook(io.BytesIO(files["book"]), data_only=True)


def body_of(sheet, annex: Annex) -> int:
    """The row of the first row of an annex: below the row of column numbers."""
    return next(row for row in range(1, 20) if [cell.value for cell in sheet[row]][:2] == [1, 2]) + 1


def test_cover_tables_and_annexes_have_a_sheet_each(book):
    assert book.sheetnames == ["Bìa", "Bảng 1", "Biểu 1", "Biểu 2", "Biểu 9", "Biểu 10"]
    cover = {row[0]: row[1] for row in book["Bìa"].iter_rows(values_only=True)}
    assert cover["Văn bản"].startswith("Báo cáo kết quả thực hiện Nghị quyết số 04-NQ/TU năm 2018")
    assert cover["Số, ký hiệu"] == "Số 05-BC/BCĐ"
    assert cover["Lưu ý"] == "Số liệu minh họa"
    assert "không phải bằng không" in cover["Ô không có số"]
    assert cover["Biểu 9"] == "Hộ nghèo"
    links = [row[0].hyperlink.location for row in book["Bìa"].iter_rows() if row[0].hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_every_cell_is_typed_and_says_what_paper_says(book, context):
    for annex in context.annexes[:3]:
        sheet = book[annex.number]
        first = body_of(sheet, annex)
        for row, values in enumerate(annex.rows, first):
            for at, (column, value) in enumerate(zip(annex.columns, values, strict=True), 1):
                held = sheet.cell(row, at).value
                if isinstance(value, bool) or value is None or value == "":
                    assert held == (cell_text(column.kind, value, "–") or None)
                elif isinstance(value, dt.date):
                    assert held.date() == value
                else:
                    assert held == pytest.approx(float(value)) if not isinstance(value, str) else held == value


def test_numbers_are_shown_as_on_paper(book):
    sheet = book["Biểu 1"]
    first = body_of(sheet, sample.unit_annex())
    formats = [sheet.cell(first, at).number_format for at in (4, 5, 6, 18)]
    vi = "[$-42A]"
    assert formats == [
        f"{vi}#,##0;{vi}−#,##0",
        f"{vi}#,##0.0;{vi}−#,##0.0",
        f"{vi}#,##0.0,,;{vi}−#,##0.0,,",
        f"{vi}dd/mm/yyyy",
    ]
    assert sheet.cell(first, 6).value == 7_000_000, "money is held in đồng"


def test_figures_of_their_own_unit_are_numbers(book):
    cells = [book["Biểu 10"].cell(row, 2) for row in range(7, 12)]
    assert [cell.value for cell in cells] == [4800, pytest.approx(22.6), 8_250_123_456, "chưa có số liệu", None]
    assert cells[1].number_format.endswith('#,##0.0" %"')


def test_libreoffice_prints_the_vietnamese_forms(content, tmp_path):
    shown = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,6"
    folder = tmp_path / "shown"
    folder.mkdir()
    text = converted_sheet(content, shown, folder)
    for words in ("4.800", "22,6 %", "8.250.123.456", "chưa có số liệu"):
        assert words in text
    text = converted_sheet(content, shown.replace("false,6", "false,3"), tmp_path)
    assert "30/01/2018" in text
    assert ";7,0;11,0;13,0;17,0;48,0;" in text


def converted_sheet(content: bytes, shown: str, folder) -> str:
    """One sheet as LibreOffice shows it; it names the file after the sheet."""
    try:
        converted({"book.xlsx": content}, shown, folder)
    except FileNotFoundError:
        [path] = (folder / "converted").iterdir()
        return path.read_text()
    raise AssertionError("one sheet was asked for")


def test_the_head_is_merged_frozen_and_repeated(book):
    sheet = book["Biểu 1"]
    first = body_of(sheet, sample.unit_annex())
    merged = {str(area) for area in sheet.merged_cells.ranges}
    top = first - 3
    assert {f"F{top}:J{top}", f"A{top}:A{top + 1}", f"R{top}:S{top}"} <= merged
    assert sheet.cell(top, 6).value == "Kinh phí (triệu đồng)"
    assert sheet.freeze_panes == f"C{first}"
    assert sheet.print_title_rows == f"${top}:${first - 1}"


def test_every_sheet_prints_on_a4_landscape_as_wide_as_one_page(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Trang &P/&N"
        assert sheet.oddHeader.right.text == "Số liệu minh họa"


def test_a_document_of_real_figures_bears_no_notice():
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx("review", sample.review(sample.STATE))))
    assert {sheet.oddHeader.right.text for sheet in book} == {None}
    assert "Lưu ý" not in [row[0] for row in book["Bìa"].iter_rows(values_only=True)]


@pytest.mark.parametrize("annex", [sample.unit_annex(), RATES], ids=lambda annex: annex.number)
def test_totals_compute_to_the_figures_of_the_document(book, computed, annex):
    row = body_of(book[annex.number], annex) + len(annex.rows)
    for at, (column, total) in enumerate(zip(annex.columns, annex.totals, strict=True), 1):
        value = computed[annex.number].cell(row, at).value
        if total is None or isinstance(total, str):
            assert (value or "") == cell_text(column.kind, total, "–"), column.label
        else:
            assert value == pytest.approx(float(total)), column.label


def test_totals_are_formulas_or_say_why_not(book):
    sheet = book["Biểu 9"]
    row = body_of(sheet, RATES) + len(RATES.rows)
    cells = [sheet.cell(row, at) for at in range(1, 8)]
    assert [str(cell.value)[:1] == "=" for cell in cells] == [False, False, True, True, True, False, True]
    assert cells[5].comment.text == "Từ tỷ lệ chung hai năm."
    visited = book["Biểu 1"].cell(body_of(book["Biểu 1"], sample.unit_annex()) + 72, 17)
    assert (visited.value, visited.comment.text.startswith("Không phải tổng của cột")) == (2448, True)


def test_the_rate_leaves_out_who_did_not_report_even_after_an_edit(content, tmp_path):
    """The formula, not the figure: with another number of poor households it must come out anew."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Biểu 9"]
    first = body_of(sheet, RATES)
    sheet.cell(first, 4).value = 200
    buffer = io.BytesIO()
    book.save(buffer)
    files = converted({"book.xlsx": buffer.getvalue()}, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    total = openpyxl.load_workbook(io.BytesIO(files["book"]), data_only=True)["Biểu 9"]
    assert total.cell(first + 3, 4).value == 300
    assert total.cell(first + 3, 5).value == pytest.approx(40.9)


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "a\x0bb"])
def test_text_stays_text(typed):
    table = Table((Column(typed),), ((typed,),), caption=typed)
    annex = Annex(typed, typed, (Column("Tên"), Column("Số", Kind.COUNT)), ((typed, typed),), ("", typed), typed)
    made = document_xlsx("review", DocumentContext(sample.PARTY, (Section(typed, 1, table=table),), (annex,)))
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.data_type for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells].count(typed.replace("\x0b", "")) >= 11
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))


def test_sheets_of_one_name_stay_apart():
    annexes = tuple(replace(RATES, number=number) for number in ("Biểu", "BIỂU", "B" * 40, "b" * 40, "[?]"))
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx("review", DocumentContext(sample.PARTY, annexes=annexes))))
    assert book.sheetnames == ["Bìa", "Biểu", "BIỂU (2)", "B" * 31, "b" * 27 + " (2)", "Biểu (3)"]


def test_an_annex_without_rows_says_why():
    empty = replace(RATES, rows=(), totals=None, note="Trong năm chưa ghi nhận kiến nghị nào.")
    made = document_xlsx("review", DocumentContext(sample.PARTY, annexes=(empty,)))
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Biểu 9"]
    assert sheet.cell(7, 1).value == "Trong năm chưa ghi nhận kiến nghị nào."
    assert sheet.freeze_panes == "C7"


def test_a_document_without_tables_says_so():
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx("review", DocumentContext(sample.PARTY))))
    assert book.sheetnames == ["Bìa"]
    assert "Văn bản không có biểu." in [row[0] for row in book["Bìa"].iter_rows(values_only=True)]

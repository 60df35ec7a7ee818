"""Workbooks that cannot be imported: each answered on the page in clear Vietnamese, nothing in the database changed."""

import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kontum04.core.sheets.stamp import Stamp, write_stamp
from tests.core.wording import is_vietnamese
from tests.core.workbooks import with_parts, with_sheet_xml, xlsx
from tests.sheets.books import XLSX, saved
from tests.twinning.pages import dump

COMMUNES, VILLAGES, HELP, UNITS, TWINNINGS = (
    "commune-indicators", "village-indicators", "contributions", "units", "twinnings",
)  # fmt: skip
HEADER = ["Mã xã", "Huyện", "Xã", "Tổng số hộ", "Hộ nghèo", "Đạt Bộ tiêu chí quốc gia về y tế xã", "ND01"]


def rows(*values, header=HEADER) -> bytes:
    return xlsx([header, *values], sheet="Biểu")


def nhoong(*figures) -> bytes:
    return rows([None, None, "Đăk Nhoong", *figures])


def stamped(**other) -> bytes:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append([None, None, "Đăk Nhoong", 5])
    stamp = {"kind": COMMUNES, "version": 1, "programme": "nq04-2016", "year": 2018} | other
    write_stamp(book, Stamp(**stamp))
    return saved(book)


def twice() -> bytes:
    book = Workbook()
    for sheet in (book.active, book.create_sheet()):
        sheet.append(HEADER)
        sheet.append([None, None, "Đăk Nhoong", 5])
    return saved(book)


def only_hidden() -> bytes:
    book = Workbook()
    book.active.title = "Trống"
    sheet = book.create_sheet("Ẩn")
    sheet.append(HEADER)
    sheet.append([None, None, "Đăk Nhoong", 5])
    sheet.sheet_state = "hidden"
    return saved(book)


def failed_formula() -> bytes:
    cells = "".join(
        f'<c r="{column}1" t="str"><v>{name}</v></c>'
        for column, name in zip("ABC", ["Xã", "DC01", "NG01"], strict=True)
    )
    row = '<c r="A2" t="str"><v>Đăk Nhoong</v></c><c r="B2" t="e"><f>C2/0</f><v>#DIV/0!</v></c>'
    return with_sheet_xml(f'<row r="1">{cells}</row><row r="2">{row}</row>')


MALFORMED = {
    "empty file": (COMMUNES, b"", "trống"),
    "text": (COMMUNES, "Xã;Số hộ\nĐăk Long;5".encode(), "không phải là .xlsx"),
    "picture": (COMMUNES, b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "không phải là .xlsx"),
    "document": (COMMUNES, with_parts(xlsx(), **{"xl/workbook.xml": None}), "không phải là .xlsx"),
    "cut off": (COMMUNES, xlsx()[:3000], "đã hỏng"),
    "macros": (COMMUNES, with_parts(xlsx(), **{"xl/vbaProject.bin": b"x"}), "macro"),
    "broken inside": (COMMUNES, with_sheet_xml("<row><c><v>1</row>"), "đã hỏng"),
    "too many rows": (COMMUNES, with_sheet_xml('<row r="50001"><c r="A50001"><v>1</v></c></row>'), "quá lớn"),
    "nothing in it": (COMMUNES, xlsx([]), "Tệp không có dữ liệu"),
    "only a hidden sheet": (COMMUNES, only_hidden(), "Tệp không có dữ liệu"),
    "no header": (COMMUNES, xlsx([["Đăk Nhoong", 5], ["Đăk Long", 6]]), "Không tìm thấy hàng tiêu đề"),
    "no column of names": (COMMUNES, xlsx([["Mã xã", "Tổng số hộ", "Hộ nghèo"], ["23365", 5, 1]]), "Thiếu cột “Xã”"),
    "a column twice": (COMMUNES, xlsx([["Xã", "DC01", "Tổng số hộ"], ["Đăk Nhoong", 5, 6]]), "Trùng cột"),
    "two tables": (COMMUNES, twice(), "Nhiều trang có cùng biểu"),
    "no rows": (COMMUNES, rows(), "không có hàng số liệu nào"),
    "no figures": (COMMUNES, rows(["23365", "Đăk Glei", "Đăk Long"], header=HEADER[:3]), "Không có cột chỉ tiêu nào"),
    "template of another year": (COMMUNES, stamped(year=2017), "Mẫu này lập cho năm 2017"),
    "template of another programme": (COMMUNES, stamped(programme="qd2523-2013"), "qd2523-2013"),
    "template of another kind": (COMMUNES, stamped(kind=UNITS), "mẫu của biểu khác"),
    "template of before": (COMMUNES, stamped(version=0), "Mẫu này đã cũ"),
    "unknown commune": (COMMUNES, rows([None, None, "Ia Tơi", 5]), "Biểu!C2: Không tìm thấy xã “Ia Tơi”"),
    "which of two": (COMMUNES, rows([None, None, "Đăk Long", 5]), "Biểu!C2: “Đăk Long” có thể là"),
    "code of another": (COMMUNES, rows(["23504", None, "Đăk Nhoong", 5]), "Biểu!A2: Mã “23504” không phải"),
    "name missing": (COMMUNES, rows(["23365", None, None, 5]), "Biểu!C2: Chưa nhập “Xã”"),
    "words for a number": (COMMUNES, nhoong("khoảng 5"), "Biểu!D2: “khoảng 5” không phải là số"),
    "English number": (COMMUNES, nhoong("1,234.5"), "Biểu!D2: “1,234.5” viết sai dấu phân cách; hãy viết 1.234,5"),
    "point for comma": (COMMUNES, nhoong("12.5"), "hãy viết 12,5"),
    "part of a household": (COMMUNES, nhoong(12.5), "Biểu!D2: “12,5” không phải là số nguyên"),
    "less than nothing": (COMMUNES, nhoong(-1), "Biểu!D2: Số −1 không hợp lệ"),
    "a date for a number": (COMMUNES, nhoong("01/02/2018"), "Biểu!D2: “01/02/2018” không phải là số"),
    "too many": (COMMUNES, nhoong(10**16), "lớn bất thường"),
    "below the least": (COMMUNES, nhoong(0), "Biểu!D2: Số 0 không hợp lệ; phải từ 1 trở lên"),
    "maybe": (COMMUNES, nhoong(300, 1, "đang xét"), "Biểu!F2: “đang xét” không rõ"),
    "no such level": (COMMUNES, nhoong(300, 1, "có", "khá"), "Biểu!G2: “khá” không có trong danh mục"),
    "failed formula": (COMMUNES, failed_formula(), "B2: Công thức trong ô bị lỗi (#DIV/0!)"),
    "formula never computed": (COMMUNES, nhoong("=1+1"), "Biểu!D2: Công thức trong ô chưa được tính"),
    "more poor than households": (COMMUNES, nhoong(100, 101), "Số hộ nghèo không được lớn hơn tổng số hộ"),
    "same commune twice": (COMMUNES, rows(*[[None, None, "Đăk Nhoong", 300]] * 2), "các hàng 2 và 3 nói về cùng"),
    "village of another commune": (
        VILLAGES,
        xlsx([["Mã xã", "Xã", "Thôn", "DC01"], ["23365", "Đăk Long", "Kon Teo", 5]]),
        "không có thôn, làng “Kon Teo”",
    ),
    "no such day": (
        TWINNINGS,
        xlsx([["Đơn vị", "Xã", "Từ ngày"], ["Sở TN", "Đăk Nhoong", "31/02/2018"]]),
        "“31/02/2018” không phải là ngày",
    ),
    "no kind of unit": (UNITS, xlsx([["Tên đơn vị", "Khối"], ["Sở Mới", "Tổ dân phố"]]), "không có trong danh mục"),
    "sources that do not add up": (
        HELP,
        xlsx([["Đơn vị", "Xã", "Tiết kiệm cơ quan", "Cộng"], ["Sở TN", "Đăk Nhoong", 5, 6]]),
        "Cộng bốn nguồn là 5, ô này ghi 6",
    ),
    "help that was filed": (
        HELP,
        xlsx([["Đơn vị", "Xã", "Lượt người"], ["Công ty Ví dụ", "Đăk Long", 5]]),
        "Công ty Ví dụ – Báo cáo năm 2018: Đã được duyệt",
    ),
}


def messages_of(response) -> list[str]:
    """What the page lists as wrong."""
    page = response.content.decode()
    section = re.search(r'<section class="problems".*?</section>', page, re.DOTALL)
    return [
        html.unescape(re.sub(r"<[^>]*>", "", line)).strip()
        for line in re.findall(r"<li>.*?</li>", section[0], re.DOTALL)
    ]


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_workbook_is_answered_in_words_and_changes_nothing(world, client_of, name):
    kind, content, message = MALFORMED[name]
    client = client_of("office")
    url = world.url("sheet-import", kind=kind)
    before = dump()
    response = client.post(url, {"file": SimpleUploadedFile("tệp.xlsx", content, content_type=XLSX)})
    told = messages_of(response)
    assert any(message in line for line in told), told
    assert all(map(is_vietnamese, told))
    assert "Nhập các thay đổi này" not in response.content.decode()
    assert dump() == before


def test_a_workbook_with_a_wrong_name_is_refused(world, client_of):
    file = SimpleUploadedFile("số liệu.xls", xlsx())
    response = client_of("office").post(world.url("sheet-import", kind=COMMUNES), {"file": file})
    assert response.status_code == 422
    assert "Không nhận tệp loại này" in messages_of(response)[0]


def test_a_post_without_a_file(world, client_of):
    response = client_of("office").post(world.url("sheet-import", kind=COMMUNES), {"file": io.BytesIO()})
    assert response.status_code == 422
    assert response.content

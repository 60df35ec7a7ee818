"""Reading workbooks: what the user sees is what arrives, and nothing else gets in."""

import datetime as dt
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from kontum04.core.sheets import package, xls
from kontum04.core.sheets.model import BadCell, SheetError
from kontum04.core.sheets.reader import read_workbook
from kontum04.core.text import nfc
from tests.core.wording import is_vietnamese
from tests.core.workbooks import SAMPLES, parts_of, with_parts, with_sheet_xml, xlsx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb() -> bytes:
    """A small archive that unpacks to 101 MB."""
    return with_parts(xlsx(), **{"xl/media/image1.bmp": b"\0" * (101 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """A part that unpacks to far more than the archive says, with a check sum to match what it says."""
    said = b"<a>" + b" " * 97
    name = b"xl/workbook.xml"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(said + b" " * 50_000_000) + packer.flush()
    sizes = struct.pack("<LLL", zlib.crc32(said), len(packed), len(said))
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HH", len(name), 0) + name
    central = (
        b"PK\1\2"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21)
        + sizes
        + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local) + len(packed), 0)
    return local + packed + central + end


def protected() -> bytes:
    data = bytearray(xlsx())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        first = archive.infolist()[0].header_offset
    data[first + 6] |= 1
    central = data.index(b"PK\1\2")
    data[central + 8] |= 1
    return bytes(data)


def ods_with(cells: str) -> bytes:
    """An .ods whose first sheet has these cells, written as XML."""
    parts = parts_of((SAMPLES / "office.ods").read_bytes())
    content = parts["content.xml"].decode()
    start = content.index("<table:table-row")
    end = content.index("</table:table>")
    parts["content.xml"] = (content[:start] + cells + content[end:]).encode()
    return zipped(parts)


def patched(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def endless_xls() -> bytes:
    """An .xls whose chain of short sectors leads back to its beginning."""
    data = (SAMPLES / "office.xls").read_bytes()
    table = 512 + 512 * int.from_bytes(data[60:64], "little")
    return patched(data, table, b"\0\0\0\0")


def encrypted_xls() -> bytes:
    """An .xls whose first record after the beginning says that the rest is encrypted (FILEPASS)."""
    data = (SAMPLES / "office.xls").read_bytes()
    return patched(data, data.index(b"\xe1\0\2\0"), b"\x2f\0")


def one_part_for_many_sheets() -> bytes:
    book = parts_of(xlsx())["xl/workbook.xml"]
    start, end = book.index(b"<sheet "), book.index(b"</sheets>")
    again = book[start:end].replace(b"Bi", b"Bo")
    return with_parts(xlsx(), **{"xl/workbook.xml": book[:end] + again + book[end:]})


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
MANIFEST = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'

REFUSED = {
    "empty": (b"", "không phải là sổ tính"),
    "text": ("Xã;Số hộ\nĐăk Hà;5".encode(), "không phải là sổ tính"),
    "web page named xls": (b"<html><table><tr><td>5</td></tr></table></html>", "không phải là sổ tính"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "không phải là sổ tính"),
    "cut off": (xlsx()[:2000], "không phải là sổ tính"),
    "zip of something else": (zipped({"word/document.xml": b"<a/>"}), "không phải là sổ tính"),
    "binary xlsb": (zipped({"xl/workbook.bin": b"\0"}), "không phải là sổ tính"),
    "broken xml": (with_sheet_xml("<row><c><v>1</row>"), "không phải là sổ tính"),
    "wrong reference": (with_sheet_xml('<row><c r="12"><v>1</v></c></row>'), "không phải là sổ tính"),
    "wrong row": (with_sheet_xml('<row r="x"/>'), "không phải là sổ tính"),
    "entities": (with_sheet_xml("<row><c><v>&b;</v></c></row>", head=ENTITIES), "không phải là sổ tính"),
    "sheet missing": (with_parts(xlsx(), **{"xl/worksheets/sheet1.xml": None}), "không phải là sổ tính"),
    "relations missing": (with_parts(xlsx(), **{"xl/_rels/workbook.xml.rels": None}), "không phải là sổ tính"),
    "old file cut off": ((SAMPLES / "office.xls").read_bytes()[:3000], "không phải là sổ tính"),
    "old container of nothing": (OLE + b"\0" * 2000, "không phải là sổ tính"),
    "password, new format": (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "old container without end": (endless_xls(), "không phải là sổ tính"),
    "one part, many sheets": (one_part_for_many_sheets(), "không phải là sổ tính"),
    "password, old format": (encrypted_xls(), "mật khẩu"),
    "password, zip": (protected(), "mật khẩu"),
    "password, ods": (with_parts(xlsx(), **{"META-INF/manifest.xml": MANIFEST}), "mật khẩu"),
    "macros, new format": (with_parts(xlsx(), **{"xl/vbaProject.bin": b"x"}), "macro"),
    "macros, old format": (OLE + b"\0" * 512 + "_VBA_PROJECT_CUR".encode("utf-16-le"), "macro"),
    "macros, ods": (ods_with("").replace(b"manifest.rdf", b"Basic/abc.rd"), "macro"),
    "too many rows": (with_sheet_xml('<row r="50001"><c r="A50001"><v>1</v></c></row>'), "quá lớn"),
    "far corner": (with_sheet_xml('<row r="50000"><c r="XFD50000"><v>1</v></c></row>'), "quá lớn"),
    "far corner, ods": (
        ods_with(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" '
            'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
        ),
        "quá lớn",
    ),
    "zip bomb": (bomb(), "quá lớn"),
    "too many bytes": (b"PK\3\4" + b"\0" * (20 * 1024 * 1024), "quá lớn"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_clear_message(name, monkeypatch):
    monkeypatch.setattr(xls, "_SECONDS", 3)
    data, told = REFUSED[name]
    with pytest.raises(SheetError) as caught:
        read_workbook(data)
    assert told in str(caught.value)
    assert is_vietnamese(str(caught.value))


def test_an_archive_that_lies_about_its_size_is_read_no_further_than_it_says():
    data = lying_bomb()
    tracemalloc.start()
    try:
        assert len(package.unpack(data)["xl/workbook.xml"]) == 100
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SheetError, match=r"Không mở được tệp “không có\.xlsx”"):
        read_workbook(tmp_path / "không có.xlsx")


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_what_the_cells_show_arrives_in_every_format(extension):
    shown, hidden = read_workbook(SAMPLES / f"office.{extension}")
    assert (shown.name, shown.hidden, hidden.name, hidden.hidden) == ("Biểu 1", False, "Ẩn", True)
    name, households, rate, day, electricity, total, failed = shown.rows[3]
    assert nfc(name) == "Đắk Hà"
    assert name != "Đắk Hà"  # it arrives as it was typed, decomposed
    assert (households, rate, electricity, total) == (1234, 5.6, True, 1235)
    assert day in (dt.date(2018, 12, 31), dt.datetime(2018, 12, 31))  # noqa: DTZ001
    assert failed == BadCell("Công thức trong ô bị lỗi (#DIV/0!); hãy sửa hoặc nhập thẳng giá trị.")
    assert shown.rows[4][:4] == ["Đăk Long", None, 5.6, "31/12/2018"]
    assert "#REF!" in shown.rows[4][6].message
    assert shown.at(100, 0) is None


def test_a_formula_saved_without_result_is_told_and_not_taken_for_missing():
    rows = read_workbook(xlsx([["Xã", "Số hộ"], ["Đăk Hà", "=1+1"], ["Bờ Y", "=A1"]]))[0].rows
    assert [type(row[1]) for row in rows[1:]] == [BadCell, BadCell]
    assert "chưa được tính" in rows[2][1].message


def test_an_empty_text_result_is_no_failure():
    cell = '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert read_workbook(with_sheet_xml(cell))[0].rows == [[None, 1]]


def test_cells_without_references_follow_each_other():
    cells = '<row><c><v>1</v></c></row><row/><row><c t="e"><v>#N/A</v></c><c><v>2</v></c></row>'
    rows = read_workbook(with_sheet_xml(cells))[0].rows
    assert rows[0][0] == 1
    assert "#N/A" in rows[2][0].message


def test_formats_and_fonts_far_below_do_not_count_as_rows():
    book = Workbook()
    book.active["A1"] = "Xã"
    book.active["A60000"].font = Font(bold=True)
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_workbook(buffer.getvalue())[0].rows == [["Xã"]]


def test_fifty_thousand_rows_are_still_read():
    rows = read_workbook(with_sheet_xml('<row r="50000"><c r="A50000"><v>7</v></c></row>'))[0].rows
    assert (len(rows), rows[-1]) == (50_000, [7])


@pytest.mark.parametrize(("code", "shown"), [("0.0%", 5.6), ("0%", 5.6), ('0.0" %"', 0.056), ("General", 0.056)])
def test_only_a_scaling_percent_format_scales(code, shown):
    book = Workbook()
    book.active["A1"] = 0.056
    book.active["A1"].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_workbook(buffer.getvalue())[0].rows == [[shown]]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    extension=st.sampled_from(["xlsx", "ods", "xls"]),
    damage=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
    inside=st.booleans(),
)
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(extension, damage, inside):
    data = (SAMPLES / f"office.{extension}").read_bytes()
    if inside and extension != "xls":
        part = "content.xml" if extension == "ods" else "xl/worksheets/sheet1.xml"
        data = with_parts(data, **{part: damaged(parts_of(data)[part], damage)})
    else:
        data = damaged(data, damage)
    try:
        assert read_workbook(data)
    except SheetError as error:
        assert is_vietnamese(str(error))  # noqa: PT017 - both outcomes are right


def damaged(data: bytes, damage: list[tuple[float, int]]) -> bytes:
    broken = bytearray(data)
    for place, byte in damage:
        broken[int(place * len(broken))] = byte
    return bytes(broken)

"""Lists as workbooks: typed cells, and the same again after a trip through LibreOffice."""

import csv
import datetime as dt
import io
import subprocess
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from kontum04.core.sheets.export import Heading, sheet_title, write_table
from kontum04.core.sheets.reader import read_workbook

HEADINGS = (
    Heading("Xã"),
    Heading("Số hộ", "integer", total=True),
    Heading("Kinh phí", "money", total=True),
    Heading("Tỷ lệ", "percent"),
    Heading("Ngày", "date"),
    Heading("Có điện", "boolean"),
    Heading("Năm"),
)
ROWS = (
    ("Đăk Hà", 1234, 8_250_000_000, Decimal("5.6"), dt.date(2018, 12, 31), True, 2018),
    ("=cmd|' /C calc'!A0", None, 0, 0, None, None, 2018),
    (gettext_lazy("chưa có số liệu"), 6, None, None, None, False, 2018),
)


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_table(HEADINGS, ROWS, title="Danh sách xã", subtitle="Số liệu minh họa")


@pytest.fixture
def sheet(written):
    return load_workbook(io.BytesIO(written)).active


def test_cells_are_typed(sheet):
    assert [cell.value for cell in sheet[6]] == [
        "Đăk Hà",
        1234,
        8_250_000_000,
        5.6,
        dt.datetime(2018, 12, 31),  # noqa: DTZ001
        "có",
        2018,
    ]
    assert [cell.number_format for cell in sheet[6]] == [
        "General",
        "#,##0",
        "#,##0",
        '0.0" %"',
        "dd/mm/yyyy",
        "General",
        "General",
    ]


def test_missing_is_empty_and_zero_is_zero(sheet):
    assert [cell.value for cell in sheet[7]][1:5] == [None, 0, 0, None]
    assert "Ô để trống là chưa có số liệu." in [row[0].value for row in sheet["A1:A4"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(0)"])
def test_text_never_becomes_a_formula(text):
    sheet = load_workbook(io.BytesIO(write_table([Heading("Xã")], [[text]], title=text))).active
    for cell in (sheet["A1"], sheet["A5"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_characters_a_workbook_cannot_hold_are_left_out():
    data = write_table([Heading("Xã")], [["Đăk\x00\x08 Hà"], ["a" * 40_000]], title="Xã")
    assert [len(row[0]) for row in read_workbook(data)[0].rows[4:]] == [6, 32_767]


def test_a_moment_is_written_in_local_time():
    data = write_table([Heading("Lúc", "date")], [[dt.datetime(2018, 11, 30, 17, 5, tzinfo=dt.UTC)]], title="x")
    cell = load_workbook(io.BytesIO(data)).active["A5"]
    assert (cell.value, cell.number_format) == (dt.datetime(2018, 12, 1, 0, 5), "dd/mm/yyyy hh:mm")  # noqa: DTZ001


def test_head_filter_and_print(sheet):
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A5"].value) == ("Danh sách xã", "Số liệu minh họa", "Xã")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:G8")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$5:$5",
    )


def test_a_list_without_totals_or_rows_has_no_total_row():
    without = load_workbook(io.BytesIO(write_table(HEADINGS[:1], [["Đăk Hà"]], title="x"))).active
    empty = load_workbook(io.BytesIO(write_table(HEADINGS, [], title="x"))).active
    assert (without.max_row, empty.max_row) == (5, 4)


def test_a_row_of_another_length_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="zip"):
        write_table(HEADINGS, [["Đăk Hà"]], title="x")


@pytest.mark.parametrize(
    ("name", "title"),
    [("Biểu 1/2018: [xã]?", "Biểu 1 2018   xã"), ("a" * 40, "a" * 31), ("'Xã'", "Xã")],
)
def test_sheet_title(name, title):
    assert sheet_title(name) == title


def test_libreoffice_shows_what_was_written(written, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    as_shown = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", as_shown, "list.xlsx"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    rows = list(csv.reader((tmp_path / "list.csv").read_text().splitlines(), delimiter=";"))
    assert rows[4] == ["Xã", "Số hộ", "Kinh phí", "Tỷ lệ", "Ngày", "Có điện", "Năm"]
    assert rows[5] == ["Đăk Hà", "1,234", "8,250,000,000", "5.6 %", "31/12/2018", "có", "2018"]
    assert rows[6] == ["=cmd|' /C calc'!A0", "", "0", "0.0 %", "", "", "2018"]
    assert rows[8] == ["Tổng cộng", "1,240", "8,250,000,000", "", "", "", ""]

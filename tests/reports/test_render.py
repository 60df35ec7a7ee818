"""The drawn PDF, measured: margins, sizes, fonts, page numbers, rules, annexes, and what it may not read."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pypdf import PdfReader

from reports.documents import checks, render
from reports.documents.charts import Amount, RatePoint, poverty_chart, sources_chart
from reports.documents.context_types import Annex, Chart, Column, DocumentContext, Kind, Section
from reports.documents.layout import HD36
from reports.documents.render import ForbiddenResourceError, document_html, document_pdf, render_pdf
from tests.reports import sample
from tests.reports.paper import FALL, HEADER, MM, RISE, baseline, is_landscape

HALF_MM = 0.5 * MM
A4 = (210 * MM, 297 * MM)


@pytest.fixture(scope="module")
def party_bytes() -> bytes:
    return document_pdf("review", sample.review())


@pytest.fixture(scope="module")
def party(party_bytes: bytes) -> Iterator[PDF]:
    with pdfplumber.open(io.BytesIO(party_bytes)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def state() -> Iterator[PDF]:
    context = sample.review(sample.STATE)
    with pdfplumber.open(io.BytesIO(document_pdf("review", context))) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def summary() -> Iterator[PDF]:
    points = [RatePoint(year, "Xã ĐBKK", 60 - 5 * (year - 2015), "QĐ 59/2015") for year in (2016, 2017, 2018)]
    charts = (
        Chart(poverty_chart(points, title="Hộ nghèo"), "Biểu đồ 1. Tỷ lệ hộ nghèo"),
        Chart(sources_chart([Amount("Vận động", 3_450_000_000)], title="Nguồn"), "Biểu đồ 2. Kinh phí"),
    )
    with pdfplumber.open(io.BytesIO(document_pdf("summary", sample.summary(charts)))) as pdf:
        yield pdf


def words(page: Page) -> str:
    return " ".join(page.extract_text().split())


def portrait(pdf: PDF) -> list[Page]:
    return [page for page in pdf.pages if not is_landscape(page)]


def annex_pages(pdf: PDF) -> list[Page]:
    return [page for page in pdf.pages if is_landscape(page)]


def line_of(page: Page, text: str) -> dict:
    """Return the first line that holds the text, with the characters of the text alone."""
    found = page.search(text, regex=False)
    assert found, f"not on page {page.page_number}: {text}"
    return found[0]


def below_header(page: Page) -> list[dict]:
    return [char for char in page.chars if char["top"] > HEADER and char["text"].strip()]


def page_number(page: Page) -> str:
    """Return what stands in the top middle of a page."""
    middle = page.within_bbox((page.width * 0.4, 0, page.width * 0.65, HEADER))
    return middle.extract_text().strip()


class TestPage:
    def test_paper_is_a4_upright_then_turned(self, party):
        turned = [is_landscape(page) for page in party.pages]
        assert turned == sorted(turned)
        assert {True, False} == set(turned)
        for page in party.pages:
            assert sorted((page.width, page.height)) == pytest.approx(sorted(A4), abs=0.5)

    def test_side_margins(self, party):
        for page in portrait(party)[:3]:
            chars = below_header(page)
            assert min(char["x0"] for char in chars) == pytest.approx(30 * MM, abs=HALF_MM)
            assert max(char["x1"] for char in chars) == pytest.approx((210 - 15) * MM, abs=HALF_MM)

    def test_top_and_bottom_margins(self, party):
        page = portrait(party)[1]
        leading = (HD36.line_pitch_pt - (RISE + FALL) * 14) / 2
        first = min(baseline(page, char) for char in below_header(page))
        assert first == pytest.approx(20 * MM + leading + RISE * 14, abs=HALF_MM)
        for page in portrait(party):
            assert max(baseline(page, char) for char in page.chars) + FALL * 14 <= page.height - 20 * MM + HALF_MM

    def test_page_number_stands_ten_millimetres_from_the_edge_but_not_on_page_one(self, party):
        numbers = [page_number(page) for page in party.pages]
        assert numbers == ["", *map(str, range(2, len(party.pages) + 1))]
        for page in portrait(party)[1:]:
            digit = next(char for char in page.chars if char["top"] < HEADER and char["size"] > 13)
            assert digit["size"] == pytest.approx(14, abs=0.1)
            assert baseline(page, digit) - RISE * 14 == pytest.approx(10 * MM, abs=3 * HALF_MM)
            middle = (30 + 210 - 15) / 2 * MM
            assert (digit["x0"] + digit["x1"]) / 2 == pytest.approx(middle, abs=HALF_MM)

    def test_body_is_fourteen_points_with_an_indented_first_line(self, party):
        page = portrait(party)[1]
        assert {round(char["size"], 1) for char in below_header(page)} == {14.0}
        lines = page.extract_text_lines()
        indents = {round(line["x0"] / MM) for line in lines if line["top"] > HEADER}
        assert indents == {30, 40}

    def test_lines_are_eighteen_points_apart_and_paragraphs_six_more(self, party):
        page = portrait(party)[1]
        lines = sorted({round(baseline(page, char), 1) for char in below_header(page)})
        gaps = {round(b - a) for a, b in pairwise(lines)}
        assert gaps == {18, 24}


class TestFontsAndText:
    def test_every_font_is_tinos_and_embedded(self, party_bytes):
        fonts = {}
        for page in PdfReader(io.BytesIO(party_bytes)).pages:
            for font in page["/Resources"]["/Font"].values():
                descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                fonts[str(font["/BaseFont"])] = "/FontFile2" in descriptor
        assert len(fonts) == 4
        assert all(name.split("+")[1].startswith("Tinos") for name in fonts)
        assert all(fonts.values())

    def test_text_comes_out_composed_and_complete(self, party):
        text = "\n".join(page.extract_text() for page in party.pages)
        assert unicodedata.is_normalized("NFC", text)
        assert "\ufffd" not in text
        first = words(party.pages[0])
        assert "Các cơ quan của tỉnh, huyện đã cử 4.800 lượt người phối hợp với cấp ủy" in first
        assert "BÁO CÁO kết quả thực hiện Nghị quyết số 04-NQ/TU năm 2018" in first

    def test_metadata(self, party_bytes):
        reader = PdfReader(io.BytesIO(party_bytes))
        assert reader.metadata.title.startswith("Báo cáo kết quả thực hiện Nghị quyết số 04-NQ/TU")
        assert reader.trailer["/Root"]["/Lang"] == "vi"

    def test_the_same_document_gives_the_same_bytes(self):
        context = DocumentContext(sample.PARTY, (Section(paragraphs=(sample.PROSE,)),))
        assert document_pdf("review", context) == document_pdf("review", context)

    def test_headings_are_numbered_by_level(self, party):
        text = " ".join(words(page) for page in portrait(party))
        for heading in ("II. KẾT QUẢ THỰC HIỆN 1. Công tác chỉ đạo", "3.1. Mô hình mới", "3.2. Mô hình nhân rộng"):
            assert heading in text

    def test_nothing_in_the_style_sheets_is_ignored(self, caplog):
        render._stylesheets.cache_clear()
        with caplog.at_level("WARNING", logger="weasyprint"):
            document_pdf("review", DocumentContext(sample.STATE, (Section(paragraphs=(sample.PROSE,)),)))
        assert caplog.messages == []

    def test_typed_text_is_never_markup(self):
        context = DocumentContext(sample.PARTY, (Section(paragraphs=("<b>A</b> & B <script>",)),))
        with pdfplumber.open(io.BytesIO(document_pdf("review", context))) as pdf:
            assert "<b>A</b> & B <script>" in words(pdf.pages[0])


class TestPartyHeading:
    def test_party_name_is_ruled_to_its_own_length(self, party):
        page = party.pages[0]
        name = line_of(page, "ĐẢNG CỘNG SẢN VIỆT NAM")
        assert {round(char["size"], 1) for char in name["chars"]} == {15.0}
        assert all("Bold" in char["fontname"] for char in name["chars"])
        rule = max(page.rects, key=lambda rect: rect["bottom"])
        assert rule["x1"] - rule["x0"] == pytest.approx(name["x1"] - name["x0"], abs=1.5)
        assert baseline(page, name["chars"][0]) < rule["bottom"] < name["bottom"] + 6

    def test_heading_rows_stand_on_one_line(self, party):
        page = party.pages[0]
        for left, right in (
            ("TỈNH ỦY KON TUM", "ĐẢNG CỘNG SẢN"),
            ("Số 05-BC/BCĐ", "Kon Tum, ngày 02 tháng 01 năm 2019"),
        ):
            at = [baseline(page, line_of(page, text)["chars"][0]) for text in (left, right)]
            assert at[0] == pytest.approx(at[1], abs=0.2)

    def test_star_is_centred_below_the_issuer(self, party):
        page = party.pages[0]
        star = next(char for char in page.chars if char["text"] == "*")
        issuer, number = line_of(page, "BAN CHỈ ĐẠO 04"), line_of(page, "Số 05-BC")
        assert (star["x0"] + star["x1"]) / 2 == pytest.approx((issuer["x0"] + issuer["x1"]) / 2, abs=0.5)
        assert issuer["top"] < star["top"] < number["top"]
        assert all("Bold" in char["fontname"] for char in issuer["chars"])

    def test_date_is_slanted(self, party):
        date = line_of(party.pages[0], "Kon Tum, ngày 02 tháng 01 năm 2019")
        assert all("Italic" in char["fontname"] for char in date["chars"])

    def test_a_draft_leaves_room_for_its_number(self):
        context = DocumentContext(replace(sample.PARTY, number=None))
        with pdfplumber.open(io.BytesIO(document_pdf("review", context))) as pdf:
            first, second, *_rest, hyphen = line_of(pdf.pages[0], "Số -")["chars"]
            assert (first["text"], second["text"], hyphen["text"]) == ("S", "ố", "-")
            assert hyphen["x0"] - second["x1"] > 6 * 0.24 * 14


class TestStateHeading:
    def test_motto_is_ruled_to_its_own_length_and_the_issuer_to_a_part(self, state):
        page = state.pages[0]
        motto, issuer = line_of(page, "Độc lập - Tự do - Hạnh phúc"), line_of(page, "SỞ NỘI VỤ")
        lengths = {round(rect["x1"] - rect["x0"], 1) for rect in page.rects}
        assert any(length == pytest.approx(motto["x1"] - motto["x0"], abs=1.5) for length in lengths)
        part = min(lengths) / (issuer["x1"] - issuer["x0"])
        assert 1 / 3 <= part <= 1 / 2

    def test_number_form(self, state):
        assert "Số: 12/BC-SNV" in words(state.pages[0])
        assert "Sơn La, ngày 19 tháng 11 năm 2021" in words(state.pages[0])

    def test_long_names_keep_to_their_own_column(self, state):
        page = state.pages[0]
        left, right = line_of(page, "ỦY BAN NHÂN DÂN TỈNH SƠN LA"), line_of(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert right["x0"] - left["x1"] > 2 * MM
        assert right["x1"] <= (210 - 15) * MM + 0.5

    def test_each_annex_has_page_numbers_of_its_own(self, state):
        assert [page_number(page) for page in portrait(state)] == ["", "2", "3", "4"]
        numbers = [page_number(page) for page in annex_pages(state)]
        second = next(i for i, page in enumerate(annex_pages(state)) if "BIỂU 2." in words(page))
        assert numbers[:second] == ["", *map(str, range(2, second + 1))]
        assert numbers[second:] == ["", *map(str, range(2, len(numbers) - second + 1))]


class TestSignature:
    @pytest.mark.parametrize("paragraphs", range(3, 9))
    def test_recipients_and_signature_are_never_torn_apart(self, paragraphs):
        context = DocumentContext(sample.PARTY, (Section(paragraphs=(sample.PROSE,) * paragraphs),))
        with pdfplumber.open(io.BytesIO(document_pdf("review", context))) as pdf:
            last = words(pdf.pages[-1])
            assert "Nơi nhận:" in last
            assert "- Lưu Văn phòng Tỉnh ủy." in last
            assert "K/T TRƯỞNG BAN" in last
            assert "PHÓ TRƯỞNG BAN" in last

    def test_the_name_stands_four_lines_below(self):
        context = DocumentContext(replace(sample.PARTY, signer="Họ và tên"))
        with pdfplumber.open(io.BytesIO(document_pdf("review", context))) as pdf:
            page = pdf.pages[0]
            position, name = line_of(page, "PHÓ TRƯỞNG BAN"), line_of(page, "Họ và tên")
            gap = baseline(page, name["chars"][0]) - baseline(page, position["chars"][0])
            assert gap == pytest.approx(5 * HD36.line_pitch_pt, abs=1)

    def test_recipients_are_smaller_and_punctuated(self, party):
        page = portrait(party)[-1]
        line = line_of(page, "- Các huyện ủy, thành ủy,")
        assert {round(char["size"], 1) for char in line["chars"]} == {12.0}


class TestAnnexes:
    def test_margins_turn_with_the_sheet(self, party):
        for page in annex_pages(party):
            assert min(line["x0"] for line in page.lines) == pytest.approx(20 * MM, abs=HALF_MM)
            assert max(line["x1"] for line in page.lines) == pytest.approx((297 - 20) * MM, abs=HALF_MM)
            assert max(line["bottom"] for line in page.lines) <= (210 - 15) * MM + HALF_MM
        later = annex_pages(party)[1]
        assert min(line["top"] for line in later.lines) == pytest.approx(30 * MM, abs=HALF_MM)

    def test_the_head_is_repeated_on_every_page(self, party):
        pages = annex_pages(party)
        second = next(i for i, page in enumerate(pages) if "Biểu 2" in words(page))
        assert second > 2
        for page in pages[:second]:
            assert "Kinh phí (triệu đồng) Công trình Mô hình Ngày nộp" in words(page)
            assert "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22" in words(page)
        for page in pages[second:]:
            assert "Đầu năm Cuối năm" in words(page)

    def test_every_row_is_there_once(self, party):
        units = [page for page in annex_pages(party) if "Xếp loại" in words(page)]
        rows = [row for page in units for row in page.extract_tables()[0]]
        assert [int(row[0]) for row in rows if row[0] and row[0].isdigit() and row[1] != "2"] == list(range(1, 73))

    def test_long_names_wrap_between_words(self, party):
        names = {" ".join(row[1].split()) for row in annex_pages(party)[0].extract_tables()[0] if row[1]}
        assert sample.LONGEST_UNIT in names

    def test_nothing_crosses_a_line_of_its_table(self, party):
        for page in annex_pages(party):
            uprights = [line for line in page.lines if abs(line["x1"] - line["x0"]) < 0.1]
            assert uprights
            for char in page.chars:
                crossed = [
                    line
                    for line in uprights
                    if char["x0"] + 0.3 < line["x0"] < char["x1"] - 0.3
                    and line["top"] < (char["top"] + char["bottom"]) / 2 < line["bottom"]
                ]
                assert not crossed, (page.page_number, char["text"])

    def test_a_number_is_never_broken(self):
        columns = tuple(Column(f"Cột {n}", Kind.COUNT) for n in range(18))
        annex = Annex("Thử", "Biểu 1", columns, ((123_456_789,) * 18,))
        with pdfplumber.open(
            io.BytesIO(document_pdf("review", DocumentContext(sample.PARTY, annexes=(annex,))))
        ) as pdf:
            assert words(annex_pages(pdf)[0]).count("123.456.789") == 18

    def test_annexes_name_their_document(self, party):
        first = words(annex_pages(party)[0])
        assert "(Kèm theo Báo cáo số 05-BC/BCĐ, ngày 02-01-2019 của Ban Chỉ đạo 04)" in first

    def test_missing_is_a_dash_that_the_note_explains_and_zero_is_zero(self):
        columns = (Column("Xã", width=40), Column("Hộ nghèo", Kind.COUNT), Column("Y tế", Kind.REACHED))
        rows = (("Ngọc Linh", None, None), ("Măng Ri", 0, False))
        annex = Annex("Thử", "Biểu 2", columns, rows, totals=("Cộng", 0, ""))
        with pdfplumber.open(
            io.BytesIO(document_pdf("review", DocumentContext(sample.PARTY, annexes=(annex,))))
        ) as pdf:
            page = annex_pages(pdf)[0]
            assert page.extract_tables()[0][2:] == [
                ["Ngọc Linh", "–", "–"],
                ["Măng Ri", "0", "Chưa đạt"],
                ["Cộng", "0", ""],
            ]
            assert "Dấu “–”: chưa có số liệu" in words(page)
        complete = replace(annex, rows=rows[1:])
        assert "Dấu “–”" not in document_html("review", DocumentContext(sample.PARTY, annexes=(complete,)))

    def test_a_row_with_too_few_cells_is_refused(self):
        annex = Annex("Thử", "Biểu 2", (Column("Xã"), Column("Số hộ", Kind.COUNT)), (("Ngọc Linh",),))
        with pytest.raises(ValueError, match="zip"):
            document_html("review", DocumentContext(sample.PARTY, annexes=(annex,)))


class TestIllustrative:
    def test_the_notice_is_on_every_page(self, party):
        for page in party.pages:
            assert "Số liệu minh họa" in page.within_bbox((0, 0, page.width, HEADER)).extract_text()

    def test_real_figures_carry_no_notice(self, state):
        assert not [page for page in state.pages if "minh họa" in words(page)]


class TestSummary:
    def test_it_has_two_pages_with_figures_in_large_type(self, summary):
        assert len(summary.pages) == 2
        figure = line_of(summary.pages[0], "4.800")
        assert figure["chars"][0]["size"] > 18

    def test_charts_stand_side_by_side_and_keep_their_words(self, summary):
        page = summary.pages[0]
        left, right = line_of(page, "Biểu đồ 1. Tỷ lệ hộ nghèo"), line_of(page, "Biểu đồ 2. Kinh phí")
        assert left["x1"] < right["x0"]
        shown = " ".join(page.extract_text(x_tolerance=1).split())
        assert "3,45 tỷ đồng" in shown
        assert "QĐ 59/2015" in shown
        assert {char["fontname"].split("+")[1].split("-")[0] for char in page.chars} == {"Tinos"}


class TestResources:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        inside = tmp_path / "static"
        inside.mkdir()
        (inside / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>')
        (tmp_path / "secret.svg").write_text("<svg/>")
        (inside / "way-out.svg").symlink_to(tmp_path / "secret.svg")
        return inside

    @pytest.mark.parametrize(
        "address", ["mark.svg", "mark.svg?v=2", "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAIA"]
    )
    def test_our_static_files_and_data_are_read(self, folder, address):
        assert render_pdf(f'<img src="{address}">', rule_set=HD36, title="", base_dir=folder).startswith(b"%PDF")

    @pytest.mark.parametrize(
        "address",
        [
            "../secret.svg",
            "%2e%2e/secret.svg",
            "way-out.svg",
            "/etc/hostname",
            "file:///etc/hostname",
            "file://server/static/mark.svg",
            "http://127.0.0.1/mark.svg",
            "https://127.0.0.1/mark.svg",
            "ftp://127.0.0.1/mark.svg",
        ],
    )
    @pytest.mark.parametrize(
        "markup",
        ['<img src="{}">', '<link rel="stylesheet" href="{}">', '<link rel="attachment" href="{}">'],
        ids=["image", "style", "attachment"],
    )
    def test_everything_else_is_refused(self, folder, markup, address):
        with pytest.raises(ForbiddenResourceError):
            render_pdf(markup.format(address), rule_set=HD36, title="", base_dir=folder)

    def test_a_refusal_leaves_the_engine_usable(self, folder):
        with pytest.raises(ForbiddenResourceError):
            render_pdf('<img src="../secret.svg">', rule_set=HD36, title="", base_dir=folder)
        assert not render._drawing.locked()


class TestFontCheck:
    def test_the_font_is_installed_here(self):
        assert checks.check_document_font() == []

    @pytest.mark.parametrize("faces", [set(), {"Regular", "Bold", "Italic"}])
    def test_a_missing_face_is_an_error(self, monkeypatch, faces):
        monkeypatch.setattr(checks, "installed_faces", lambda family: faces)
        (error,) = checks.check_document_font()
        assert error.id == "reports.E001"
        assert "Bold Italic" in error.msg
        assert "fonts-croscore" in error.hint

    def test_an_unknown_family_has_no_faces(self):
        assert checks.installed_faces("Không có phông này") == set()

    def test_without_fontconfig_no_face_is_known(self, monkeypatch):
        monkeypatch.setattr(checks.shutil, "which", lambda program: None)
        assert checks.installed_faces("Tinos") == set()

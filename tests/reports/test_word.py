"""The Word file itself: sound XML, real styles and headings, pages as the rule-set says, text that stays text."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from lxml import etree

from reports.documents.charts import Amount, RatePoint, poverty_chart, sources_chart
from reports.documents.context_types import (
    Annex,
    Chart,
    Column,
    DocumentContext,
    Items,
    Kind,
    Paragraph,
    Section,
    Table,
)
from reports.documents.layout import HD05, RULE_SETS, choose_rule_set
from reports.documents.live import Run
from reports.documents.printing import printed
from reports.documents.verification import Verification
from reports.documents.word.writer import document_docx
from tests.reports import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADS = {"hd36": sample.PARTY, "hd05": replace(sample.PARTY, given_rule_set=HD05), "nd30": sample.STATE}

# ECMA-376, part 1: the order of what may stand in each of these. Word refuses a file that has it otherwise.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "tc": "tcPr p tbl",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "p": "pPr r",
    "settings": "defaultTabStop characterSpacingControl compat themeFontLang",
}


def charts() -> tuple[Chart, ...]:
    points = [RatePoint(2015, "Xã ĐBKK", 34.6, "QĐ 09/2011"), RatePoint(2016, "Xã ĐBKK", None, "QĐ 59/2015")]
    return (
        Chart(poverty_chart(points, title="Hộ nghèo < 35 %"), "Biểu đồ 1. Tỷ lệ hộ nghèo"),
        Chart(sources_chart([Amount("Vận động", 3_450_000_000)], title="Nguồn"), "Biểu đồ 2. Kinh phí", is_wide=True),
        Chart(sources_chart([Amount("Hiện vật", 450_000_000)], title="Hiện vật"), "Biểu đồ 3. Hiện vật"),
    )


def opened(content: bytes):
    return Document(io.BytesIO(content))


def words_of(content: bytes) -> str:
    return "".join(opened(content).element.body.itertext(f"{W}t"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A review under each rule-set, and a summary with charts."""
    made = {
        code: document_docx("review", replace(sample.review(head), charts=charts())) for code, head in HEADS.items()
    }
    return made | {"summary": document_docx("summary", sample.summary(charts()))}


@pytest.mark.parametrize("name", [*HEADS, "summary"])
def test_every_part_is_sound(files, name):
    with zipfile.ZipFile(io.BytesIO(files[name])) as package:
        names = set(package.namelist())
        parts = {part: etree.fromstring(package.read(part)) for part in names if part.endswith((".xml", ".rels"))}
    declared = {entry.get("PartName", "").lstrip("/") for entry in parts["[Content_Types].xml"]}
    assert {part for part in parts if part.startswith(("word/", "docProps/")) and part.endswith(".xml")} <= declared
    targets = {f"word/{entry.get('Target')}" for entry in parts["word/_rels/document.xml.rels"]}
    assert targets <= names
    for part, root in parts.items():
        assert not part.startswith("word/") or faults(root) == [], part
    document = parts["word/document.xml"]
    used = set(
        document.xpath("//@*[namespace-uri() = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships']")
    )
    assert used <= {entry.get("Id") for entry in parts["word/_rels/document.xml.rels"]}
    identifiers = document.xpath("//*[local-name() = 'docPr']/@id")
    assert len(identifiers) == len(set(identifiers)) == len(charts())
    styled = set(document.xpath("//*[local-name() = 'pStyle' or local-name() = 'tblStyle']/@*"))
    assert styled <= {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}


def faults(root: etree._Element) -> list[str]:
    """What a strict reader would stumble over."""
    found = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        allowed = ORDER.get(name, "").split() if element.tag.startswith(W) else []
        children = [etree.QName(child).localname for child in element]
        if allowed and [allowed.index(child) for child in children] != sorted(map(allowed.index, children)):
            found.append(f"{name}: {children}")
        if name == "tc" and children[-1] != "p":
            found.append("a cell that does not end with a paragraph")
        if name == "tr":
            grid = len(element.getparent().find(f"{W}tblGrid"))
            spans = sum(span(cell) for cell in element.iter(f"{W}tc"))
            if grid != spans:
                found.append(f"a row of {spans} cells in a grid of {grid}")
        if not name.endswith(("t", "instrText")) and (element.text or "").strip():
            found.append(f"stray words in {name}: {element.text}")
        if (element.tail or "").strip():
            found.append(f"stray words after {name}: {element.tail}")
    return found


def span(cell: etree._Element) -> int:
    spans = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if spans is None else int(spans.get(f"{W}val"))


def test_the_sanity_check_sees_what_is_wrong():
    wrong = f'<x xmlns:w="{W[1:-1]}"><w:pPr><w:jc/><w:spacing/></w:pPr><w:tc><w:tbl/></w:tc>words</x>'
    assert len(faults(etree.fromstring(wrong))) == 3


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.code)
def test_styles_are_those_of_the_rule_set(files, rule_set):
    styles = opened(files[rule_set.code]).styles
    body = styles["Body Text"]
    assert body.font.size == Pt(rule_set.body.size)
    assert body.paragraph_format.first_line_indent == pytest.approx(Mm(rule_set.first_line), abs=Pt(0.1))
    assert body.paragraph_format.space_before == Pt(rule_set.paragraph_gap_pt)
    assert body.paragraph_format.line_spacing == Pt(rule_set.line_pitch_pt)
    parts = {
        "Nation": rule_set.nation,
        "Superior": rule_set.superior,
        "Issuer": rule_set.issuer,
        "Number": rule_set.number,
        "PlaceDate": rule_set.place_date,
        "Title": rule_set.doc_type,
        "Subtitle": rule_set.summary,
        "Heading 1": rule_set.headings[0],
        "Heading 2": rule_set.headings[1],
        "Heading 3": rule_set.headings[2],
        "Sign Authority": rule_set.sign_authority,
        "Sign Position": rule_set.sign_position,
        "Recipients": rule_set.recipients,
        "Header": rule_set.page_number,
        "Annex Title": rule_set.annex_title,
    }
    for name, text in parts.items():
        font = styles[name].font
        said = (font.size, font.bold, font.italic, font.all_caps)
        assert said == (Pt(text.size), text.bold, text.italic, text.capitals), name


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.code)
def test_pages_are_those_of_the_rule_set(files, rule_set):
    text, *annexes = opened(files[rule_set.code]).sections
    margins = rule_set.margins
    for section, expected, width in ((text, margins, 210), *((annex, margins.turned(), 297) for annex in annexes)):
        assert section.page_width == pytest.approx(Mm(width), abs=Pt(0.1))
        measured = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        asked = (expected.top, expected.right, expected.bottom, expected.left)
        assert measured == pytest.approx([Mm(side) for side in asked], abs=Pt(0.1))
        assert section.header_distance == pytest.approx(Mm(rule_set.page_number_from_edge), abs=Pt(0.1))
    assert text.different_first_page_header_footer
    own = [section._sectPr.find(f"{W}pgNumType") is not None for section in annexes]
    assert own == [rule_set.annex_own_page_numbers] * 2
    assert "PAGE" in etree.tostring(text.header._element).decode()
    assert "PAGE" not in etree.tostring(text.first_page_header._element).decode()


def test_the_notice_stands_on_every_page_of_an_illustrative_document_only(files):
    heads = {
        name: [section.first_page_header.paragraphs[0].text.strip() for section in opened(files[name]).sections]
        for name in ("hd36", "nd30")
    }
    assert set(heads["hd36"]) == {"Số liệu minh họa"}
    assert set(heads["nd30"]) == {""}


def test_headings_are_headings_and_lists_are_lists():
    blocks = (
        Paragraph((Run("Có "), Run("4.800", bold=True), Run(" lượt", italic=True))),
        Items(((Run("Một."),), (Run("Hai."),)), ordered=True),
        Items(((Run("Gạch."),),)),
        Items(((Run("Lại từ một."),),), ordered=True),
    )
    sections = (Section("Kết quả", 1), Section("Kinh tế", 2, blocks=blocks), Section("Mô hình", 3))
    document = opened(document_docx("review", DocumentContext(sample.PARTY, sections)))
    outline = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert outline == [("Heading 1", "I. Kết quả"), ("Heading 2", "1. Kinh tế"), ("Heading 3", "1.1. Mô hình")]
    levels = [document.styles[name].element.pPr.find(f"{W}outlineLvl").get(f"{W}val") for name, _text in outline]
    assert levels == ["0", "1", "2"]
    text = next(p for p in document.paragraphs if p.text.startswith("Có"))
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in text.runs] == [
        ("Có ", False, False),
        ("4.800", True, False),
        (" lượt", False, True),
    ]
    lists = [p for p in document.paragraphs if p.style.name.startswith("List")]
    assert [p.text for p in lists] == ["Một.", "Hai.", "Gạch.", "Lại từ một."]
    numbers = [p._p.pPr.numPr.numId.val for p in lists]
    assert numbers[0] == numbers[1] != numbers[3], "each ordered list counts from 1"
    assert len({numbers[0], numbers[2], numbers[3]}) == 3


def test_an_annex_repeats_its_head_and_merges_shared_headings(files):
    annex = opened(files["hd36"]).tables[-2]
    rows = annex._tbl.tr_lst
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert heads == rows[:3]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    upper = [(cell.text, cell.grid_span) for cell in annex.rows[0].cells[:10]]
    assert ("Kinh phí (triệu đồng)", 5) in upper
    assert [cell.vMerge for cell in rows[0].tc_lst[:2]] == ["restart", "restart"]
    assert [cell.vMerge for cell in rows[1].tc_lst[:2]] == ["continue", "continue"]


def test_tables_hold_the_printed_words(files):
    document = opened(files["nd30"])
    expected = [annex.table for annex in printed(sample.review(sample.STATE))["annexes"]]
    for table, words in zip(document.tables[-2:], expected, strict=True):
        rows = [["".join(cell.itertext(f"{W}t")) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        body = [[cell.text for cell in row] for row in (*words.rows, words.totals or ())]
        assert rows[-len([row for row in body if row]) :] == [row for row in body if row]


def test_charts_are_pictures_with_words_for_those_who_cannot_see_them(files):
    document = opened(files["summary"])
    assert [picture.type for picture in document.inline_shapes]
    described = [
        (shape._inline.docPr.get("name"), shape._inline.docPr.get("descr")) for shape in document.inline_shapes
    ]
    assert described == [(chart.title, chart.description) for chart in charts()]
    assert described[0][0] == "Hộ nghèo < 35 %"
    assert "chưa có số liệu" in described[0][1]
    widths = [shape.width for shape in document.inline_shapes]
    assert widths[1] > 1.9 * widths[0]
    text_width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    assert widths[1] < text_width
    pictures = [part.blob for part in document.part.package.image_parts]
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 3


def test_the_summary_is_neither_signed_nor_sent(files):
    text = words_of(files["summary"])
    assert "Nơi nhận" not in text
    assert text.index("lượt người xuống cơ sở") < text.index("Biểu đồ 1") < text.index("I. Tình hình các xã")


def test_title_and_language(files):
    properties = opened(files["hd36"]).core_properties
    assert properties.title.startswith("Báo cáo kết quả thực hiện Nghị quyết số 04-NQ/TU năm 2018")
    assert properties.language == "vi-VN"
    long = replace(sample.PARTY, summary="rất dài " * 100)
    assert len(opened(document_docx("review", DocumentContext(long))).core_properties.title) == 255


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7 * 7 }} {% if x %}",
        "<w:p/> & </w:t>",
        '"nháy" ‘đơn’',
        "a\x0bb\x00c",
        "=1+1",
        "{%p for x in y %}",
        "{_{ }_}",
    ],
)
def test_what_users_type_is_never_markup(typed):
    table = Table((Column("Cột {{ x }}"),), ((typed,),))
    annex = Annex(typed, "Biểu 1", (Column(typed), Column("Số", Kind.COUNT)), ((typed, 1),))
    content = DocumentContext(sample.PARTY, (Section(typed, 1, (typed,), (typed,), table),), (annex,))
    expected = re.sub("[\x00\x0b]", "", typed)
    made = document_docx("review", content)
    assert opened(made).tables[-1].cell(2, 0).text == expected
    assert words_of(made).count(expected) == 7


def test_a_letter_prints_no_title(files):
    letter = replace(sample.PARTY, doc_type="CV", addressees=("Sở Nội vụ",), summary="đôn đốc nộp báo cáo")
    document = opened(document_docx("review", DocumentContext(letter, (Section(paragraphs=("Đề nghị",)),))))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert "Title" not in styles
    head, addressees = document.tables[:2]
    assert head.rows[2].cells[0].text == "đôn đốc nộp báo cáo"
    assert [cell.text for cell in addressees.rows[0].cells] == ["Kính gửi:", "Sở Nội vụ"]


def test_a_decision_names_who_decides_and_why():
    decision = replace(sample.STATE, doc_type="QĐ", enactor="Giám đốc", grounds=("Căn cứ Luật;", "Theo đề nghị,"))
    document = opened(document_docx("review", DocumentContext(decision)))
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.style.name in ("Enactor", "Ground")]
    assert shown == [
        ("Enactor", "Giám đốc"),
        ("Ground", "Căn cứ Luật;"),
        ("Ground", "Theo đề nghị,"),
        ("Enactor", choose_rule_set("state", decision.date).enacting_words),
    ]


@pytest.mark.parametrize("annexes", [(), (sample.commune_annex(),)])
def test_an_issued_document_ends_with_its_code(annexes):
    issued = Verification("05-BC/BCĐ", "K7QM3F9X2PWA", "https://kontum04.example/verify/K7QM3F9X2PWA/")
    context = DocumentContext(sample.PARTY, sample.sections(), annexes, verification=issued)
    document = opened(document_docx("review", context))
    [code] = document.inline_shapes
    described = (code._inline.docPr.get("name"), code._inline.docPr.get("descr"))
    assert described == (issued.qr_title, issued.address)
    lines = document.tables[-1].rows[0].cells[1].text.splitlines()
    assert lines == [issued.invitation, issued.address, "Mã kiểm tra: K7QM-3F9X-2PWA"]


def test_empty_highlights_and_annexes_leave_no_table_behind():
    document = opened(document_docx("summary", DocumentContext(sample.PARTY)))
    assert [type(table) for table in document.tables] == [WordTable]

"""Finding the parts of a document on paper and measuring them. Distances in millimetres, sizes in points."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from reports.documents.layout import Style
from tests.reports.conformity_papers import LETTERS, SIGNER, Papers
from tests.reports.paper import FALL, MM, RISE, Paper, Words, baseline

Measured = float | str
Finder = Callable[[Papers], Words]
Gauge = Callable[[Papers], Measured]

TEXT_MIDDLE = (30 + 210 - 15) / 2
BARE_RISE = (1 - RISE - FALL) / 2 + RISE
"""How far the base line lies below the top of a line one point high, in points."""

# --- Where the parts stand ------------------------------------------------------------------------------------------

WORDS = {
    Style.PARTY: {
        "nation": "ĐẢNG CỘNG SẢN VIỆT NAM", "superior": "TỈNH ỦY KON TUM", "issuer": "BAN CHỈ ĐẠO 04",
        "number": "Số 01-BC/BCĐ", "summary": "kết quả thực hiện Nghị quyết số 04-NQ/TU năm 2018",
        "authority": "K/T TRƯỞNG BAN", "position": "PHÓ TRƯỞNG BAN", "head": "TRƯỞNG BAN",
        "letter": "đôn đốc nộp báo cáo", "annex": "Biểu 1", "annex-title": "KẾT QUẢ GIÚP ĐỠ",
    },
    Style.STATE: {
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "superior": "ỦY BAN NHÂN DÂN TỈNH SƠN LA",
        "issuer": "SỞ NỘI VỤ", "number": "Số: 01/BC-SNV", "summary": "Sơ kết thực hiện Quyết định số 2523/QĐ-UBND",
        "authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "head": "GIÁM ĐỐC",
        "letter": "V/v đôn đốc nộp báo cáo", "annex": "Phụ lục I", "annex-title": "BIỂU 1. KẾT QUẢ GIÚP ĐỠ",
    },
}  # fmt: skip
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DATE = "Kon Tum, ngày 02 tháng 01 năm 2019"


def part(name: str) -> Finder:
    """Finds a part of the report by its words."""
    return lambda papers: papers.report.find(WORDS[papers.rule_set.style][name])


def words(text: str) -> Finder:
    """Finds words of the report."""
    return lambda papers: papers.report.find(text)


def letter_summary(papers: Papers) -> Words:
    return papers.letter.find(WORDS[papers.rule_set.style]["letter"])


def recipients(papers: Papers) -> list[Words]:
    """The list under "Nơi nhận:", line by line."""
    title = papers.report.find("Nơi nhận:")
    lines = papers.report.lines_in(title.page, 30, 112)
    return [line for line in lines if line.base > title.base + 1 and line.sizes != title.sizes]


def column(papers: Papers, face: str) -> list[Words]:
    """The lines of one face on the left of a heading with long names, above the number."""
    page = papers.long_names.portrait[0]
    number = papers.long_names.find("Số", page)
    left = papers.long_names.lines_in(page, 30, 30 + 165 * papers.rule_set.left_share_percent / 100)
    named = (line for line in left if line.base < number.base and line.text != "*")
    return [line for line in named if line.face == face]


def body(papers: Papers) -> list[Words]:
    """The lines of the second page, where nothing but text stands."""
    return papers.report.lines(papers.report.portrait[1])


# --- What is measured -----------------------------------------------------------------------------------------------


def size(find: Finder) -> Gauge:
    """One size of type; many at once are told as 0."""
    return lambda papers: one.pop() if len(one := set(find(papers).sizes)) == 1 else 0


def face(find: Finder) -> Gauge:
    return lambda papers: find(papers).face


def rule_share(found: Words) -> float:
    """How long the rule below some words is, the words being 1; 0 without a rule."""
    rule = found.rule_below()
    return rule.width / found.width if rule else 0


def long_rule_share(papers: Papers) -> float:
    """The same below a name of several lines: measured by its longest."""
    lines = column(papers, "đậm, hoa")
    rule = lines[-1].rule_below()
    return rule.width / max(line.width for line in lines) if rule else 0


def apart(upper: Finder, lower: Finder) -> Gauge:
    """From base line to base line."""
    return lambda papers: lower(papers).base - upper(papers).base


def off_centre(one: Finder, other: Finder) -> Gauge:
    return lambda papers: one(papers).middle - other(papers).middle


def texts(*finders: Finder) -> Gauge:
    """The words of several parts in the order in which they stand on the page."""
    return lambda papers: " / ".join(
        found.text for found in sorted((find(papers) for find in finders), key=lambda found: found.base)
    )


def top_margin(papers: Papers) -> float:
    """To the top of the first line. Lines of the bare pages are one point high, and so is their type."""
    page = papers.bare.portrait[1]
    return (min(baseline(page, char) for char in page.chars if char["size"] < 2) - BARE_RISE) / MM


def bottom_margin(papers: Papers) -> float:
    """From the bottom of the last line."""
    page = papers.bare.portrait[0]
    lowest = max(baseline(page, char) for char in page.chars) + 1 - BARE_RISE
    return page.height / MM - lowest / MM


def indents(papers: Papers) -> float:
    """How far first lines stand in: lines that reach the right margin but do not begin at the left one."""
    lines = body(papers)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return max(line.x0 for line in lines if right - line.x1 < 0.5 and line.face == "đứng") - left


def gaps(papers: Papers) -> list[float]:
    """The distances of neighbouring base lines in points, each once, least first."""
    bases = [line.base * MM for line in body(papers)]
    return sorted({round(lower - upper, 1) for upper, lower in pairwise(bases)})


def raggedness(papers: Papers) -> float:
    """How far the right ends of lines that go on in a next one differ at most."""
    lines = body(papers)
    pitch = gaps(papers)[0]
    inner = [upper.x1 for upper, lower in pairwise(lines) if (lower.base - upper.base) * MM < pitch + 1]
    return max(inner) - min(inner)


def heading_marks(papers: Papers) -> str:
    """The marks before headings of three levels and before an item."""
    stand = ("TÌNH HÌNH CÁC XÃ", "Công tác chỉ đạo", "Mô hình mới", "Hướng dẫn xã")
    lines = [line.text for page in papers.report.portrait for line in papers.report.lines(page)]
    return " ".join(next(line for line in lines if name in line).split(name)[0].strip() for name in stand)


def free_lines(papers: Papers) -> float:
    """How many lines have room between position and name."""
    distance = apart(part("position"), words(SIGNER))(papers)
    return distance * MM / papers.rule_set.line_pitch_pt - 1


def number_from_edge(papers: Papers) -> float:
    """From the edge of the sheet to the top of the line in which the page number stands."""
    found = papers.report.page_number(papers.report.portrait[1])
    return found.base - RISE * max(found.sizes) / MM


def page_number(papers: Papers) -> Words:
    return papers.report.page_number(papers.report.portrait[1])


def page_numbers(papers: Papers) -> str:
    return ", ".join(number or "–" for number in papers.report.page_numbers(papers.report.portrait))


def annex_page_numbers(papers: Papers) -> str:
    return ", ".join(number or "–" for number in papers.report.page_numbers(papers.report.annexes))


def annex_heading(paper: Paper) -> str:
    return " / ".join(line.text for line in paper.lines(paper.annexes[0])[:2])


def annex_edges(papers: Papers) -> tuple[float, float, float]:
    """How far the table on a second page of an annex stays from the left, right and upper edge of the turned sheet."""
    page = papers.report.annexes[1]
    lines = page.lines
    left, right = min(line["x0"] for line in lines), page.width - max(line["x1"] for line in lines)
    return left / MM, right / MM, min(line["top"] for line in lines) / MM


def fonts(papers: Papers) -> str:
    """The fonts of all papers; one that is not inside the file is told."""
    found = {
        name if inside else f"{name} (không nhúng)"
        for paper in (papers.report, papers.letter, papers.long_names)
        for name, inside in paper.fonts().items()
    }
    return ", ".join(sorted(found))


def missing_letters(papers: Papers) -> str:
    """Vietnamese letters that pdftotext does not find in the report, in the four faces."""
    lines = [line.split() for line in papers.report.text.splitlines()]
    whole = " ".join(word for line in lines for word in line)
    found = whole.count(LETTERS)
    return "đủ chữ trong bốn kiểu" if found == 4 else f"chỉ đủ chữ trong {found} kiểu"


def composed(papers: Papers) -> str:
    return "NFC" if unicodedata.is_normalized("NFC", papers.report.text + papers.letter.text) else "không NFC"


def numbering(papers: Papers) -> str:
    return {"term": "theo loại và nhiệm kỳ", "year": "theo loại và năm"}[papers.rule_set.numbering]


def titles(papers: Papers) -> str:
    return "in tên loại" if papers.letter.has("CÔNG VĂN") else "không in tên loại"


def number_of(paper: Paper) -> str:
    """The line of the number, as far as it stands on the left."""
    page = paper.portrait[0]
    return next(line.text for line in paper.lines_in(page, 30, 105) if line.text.startswith("Số"))


def date_of(paper: Paper) -> str:
    """The date under the right heading."""
    page = paper.portrait[0]
    line = next(line for line in paper.lines(page) if "Kon Tum, " in line.text)
    return line.text.partition("Kon Tum, ")[2]


def letter_line(papers: Papers) -> str:
    """The first line of the summary under the number."""
    found = letter_summary(papers)
    lines = papers.letter.lines_in(found.page, 30, 110)
    return next(line.text for line in lines if abs(line.base - found.base) < 0.1)


def head_of(papers: Papers) -> str:
    """The signature of a head: title and name, downwards."""
    page = papers.long_names.portrait[-1]
    title = papers.long_names.find(WORDS[papers.rule_set.style]["head"], page)
    lines = papers.long_names.lines_in(page, 112, 195)
    return " / ".join(line.text for line in lines if line.base >= title.base - 0.1)


def body_text(papers: Papers) -> Words:
    """The first paragraph of the report."""
    return papers.report.find("Các cơ quan của tỉnh, huyện đã cử")

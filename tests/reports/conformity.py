"""THE table of the format: every row of the three rule-sets, what it asks for, and how it is measured on paper.

`make conformity` draws the papers, measures them and writes docs/layout-conformity.md anew; a test holds every row
and the written file to what is measured. Requirements are written here by hand, not taken from the rule-sets.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

import tests.environment  # noqa: F401 (the tests' settings, whatever this machine's .env says)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontum04.settings")
if __name__ == "__main__":
    django.setup()

from reports.documents.layout import RULE_SETS, RuleSet, Style
from tests.reports import sample
from tests.reports.conformity_papers import SIGNER, papers_of
from tests.reports.measuring import (
    DATE,
    MOTTO,
    TEXT_MIDDLE,
    WORDS,
    Finder,
    Gauge,
    Measured,
    annex_edges,
    annex_heading,
    annex_page_numbers,
    apart,
    body,
    body_text,
    bottom_margin,
    column,
    composed,
    date_of,
    face,
    fonts,
    free_lines,
    gaps,
    head_of,
    heading_marks,
    indents,
    letter_line,
    letter_summary,
    long_rule_share,
    missing_letters,
    number_from_edge,
    number_of,
    numbering,
    off_centre,
    page_number,
    page_numbers,
    part,
    raggedness,
    recipients,
    rule_share,
    size,
    texts,
    titles,
    top_margin,
    words,
)  # fmt: skip
from tests.reports.requirements import Between, Is, Near, Requirement, mm, mm_between, points

TABLE = Path(__file__).parents[2] / "docs" / "layout-conformity.md"


@dataclass(frozen=True)
class Check:
    """One thing to measure. A rule-set that `required` does not name asks nothing of it."""

    part: str
    what: str
    measure: Gauge
    required: dict[str, Requirement]

    @property
    def id(self) -> str:
        return f"{self.part}: {self.what}"


def party(requirement: Requirement) -> dict[str, Requirement]:
    return {"hd36": requirement, "hd05": requirement}


def state(requirement: Requirement) -> dict[str, Requirement]:
    return {"nd30": requirement}


def each(of_party: Requirement, of_state: Requirement) -> dict[str, Requirement]:
    return party(of_party) | state(of_state)


def alike(requirement: Requirement) -> dict[str, Requirement]:
    return each(requirement, requirement)


def type_of(
    name: str, find: Finder, of_party: tuple[Between, str] | None, of_state: tuple[Between, str]
) -> Iterator[Check]:
    """Size and face of a part."""
    sizes, faces = state(of_state[0]), state(Is(of_state[1]))
    if of_party:
        sizes, faces = sizes | party(of_party[0]), faces | party(Is(of_party[1]))
    yield Check(name, "cỡ chữ", size(find), sizes)
    yield Check(name, "kiểu chữ", face(find), faces)


def list_of(separator: str, names: tuple[str, ...]) -> Is:
    """The recipients as they must stand: dashes, the separator, a stop after the last."""
    return Is(f"{separator} ".join(f"- {name}" for name in names) + ".")


CAPITALS, BOLD_CAPITALS = "đứng, hoa", "đậm, hoa"
LEFT_OF, SAME_LINE, CENTRED = Between(2, 90, unit=" mm"), Near(0, 0.3, " mm"), Near(0, 0.5, " mm")

CHECKS: tuple[Check, ...] = (
    Check("Lề trang", "trên", top_margin, each(mm(20), mm_between(20, 25))),
    Check("Lề trang", "dưới", bottom_margin, each(mm(20), mm_between(20, 25))),
    Check("Lề trang", "trái", lambda p: min(line.x0 for line in body(p)), each(mm(30), mm_between(30, 35))),
    Check("Lề trang", "phải", lambda p: 210 - max(line.x1 for line in body(p)), each(mm(15), mm_between(15, 20))),

    *type_of("Tiêu đề bên phải", part("nation"), (points(15), BOLD_CAPITALS), (points(12, 13), BOLD_CAPITALS)),
    Check("Tiêu đề bên phải", "cùng dòng với cơ quan cấp trên", apart(part("superior"), part("nation")),
          alike(SAME_LINE)),
    Check("Tiêu đề bên phải", "cách tên bên trái", lambda p: part("nation")(p).x0 - part("superior")(p).x1,
          alike(LEFT_OF)),
    Check("Tiêu đề bên phải", "đường kẻ so với dòng chữ", lambda p: rule_share(part("nation")(p)),
          party(Near(1, 0.01))),
    Check("Tiêu ngữ", "cỡ chữ", size(words(MOTTO)), state(points(13, 14))),
    Check("Tiêu ngữ", "kiểu chữ", face(words(MOTTO)), state(Is("đậm"))),
    Check("Tiêu ngữ", "đường kẻ so với dòng chữ", lambda p: rule_share(words(MOTTO)(p)), state(Near(1, 0.01))),
    Check("Tiêu ngữ", "vẫn liền dưới quốc hiệu khi tên bên trái dài",
          lambda p: p.long_names.find(MOTTO).base - p.long_names.find(WORDS[Style.STATE]["nation"]).base,
          state(Between(5, 8, unit=" mm"))),

    *type_of("Cơ quan cấp trên", part("superior"), (points(14), CAPITALS), (points(12, 13), CAPITALS)),
    Check("Cơ quan cấp trên", "tên dài: số dòng", lambda p: len(column(p, CAPITALS)), alike(Near(2, 0))),
    *type_of("Cơ quan ban hành", part("issuer"), (points(14), BOLD_CAPITALS), (points(12, 13), BOLD_CAPITALS)),
    Check("Cơ quan ban hành", "dấu sao: giữa dòng tên", off_centre(words("*"), part("issuer")), party(CENTRED)),
    Check("Cơ quan ban hành", "dấu sao: dưới tên, trên số", texts(part("number"), words("*"), part("issuer")),
          party(Is("BAN CHỈ ĐẠO 04 / * / Số 01-BC/BCĐ"))),
    Check("Cơ quan ban hành", "đường kẻ so với dòng chữ", lambda p: rule_share(part("issuer")(p)),
          state(Between(0.33, 0.5))),
    Check("Cơ quan ban hành", "tên dài: đường kẻ so với dòng dài nhất", long_rule_share, state(Between(0.33, 0.5))),
    Check("Cơ quan ban hành", "tên dài: số dòng", lambda p: len(column(p, BOLD_CAPITALS)), alike(Near(2, 0))),

    *type_of("Số, ký hiệu", part("number"), (points(14), "đứng"), (points(13), "đứng")),
    Check("Số, ký hiệu", "số 1", lambda p: number_of(p.report), each(Is("Số 01-BC/BCĐ"), Is("Số: 01/BC-SNV"))),
    Check("Số, ký hiệu", "số 12, công văn", lambda p: number_of(p.letter),
          each(Is("Số 12-CV/BCĐ"), Is("Số: 12/SNV"))),
    Check("Số, ký hiệu", "số 135", lambda p: number_of(p.long_names), each(Is("Số 135-BC/BCĐ"), Is("Số: 135/BC-SNV"))),
    Check("Số, ký hiệu", "đánh số lại từ 01", numbering,
          each(Is("theo loại và nhiệm kỳ"), Is("theo loại và năm"))),

    *type_of("Địa danh, ngày tháng", words(DATE), (points(14), "nghiêng"), (points(13, 14), "nghiêng")),
    Check("Địa danh, ngày tháng", "cùng dòng với số", apart(part("number"), words(DATE)), alike(SAME_LINE)),
    Check("Địa danh, ngày tháng", "ngày 02/01", lambda p: date_of(p.report), alike(Is("ngày 02 tháng 01 năm 2019"))),
    Check("Địa danh, ngày tháng", "ngày 19/8", lambda p: date_of(p.letter), alike(Is("ngày 19 tháng 8 năm 2018"))),
    Check("Địa danh, ngày tháng", "ngày 09/10", lambda p: date_of(p.long_names),
          alike(Is("ngày 09 tháng 10 năm 2018"))),

    *type_of("Tên loại văn bản", words("BÁO CÁO"), (points(15, 16), BOLD_CAPITALS), (points(13, 14), BOLD_CAPITALS)),
    Check("Tên loại văn bản", "giữa trang", lambda p: words("BÁO CÁO")(p).middle - TEXT_MIDDLE, alike(CENTRED)),
    Check("Tên loại văn bản", "công văn", titles, alike(Is("không in tên loại"))),
    *type_of("Trích yếu", part("summary"), (points(14, 15), "đậm"), (points(13, 14), "đậm")),
    Check("Trích yếu", "năm gạch nối: giữa trang", lambda p: words("-----")(p).middle - TEXT_MIDDLE, party(CENTRED)),
    Check("Trích yếu", "năm gạch nối: dưới trích yếu", apart(part("summary"), words("-----")),
          party(Between(5, 14, unit=" mm"))),
    Check("Trích yếu", "đường kẻ so với dòng chữ", lambda p: rule_share(part("summary")(p)),
          state(Between(0.33, 0.5))),
    *type_of("Trích yếu công văn", letter_summary, (points(12), "nghiêng"), (points(12, 13), "đứng")),
    Check("Trích yếu công văn", "dưới số", lambda p: letter_summary(p).base - p.letter.find("Số").base,
          alike(Between(4, 8, unit=" mm"))),
    Check("Trích yếu công văn", "bắt đầu bằng", lambda p: letter_line(p).split(" nộp")[0],
          each(Is("đôn đốc"), Is("V/v đôn đốc"))),
    Check("Kính gửi", "công văn", lambda p: " ".join(line.text for line in p.letter.lines(p.letter.portrait[0])
                                                     if "Kính gửi" in line.text),
          alike(Is(f"Kính gửi: {sample.LONGEST_UNIT}"))),

    Check("Nội dung", "cỡ chữ", lambda p: max(body_text(p).sizes), each(points(14, 15), points(13, 14))),
    Check("Nội dung", "kiểu chữ", face(body_text), alike(Is("đứng"))),
    Check("Nội dung", "căn đều hai lề: lệch nhiều nhất", raggedness, alike(Near(0, 0.5, " mm"))),
    Check("Nội dung", "lùi dòng đầu", indents, each(mm(10), mm_between(10, 12.7))),
    Check("Nội dung", "khoảng cách dòng", lambda p: gaps(p)[0],
          each(Between(18, 28, 0.1, " pt"), Between(15.5, 24, 0.1, " pt"))),
    Check("Nội dung", "thêm giữa hai đoạn", lambda p: gaps(p)[1] - gaps(p)[0],
          each(Near(6, 0.1, " pt"), Between(6, 12, 0.1, " pt"))),
    Check("Đề mục", "cách đánh", heading_marks,
          {"hd36": Is("I. 1. 1.1. -"), "hd05": Is("I- 1. a) -"), "nd30": Is("I. 1. a) -")}),

    *type_of("Quyền hạn ký", part("authority"), (points(14), BOLD_CAPITALS), (points(13, 14), BOLD_CAPITALS)),
    Check("Quyền hạn ký", "cấp phó ký thay, từ trên xuống", texts(words(SIGNER), part("position"), part("authority")),
          each(Is(f"K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN / {SIGNER}"), Is(f"KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / {SIGNER}"))),
    Check("Quyền hạn ký", "người đứng đầu ký", head_of,
          each(Is(f"TRƯỞNG BAN / {SIGNER}"), Is(f"GIÁM ĐỐC / {SIGNER}"))),
    Check("Quyền hạn ký", "thay mặt tập thể", lambda p: p.rule_set.signature("collective", "Tỉnh ủy", "Bí thư")[0],
          each(Is("T/M Tỉnh ủy"), Is("TM. Tỉnh ủy"))),
    Check("Quyền hạn ký", "thừa lệnh; thừa ủy quyền", lambda p: "; ".join(
          p.rule_set.signature(capacity, "Giám đốc", "")[0] for capacity in ("order", "mandate")),
          state(Is("TL. Giám đốc; TUQ. Giám đốc"))),
    *type_of("Chức vụ", part("position"), (points(14), CAPITALS), (points(13, 14), BOLD_CAPITALS)),
    Check("Chức vụ", "giữa dòng quyền hạn ký", off_centre(part("position"), part("authority")), alike(CENTRED)),
    *type_of("Họ tên người ký", words(SIGNER), (points(14), "đậm"), (points(13, 14), "đậm")),
    Check("Họ tên người ký", "số dòng chừa để ký", free_lines, alike(Near(4, 0.1))),
    Check("Họ tên người ký", "giữa dòng chức vụ", off_centre(words(SIGNER), part("position")), alike(CENTRED)),

    *type_of("Nơi nhận", words("Nơi nhận:"), (points(14), "đứng, gạch chân"), (points(12), "đậm, nghiêng")),
    Check("Danh sách nơi nhận", "cỡ chữ", size(lambda p: recipients(p)[0]), each(points(12), points(11))),
    Check("Danh sách nơi nhận", "kiểu chữ", face(lambda p: recipients(p)[0]), alike(Is("đứng"))),
    Check("Danh sách nơi nhận", "gạch đầu dòng, dấu cuối dòng, dòng Lưu",
          lambda p: " ".join(line.text for line in recipients(p)),
          {"hd36": list_of(",", sample.PARTY.recipients), "hd05": list_of(";", sample.PARTY.recipients),
           "nd30": list_of(";", sample.STATE.recipients)}),

    Check("Số trang", "trang 1 không đánh số", page_numbers, alike(Is("–, 2, 3"))),
    Check("Số trang", "cỡ chữ", size(page_number), alike(points(13, 14))),
    Check("Số trang", "cách mép trên", number_from_edge, party(mm(10))),
    Check("Số trang", "giữa phần chữ", lambda p: page_number(p).middle - TEXT_MIDDLE, alike(CENTRED)),

    Check("Phụ lục", "đầu đề", lambda p: annex_heading(p.report),
          each(Is("Biểu 1 / KẾT QUẢ GIÚP ĐỠ"), Is("Phụ lục I / BIỂU 1. KẾT QUẢ GIÚP ĐỠ"))),
    Check("Phụ lục", "chỉ một phụ lục", lambda p: annex_heading(p.long_names),
          state(Is("Phụ lục / BIỂU 1. KẾT QUẢ GIÚP ĐỠ"))),
    *type_of("Số phụ lục", part("annex"), None, (points(14), "đậm")),
    *type_of("Tên phụ lục", part("annex-title"), None, (points(13, 14), BOLD_CAPITALS)),
    Check("Phụ lục", "đánh số trang riêng", annex_page_numbers, state(Is("–, 2, –, 2"))),

    Check("Phụ lục", "lề trái trang ngang", lambda p: annex_edges(p)[0], each(mm(20), mm_between(20, 25))),
    Check("Phụ lục", "lề phải trang ngang", lambda p: annex_edges(p)[1], each(mm(20), mm_between(20, 25))),
    Check("Phụ lục", "lề trên trang ngang (phía đóng tập)", lambda p: annex_edges(p)[2],
          each(mm(30), mm_between(30, 35))),

    Check("Phông chữ", "đều nhúng trong tệp", fonts, alike(Is("Tinos, Tinos-Bold, Tinos-Bold-Italic, Tinos-Italic"))),
    Check("Phông chữ", "chữ không có trong phông", lambda p: p.report.missing_glyphs(), alike(Near(0, 0))),
    Check("Chữ Việt", "pdftotext đọc lại", missing_letters, alike(Is("đủ chữ trong bốn kiểu"))),
    Check("Chữ Việt", "chuẩn Unicode", composed, alike(Is("NFC"))),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What a check found."""

    check: Check
    required: Requirement
    measured: Measured

    @property
    def is_met(self) -> bool:
        return self.required.met_by(self.measured)


def result(check: Check, rule_set: RuleSet) -> Result:
    """Measure one row of the table on the papers of a rule-set."""
    return Result(check, check.required[rule_set.code], check.measure(papers_of(rule_set)))


def asked_of(rule_set: RuleSet) -> list[Check]:
    return [check for check in CHECKS if rule_set.code in check.required]


def document() -> str:
    """The written table: what each rule-set asks for and what was measured."""
    return "\n".join([HEAD, *(line for rule_set in RULE_SETS for line in _chapter(rule_set))]) + "\n"


HEAD = """# Thể thức văn bản: yêu cầu và kết quả đo

Bảng do `make conformity` ghi ra: vẽ báo cáo, công văn, văn bản có tên cơ quan dài và phụ lục theo từng bộ thể thức,
rồi đo trên tệp PDF. Sai số cho phép: lề ± 0,5 mm, cỡ chữ ± 0,1 pt.
Yêu cầu viết ở `tests/reports/conformity.py`, cách đo ở `tests/reports/measuring.py`."""


def _chapter(rule_set: RuleSet) -> Iterator[str]:
    results = [result(check, rule_set) for check in asked_of(rule_set)]
    met = sum(one.is_met for one in results)
    yield f"\n## {rule_set.title} ({rule_set.source})\n"
    if rule_set.notice:
        yield f"{rule_set.notice}\n"
    yield f"Đạt {met}/{len(results)} phép đo.\n"
    yield "| Thành phần | Nội dung đo | Yêu cầu | Đo được | Kết quả |"
    yield "|---|---|---|---|---|"
    for one in results:
        cells = (one.check.part, one.check.what, one.required, one.required.shown(one.measured))
        verdict = "đạt" if one.is_met else "**không đạt**"
        yield "| " + " | ".join(_cell(str(cell)) for cell in cells) + f" | {verdict} |"


def _cell(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return text.replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    TABLE.write_text(document(), encoding="utf-8")

"""Every measure of a rule-set that an office may change, with the bounds it must keep."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from reports.documents.measures import Measure, number, option, whole, yes_no

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: "Mapping[str, StrOrPromise]" = {
    "nation": gettext_lazy("Quốc hiệu, tiêu đề Đảng"),
    "motto": gettext_lazy("Tiêu ngữ"),
    "superior": gettext_lazy("Cơ quan cấp trên"),
    "issuer": gettext_lazy("Cơ quan ban hành"),
    "number": gettext_lazy("Số, ký hiệu"),
    "place_date": gettext_lazy("Địa danh, ngày tháng"),
    "doc_type": gettext_lazy("Tên loại văn bản"),
    "summary": gettext_lazy("Trích yếu"),
    "letter_summary": gettext_lazy("Trích yếu công văn"),
    "addressee": gettext_lazy("Kính gửi"),
    "ground": gettext_lazy("Căn cứ ban hành"),
    "enactor": gettext_lazy("Thẩm quyền ban hành"),
    "body": gettext_lazy("Nội dung"),
    "headings.0": gettext_lazy("Đề mục cấp 1"),
    "headings.1": gettext_lazy("Đề mục cấp 2"),
    "headings.2": gettext_lazy("Đề mục cấp 3"),
    "sign_authority": gettext_lazy("Quyền hạn ký"),
    "sign_position": gettext_lazy("Chức vụ người ký"),
    "signer": gettext_lazy("Họ tên người ký"),
    "recipients_title": gettext_lazy("Từ “Nơi nhận”"),
    "recipients": gettext_lazy("Danh sách nơi nhận"),
    "page_number": gettext_lazy("Số trang"),
    "annex_label": gettext_lazy("Số phụ lục"),
    "annex_title": gettext_lazy("Tên phụ lục"),
}
"""The parts of a document that are set in a type of their own."""

_ASPECTS = {
    "bold": gettext_lazy("chữ đậm"),
    "italic": gettext_lazy("chữ nghiêng"),
    "capitals": gettext_lazy("chữ in hoa"),
    "underlined": gettext_lazy("gạch chân"),
}
_MARGINS, _LINES = gettext_lazy("Lề trang"), gettext_lazy("Dòng, đoạn")
_RULES, _TABLES = gettext_lazy("Đường kẻ, dấu"), gettext_lazy("Bảng, ghi chú")
_MARKS: "Mapping[str, StrOrPromise]" = {
    "": gettext_lazy("không có"),
    "full-rule": gettext_lazy("đường kẻ dài bằng dòng chữ"),
    "part-rule": gettext_lazy("đường kẻ bằng một phần dòng chữ"),
    "*": gettext_lazy("dấu sao"),
    "-----": gettext_lazy("năm gạch nối"),
}
_FORMS = {"{roman}.": "I.", "{roman}-": "I-", "{arabic}.": "1.", "{upper}.{arabic}.": "2.1.", "{letter})": "a)"}
_TERMS: "Mapping[str, StrOrPromise]" = {"term": gettext_lazy("theo nhiệm kỳ"), "year": gettext_lazy("theo năm")}


def _text_measures() -> list[Measure]:
    result = []
    for path, part in PARTS.items():
        result.append(Measure(f"{path}.size", part, gettext_lazy("cỡ chữ"), number, "pt", 8, 20))
        result += [Measure(f"{path}.{name}", part, words, yes_no) for name, words in _ASPECTS.items()]
    return result


SINGLE = [
    Measure("margins.top", _MARGINS, gettext_lazy("trên"), number, "mm", 15, 30),
    Measure("margins.bottom", _MARGINS, gettext_lazy("dưới"), number, "mm", 15, 30),
    Measure("margins.left", _MARGINS, gettext_lazy("trái"), number, "mm", 20, 40),
    Measure("margins.right", _MARGINS, gettext_lazy("phải"), number, "mm", 10, 25),
    Measure("first_line", _LINES, gettext_lazy("lùi dòng đầu"), number, "mm", 5, 20),
    Measure("line_pitch_pt", _LINES, gettext_lazy("khoảng cách dòng"), number, "pt", 12, 30),
    Measure("paragraph_gap_pt", _LINES, gettext_lazy("khoảng cách đoạn"), number, "pt", 0, 18),
    Measure("signature_gap_lines", _LINES, gettext_lazy("số dòng chừa để ký"), whole, "", 2, 8),
    Measure("left_share_percent", _LINES, gettext_lazy("bề rộng nửa trái phần đầu"), whole, "%", 40, 52),
    Measure("page_number_from_edge", PARTS["page_number"], gettext_lazy("cách mép giấy"), number, "mm", 5, 14),
    Measure("number_digits", PARTS["number"], gettext_lazy("số chữ số ít nhất"), whole, "", 1, 3),
    Measure("numbering", PARTS["number"], gettext_lazy("đánh số lại từ 01"), option, options=_TERMS),
    Measure("nation_mark", _RULES, gettext_lazy("dưới quốc hiệu, tiêu đề Đảng"), option, options=_MARKS),
    Measure("issuer_mark", _RULES, gettext_lazy("dưới cơ quan ban hành"), option, options=_MARKS),
    Measure("summary_mark", _RULES, gettext_lazy("dưới trích yếu"), option, options=_MARKS),
    Measure("rule_share_percent", _RULES, gettext_lazy("đường kẻ so với dòng chữ"), whole, "%", 33, 50),
    Measure("heading_forms.0", PARTS["headings.0"], gettext_lazy("cách đánh số"), option, options=_FORMS),
    Measure("heading_forms.1", PARTS["headings.1"], gettext_lazy("cách đánh số"), option, options=_FORMS),
    Measure("heading_forms.2", PARTS["headings.2"], gettext_lazy("cách đánh số"), option, options=_FORMS),
    Measure("text_date_separator", PARTS["body"], gettext_lazy("dấu giữa ngày, tháng, năm"), option,
            options={"-": "14-6-2007", "/": "14/6/2007"}),
    Measure("recipients_separator", PARTS["recipients"], gettext_lazy("dấu cuối dòng"), option,
            options={",": ",", ";": ";"}),
    Measure("annex_own_page_numbers", PARTS["annex_label"], gettext_lazy("đánh số trang riêng"), yes_no),
    Measure("annex_table_pt", _TABLES, gettext_lazy("cỡ chữ bảng phụ lục"), number, "pt", 7, 14),
    Measure("wide_annex_table_pt", _TABLES, gettext_lazy("cỡ chữ bảng nhiều cột"), number, "pt", 6, 12),
    Measure("wide_annex_columns", _TABLES, gettext_lazy("bảng nhiều cột: từ số cột"), whole, "", 8, 40),
    Measure("notice_pt", _TABLES, gettext_lazy("cỡ chữ ghi chú đầu trang"), number, "pt", 8, 14),
]  # fmt: skip

MEASURES: Mapping[str, Measure] = {
    measure.path: measure for measure in sorted([*SINGLE, *_text_measures()], key=lambda measure: measure.path)
}
"""Every measure by its path."""

"""The three dated rule-sets for official documents, as data: millimetres, points, weights, marks and number forms.

Where a source allows a range, one value inside it is chosen, once, here. What the quoted parts of a source leave open
(the line "Kính gửi", the grounds of a decision) is set as running text.
"""

import datetime as dt
from dataclasses import replace

from kontum04.core import formats
from reports.documents.ruleset import LETTER, RuleSet
from reports.documents.typography import Margins, Mark, Numbering, Style, Text

__all__ = [
    "DOCUMENT_TYPES", "HD05", "HD36", "LETTER", "ND30", "RULE_SETS", "Margins", "Mark", "Numbering", "RuleSet",
    "Style", "Text", "choose_rule_set", "place_and_date",
]  # fmt: skip

HEADINGS = (Text(14, bold=True, capitals=True), Text(14, bold=True), Text(14, bold=True, italic=True))

DOCUMENT_TYPES = {
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "TTr": "Tờ trình",
    LETTER: "Công văn",
    "BB": "Biên bản",
}

HD36 = RuleSet(
    code="hd36",
    title="Hướng dẫn 36-HD/VPTW",
    source="Phụ lục 3, theo phần được trích dẫn",
    style=Style.PARTY,
    valid_from=dt.date(2018, 4, 3),
    awaits_confirmation=False,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    nation=Text(15, bold=True, capitals=True),
    nation_words="Đảng Cộng sản Việt Nam",
    nation_mark=Mark.FULL_RULE,
    motto=None,
    motto_words="",
    motto_mark=Mark.NONE,
    superior=Text(14, capitals=True),
    issuer=Text(14, bold=True, capitals=True),
    issuer_mark=Mark.STAR,
    number=Text(14),
    numbering=Numbering.TERM,
    number_prefix="Số ",
    number_form="{number}-{type}/{symbol}",
    letter_number_form="{number}-{type}/{symbol}",
    place_date=Text(14, italic=True),
    left_share_percent=50,
    doc_type=Text(16, bold=True, capitals=True),
    summary=Text(14, bold=True),
    summary_mark=Mark.DASHES,
    letter_summary=Text(12, italic=True),
    letter_summary_prefix="",
    addressee=Text(14),
    ground=Text(14),
    enactor=Text(14, bold=True, capitals=True),
    enacting_words="Quyết định",
    body=Text(14),
    first_line=10,
    line_pitch_pt=18,
    paragraph_gap_pt=6,
    headings=HEADINGS,
    heading_forms=("{roman}.", "{arabic}.", "{upper}.{arabic}."),
    text_date_separator="-",
    sign_authority=Text(14, bold=True, capitals=True),
    sign_position=Text(14, capitals=True),
    signer=Text(14, bold=True),
    deputy_form="K/T {whom}",
    collective_form="T/M {whom}",
    order_form="",
    mandate_form="",
    collective_bodies=("Tỉnh ủy", "Huyện ủy", "Thành ủy", "Đảng ủy", "Ban Thường vụ", "Ban Chấp hành"),
    recipients_title=Text(14, underlined=True),
    recipients=Text(12),
    recipients_separator=",",
    page_number=Text(14),
    page_number_from_edge=10,
    annex_label=Text(14, bold=True),
    annex_title=Text(14, bold=True, capitals=True),
    annex_form="",
    annex_own_page_numbers=False,
)

# Seen only in secondary copies: whoever shows its name must also say that a records officer has yet to confirm it.
HD05 = replace(
    HD36,
    code="hd05",
    title="Hướng dẫn 05-HD/VPTW",
    source="Bản sao, chưa đối chiếu bản gốc",
    valid_from=dt.date(2026, 5, 27),
    awaits_confirmation=True,
    heading_forms=("{roman}-", "{arabic}.", "{letter})"),
    recipients_separator=";",
)

ND30 = RuleSet(
    code="nd30",
    title="Nghị định 30/2020/NĐ-CP",
    source="Phụ lục I",
    style=Style.STATE,
    valid_from=dt.date(2020, 3, 5),
    awaits_confirmation=False,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    nation=Text(12, bold=True, capitals=True),
    nation_words="Cộng hòa xã hội chủ nghĩa Việt Nam",
    nation_mark=Mark.NONE,
    motto=Text(13, bold=True),
    motto_words="Độc lập - Tự do - Hạnh phúc",
    motto_mark=Mark.FULL_RULE,
    superior=Text(12, capitals=True),
    issuer=Text(12, bold=True, capitals=True),
    issuer_mark=Mark.PART_RULE,
    number=Text(13),
    numbering=Numbering.YEAR,
    number_prefix="Số: ",
    number_form="{number}/{type}-{symbol}",
    letter_number_form="{number}/{symbol}",
    place_date=Text(13, italic=True),
    left_share_percent=44,
    doc_type=Text(14, bold=True, capitals=True),
    summary=Text(14, bold=True),
    summary_mark=Mark.PART_RULE,
    letter_summary=Text(12),
    letter_summary_prefix="V/v ",
    addressee=Text(14),
    ground=Text(14, italic=True),
    enactor=Text(14, bold=True, capitals=True),
    enacting_words="Quyết định:",
    body=Text(14),
    first_line=12.7,
    line_pitch_pt=18,
    paragraph_gap_pt=6,
    headings=HEADINGS,
    heading_forms=("{roman}.", "{arabic}.", "{letter})"),
    text_date_separator="/",
    sign_authority=Text(14, bold=True, capitals=True),
    sign_position=Text(14, bold=True, capitals=True),
    signer=Text(14, bold=True),
    deputy_form="KT. {whom}",
    collective_form="TM. {whom}",
    order_form="TL. {whom}",
    mandate_form="TUQ. {whom}",
    collective_bodies=(),
    recipients_title=Text(12, bold=True, italic=True),
    recipients=Text(11),
    recipients_separator=";",
    page_number=Text(14),
    page_number_from_edge=10,
    annex_label=Text(14, bold=True),
    annex_title=Text(14, bold=True, capitals=True),
    annex_form="Phụ lục {roman}",
    annex_own_page_numbers=True,
)

RULE_SETS = (HD36, HD05, ND30)


def choose_rule_set(style: Style | str, on_date: dt.date) -> RuleSet:
    """Return the rule-set of a style in force on the document's date.

    A date before the oldest known rule-set gets that one: older guidance is not at hand.
    Raise ValueError for a style that does not exist.
    """
    of_style = sorted((r for r in RULE_SETS if r.style == Style(style)), key=lambda r: r.valid_from)
    in_force = [r for r in of_style if r.valid_from <= on_date]
    return (in_force or of_style[:1])[-1]


def place_and_date(place: str, day: dt.date) -> str:
    """Return "Kon Tum, ngày 02 tháng 01 năm 2019"."""
    return f"{place}, {formats.long_date(day)}"

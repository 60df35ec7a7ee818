"""The three dated rule-sets for official documents, as data: millimetres, points, weights, marks and number forms.

Sources: Hướng dẫn 36-HD/VPTW (2018), phụ lục 3; Hướng dẫn 05-HD/VPTW (2026); Nghị định 30/2020/NĐ-CP, phụ lục I.
Where a source allows a range, one value inside it is chosen, once, here.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from kontum04.core import formats

NO_BREAK_SPACE = "\u00a0"


class Style(StrEnum):
    """Who issues: a Party body or a state body. Programmes store these values."""

    PARTY = "party"
    STATE = "state"


class Mark(StrEnum):
    """What stands under a line of the letterhead: a drawn rule or typed characters."""

    NONE = ""
    FULL_RULE = "full-rule"
    PART_RULE = "part-rule"
    STAR = "*"
    DASHES = "-----"


@dataclass(frozen=True, slots=True)
class Text:
    """How one part of the document is set; `size` in points."""

    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Page margins in millimetres."""

    top: float
    right: float
    bottom: float
    left: float

    def turned(self) -> "Margins":
        """Return the margins of the same sheet turned to landscape: the bound (left) edge comes to lie on top."""
        return Margins(top=self.left, right=self.top, bottom=self.right, left=self.bottom)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One way of setting a document, from a date on. Sizes in points, distances in millimetres unless said."""

    code: str
    title: str
    style: Style
    valid_from: dt.date
    awaits_confirmation: bool
    margins: Margins

    nation: Text
    nation_words: str
    nation_mark: Mark
    motto: Text | None
    motto_words: str
    superior: Text
    issuer: Text
    issuer_mark: Mark
    number: Text
    number_prefix: str
    number_form: str
    place_date: Text

    doc_type: Text
    summary: Text
    summary_mark: Mark
    body: Text
    first_line: float
    line_pitch_pt: float
    paragraph_gap_pt: float
    headings: tuple[Text, ...]
    heading_forms: tuple[str, ...]
    text_date_separator: str

    sign_authority: Text
    sign_position: Text
    signer: Text
    recipients_title: Text
    recipients: Text
    recipients_separator: str

    page_number: Text
    page_number_from_edge: float
    annex_label: Text
    annex_title: Text
    annex_own_page_numbers: bool

    rule_share_percent: int = 40
    signature_gap_lines: int = 4
    annex_table_pt: float = 9
    wide_annex_table_pt: float = 8
    wide_annex_columns: int = 18
    notice_pt: float = 10

    def number_line(self, number: int | None, type_code: str, symbol: str) -> str:
        """Return "Số 05-BC/BCĐ" as it stands in the letterhead."""
        return self.number_prefix + self.reference(number, type_code, symbol)

    def reference(self, number: int | None, type_code: str, symbol: str) -> str:
        """Return "05-BC/BCĐ"; a draft without a number keeps the gap where it will be written."""
        padded = NO_BREAK_SPACE * 6 if number is None else f"{number:02}"
        return self.number_form.format(number=padded, type=type_code, symbol=symbol)

    def text_date(self, day: dt.date) -> str:
        """Return a date as it is cited inside the text: 14-6-2007 (Party) or 14/6/2007 (state).

        Days below 10 and months below 3 take a leading zero, as in the date line.
        """
        month = f"{day.month:02}" if day.month < 3 else str(day.month)
        return self.text_date_separator.join((f"{day.day:02}", month, str(day.year)))

    def heading_number(self, counters: tuple[int, ...]) -> str:
        """Return the mark before a heading, e.g. "II.", "3." or "2.1." for the counters of its levels."""
        form = self.heading_forms[len(counters) - 1]
        upper = counters[-2] if len(counters) > 1 else 0
        return form.format(roman=_roman(counters[-1]), arabic=counters[-1], upper=upper, letter=_letter(counters[-1]))

    def recipient_lines(self, recipients: tuple[str, ...]) -> list[str]:
        """Return the list of recipients with its dashes and punctuation; the last line, "Lưu …", ends with a stop."""
        last = len(recipients) - 1
        return [
            f"- {name.rstrip('.,; ')}{'.' if position == last else self.recipients_separator}"
            for position, name in enumerate(recipients)
        ]


def _roman(number: int) -> str:
    """Return a Roman numeral; sections of a document stay below 40."""
    tens, units = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


def _letter(number: int) -> str:
    """Return the item letter in the Vietnamese order used for lists: a, b, c, d, đ, e…"""
    return "abcdđeghiklmnopqrstuvxy"[number - 1]


HEADINGS = (Text(14, bold=True, capitals=True), Text(14, bold=True), Text(14, bold=True, italic=True))

DOCUMENT_TYPES = {
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "TTr": "Tờ trình",
    "BB": "Biên bản",
}

HD36 = RuleSet(
    code="hd36",
    title="Hướng dẫn 36-HD/VPTW",
    style=Style.PARTY,
    valid_from=dt.date(2018, 4, 3),
    awaits_confirmation=False,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    nation=Text(15, bold=True, capitals=True),
    nation_words="Đảng Cộng sản Việt Nam",
    nation_mark=Mark.FULL_RULE,
    motto=None,
    motto_words="",
    superior=Text(14, capitals=True),
    issuer=Text(14, bold=True, capitals=True),
    issuer_mark=Mark.STAR,
    number=Text(14),
    number_prefix="Số ",
    number_form="{number}-{type}/{symbol}",
    place_date=Text(14, italic=True),
    doc_type=Text(16, bold=True, capitals=True),
    summary=Text(14, bold=True),
    summary_mark=Mark.DASHES,
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
    recipients_title=Text(14, underlined=True),
    recipients=Text(12),
    recipients_separator=",",
    page_number=Text(14),
    page_number_from_edge=10,
    annex_label=Text(14, bold=True),
    annex_title=Text(14, bold=True, capitals=True),
    annex_own_page_numbers=False,
)

# Seen only in secondary copies: whoever shows its name must also say that a records officer has yet to confirm it.
HD05 = replace(
    HD36,
    code="hd05",
    title="Hướng dẫn 05-HD/VPTW",
    valid_from=dt.date(2026, 5, 27),
    awaits_confirmation=True,
    heading_forms=("{roman}-", "{arabic}.", "{letter})"),
    recipients_separator=";",
)

ND30 = RuleSet(
    code="nd30",
    title="Nghị định 30/2020/NĐ-CP",
    style=Style.STATE,
    valid_from=dt.date(2020, 3, 5),
    awaits_confirmation=False,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    nation=Text(12, bold=True, capitals=True),
    nation_words="Cộng hòa xã hội chủ nghĩa Việt Nam",
    nation_mark=Mark.NONE,
    motto=Text(13, bold=True),
    motto_words="Độc lập - Tự do - Hạnh phúc",
    superior=Text(12, capitals=True),
    issuer=Text(12, bold=True, capitals=True),
    issuer_mark=Mark.PART_RULE,
    number=Text(13),
    number_prefix="Số: ",
    number_form="{number}/{type}-{symbol}",
    place_date=Text(13, italic=True),
    doc_type=Text(14, bold=True, capitals=True),
    summary=Text(14, bold=True),
    summary_mark=Mark.PART_RULE,
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
    recipients_title=Text(12, bold=True, italic=True),
    recipients=Text(11),
    recipients_separator=";",
    page_number=Text(14),
    page_number_from_edge=10,
    annex_label=Text(14, bold=True),
    annex_title=Text(14, bold=True, capitals=True),
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

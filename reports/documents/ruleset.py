"""What a rule-set of official documents is made of: type, margins, marks, number forms. The values are in `layout`."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.documents.typography import Margins, Mark, Numbering, Style, Text

NO_BREAK_SPACE = "\u00a0"

LETTER = "CV"
"""The type that prints no title: a công văn."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One way of setting a document, from a date on. Sizes in points, distances in millimetres unless said.

    A công văn (`letter_…`) has its summary under the number and no title. The `…_form` of an authority to sign is
    empty where the style does not know it; `collective_bodies` are words one of which a body must bear to be signed
    for collectively, empty where any may be. `annex_form` is empty where an annex bears the heading of its own.
    """

    code: str
    title: str
    source: str
    style: Style
    valid_from: dt.date
    awaits_confirmation: bool
    margins: Margins

    nation: Text
    nation_words: str
    nation_mark: Mark
    motto: Text | None
    motto_words: str
    motto_mark: Mark
    superior: Text
    issuer: Text
    issuer_mark: Mark
    number: Text
    numbering: Numbering
    number_prefix: str
    number_form: str
    letter_number_form: str
    place_date: Text
    left_share_percent: int

    doc_type: Text
    summary: Text
    summary_mark: Mark
    letter_summary: Text
    letter_summary_prefix: str
    addressee: Text
    ground: Text
    enactor: Text
    enacting_words: str

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
    deputy_form: str
    collective_form: str
    order_form: str
    mandate_form: str
    collective_bodies: tuple[str, ...]
    recipients_title: Text
    recipients: Text
    recipients_separator: str

    page_number: Text
    page_number_from_edge: float
    annex_label: Text
    annex_title: Text
    annex_form: str
    annex_own_page_numbers: bool

    number_digits: int = 2
    rule_share_percent: int = 36
    signature_gap_lines: int = 4
    annex_table_pt: float = 9
    wide_annex_table_pt: float = 8
    wide_annex_columns: int = 18
    notice_pt: float = 10

    @property
    def notice(self) -> str:
        """What whoever shows or chooses this rule-set must be told; empty when there is nothing to say."""
        if not self.awaits_confirmation:
            return ""
        return _(
            "%(title)s mới biết qua bản sao, chưa đối chiếu bản gốc; thể thức này chờ cán bộ văn thư xác nhận."
        ) % {"title": self.title}

    def authority_form(self, capacity: str) -> str:
        """Return "K/T {whom}" for one who signs in that capacity; empty where the style does not know it."""
        forms = {
            "head": "{position}",
            "deputy": self.deputy_form,
            "collective": self.collective_form,
            "order": self.order_form,
            "mandate": self.mandate_form,
        }
        return forms[capacity]

    def signature(self, capacity: str, whom: str, position: str) -> tuple[str, str]:
        """Return the lines of authority and position: a head has the first alone."""
        authority = self.authority_form(capacity).format(whom=whom, position=position)
        return authority, "" if capacity == "head" else position

    def number_line(self, number: int | None, type_code: str, symbol: str) -> str:
        """Return "Số 05-BC/BCĐ" as it stands in the letterhead."""
        return self.number_prefix + self.reference(number, type_code, symbol)

    def reference(self, number: int | None, type_code: str, symbol: str) -> str:
        """Return "05-BC/BCĐ"; a draft without a number keeps the gap where it will be written."""
        padded = NO_BREAK_SPACE * 6 if number is None else f"{number:0{self.number_digits}}"
        form = self.letter_number_form if type_code == LETTER else self.number_form
        return form.format(number=padded, type=type_code, symbol=symbol)

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
        return form.format(roman=roman(counters[-1]), arabic=counters[-1], upper=upper, letter=letter(counters[-1]))

    def annex_heading(self, position: int, count: int, label: str, title: str) -> tuple[str, str]:
        """Return label and title of an annex: its own, or "Phụ lục II" over "Biểu 2. …" where the style asks for it.

        An only annex takes no number.
        """
        if not self.annex_form:
            return label, title
        printed = self.annex_form.format(roman=roman(position) if count > 1 else "").strip()
        return printed, title if label.startswith(printed) else f"{label}. {title}"

    def recipient_lines(self, recipients: tuple[str, ...]) -> list[str]:
        """Return the list of recipients with its dashes and punctuation; the last line, "Lưu …", ends with a stop."""
        last = len(recipients) - 1
        return [
            f"- {name.rstrip('.,; ')}{'.' if position == last else self.recipients_separator}"
            for position, name in enumerate(recipients)
        ]

    def addressee_lines(self, addressees: tuple[str, ...]) -> list[str]:
        """Return those a letter is sent to: one alone as it is, several as a list like the recipients'."""
        return list(addressees) if len(addressees) == 1 else self.recipient_lines(addressees)


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def roman(number: int) -> str:
    """Return a Roman numeral; sections and annexes of a document stay below 40."""
    tens, units = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


def letter(number: int) -> str:
    """Return the item letter in the Vietnamese order used for lists: a, b, c, d, đ, e…; after y comes aa."""
    rounds, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * (rounds + 1)

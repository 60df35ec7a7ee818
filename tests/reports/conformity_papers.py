"""The papers that are drawn to be measured: under each rule-set a report, a công văn, two more, and a bare page."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache, cached_property

from reports.documents.context_types import Annex, Column, DocumentContext, Kind, Paragraph, Section
from reports.documents.layout import RuleSet, Style
from reports.documents.live import Run
from reports.documents.render import STATIC, document_pdf, render_pdf
from tests.reports import sample
from tests.reports.paper import Paper

VOWELS = "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ"
LETTERS = f"{VOWELS} {VOWELS.upper()} đĐ"
"""Every letter that Vietnamese adds to the Latin ones, small and capital."""

LONG_SUPERIOR = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Kon Tum"
SIGNER = "Họ và Tên"
LETTER_SUMMARY = "đôn đốc nộp báo cáo kết quả giúp đỡ xã đặc biệt khó khăn 6 tháng đầu năm 2018"
FIRST_DAY, AUGUST, OCTOBER = dt.date(2019, 1, 2), dt.date(2018, 8, 19), dt.date(2018, 10, 9)

SECTIONS = (
    Section(paragraphs=(sample.PROSE,)),
    Section("Tình hình các xã", 1, (sample.PROSE, sample.PROSE)),
    Section("Kết quả thực hiện", 1),
    Section("Công tác chỉ đạo", 2, (sample.PROSE,)),
    Section("Mô hình mới", 3, (sample.PROSE,), (sample.PROSE, "Hướng dẫn xã xây dựng mô hình.")),
    Section(
        blocks=tuple(
            Paragraph((Run(LETTERS, bold=bold, italic=italic),)) for bold in (False, True) for italic in (False, True)
        )
    ),
    Section("Nhiệm vụ", 1, (sample.PROSE,) * 4),
)

ANNEXES = tuple(
    Annex(title, f"Biểu {number}", (Column("Xã", width=40), Column("Hộ nghèo", Kind.COUNT)),
          tuple((sample.COMMUNES[row % 7], row) for row in range(60)))
    for number, title in ((1, "Kết quả giúp đỡ"), (2, "Tình hình các xã"))
)  # fmt: skip


@dataclass(frozen=True)
class Papers:
    """The papers of one rule-set, each drawn once."""

    rule_set: RuleSet

    @cached_property
    def report(self) -> Paper:
        """A report number 1, signed by a deputy, with two annexes."""
        return self._drawn(DocumentContext(self.letterhead(), SECTIONS, ANNEXES))

    @cached_property
    def letter(self) -> Paper:
        """A công văn number 12 of a day in August."""
        letterhead = replace(
            self.letterhead(number=12, date=AUGUST),
            doc_type="CV",
            summary=LETTER_SUMMARY,
            addressees=(sample.LONGEST_UNIT,),
            recipients=("Như trên", self.letterhead().recipients[-1]),
        )
        return self._drawn(DocumentContext(letterhead, SECTIONS[:2]))

    @cached_property
    def long_names(self) -> Paper:
        """A report number 135 of a body with a long name under one of two lines, signed by the head, with one annex."""
        head = "Trưởng ban" if self.rule_set.style is Style.PARTY else "Giám đốc"
        letterhead = replace(
            self.letterhead(number=135, date=OCTOBER),
            superior=LONG_SUPERIOR,
            issuer=sample.LONGEST_UNIT,
            sign_authority=head,
            sign_position="",
        )
        return self._drawn(DocumentContext(letterhead, SECTIONS[:2], ANNEXES[:1]))

    @cached_property
    def bare(self) -> Paper:
        """Pages filled to the last point with lines one point high: what the margins leave."""
        html = f'<div style="font-size:1pt;line-height:1pt">{"x<br>" * 2000}</div>'
        return Paper(render_pdf(html, rule_set=self.rule_set, title="", base_dir=STATIC))

    def letterhead(self, number: int = 1, date: dt.date = FIRST_DAY):
        """The committee's own, or a department's, with a person's name under the signature."""
        is_party = self.rule_set.style is Style.PARTY
        base = sample.PARTY if is_party else sample.STATE
        authority, position = self.rule_set.signature(
            "deputy", "Trưởng ban" if is_party else "Giám đốc", base.sign_position
        )
        return replace(
            base, number=number, date=date, given_rule_set=self.rule_set, illustrative=False, signer=SIGNER,
            place="Kon Tum", sign_authority=authority, sign_position=position,
        )  # fmt: skip

    def _drawn(self, context: DocumentContext) -> Paper:
        return Paper(document_pdf("review", context))


@cache
def papers_of(rule_set: RuleSet) -> Papers:
    """The papers of a rule-set, drawn once in a run."""
    return Papers(rule_set)

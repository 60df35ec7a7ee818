"""Word's paragraph styles, from a rule-set: the same sizes, weights, indents and gaps that the style sheet prints."""

from collections.abc import Iterable
from dataclasses import replace

from reports.documents.layout import RuleSet, Text
from reports.documents.word.measures import points, twips
from reports.documents.word.style import ParagraphStyle

# The name that readers' machines have; where they have not, its metric twin of the PDF takes its place.
FONT = "Times New Roman"
LANGUAGE = "vi-VN"
BODY_TABLE_SHARE = 0.85  # of the body's size, as in the style sheet
DASH_LIST, NUMBER_LIST = 1, 2


def paragraph_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    """Every style a document uses."""
    yield from _text_styles(rule_set)
    yield from _head_styles(rule_set)
    yield from _closing_styles(rule_set)
    yield from _table_styles(rule_set)
    yield from _picture_styles(rule_set)


def _text_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    pitch, gap = points(rule_set.line_pitch_pt), points(rule_set.paragraph_gap_pt)
    body = ParagraphStyle(
        "BodyText", "Body Text", rule_set.body, "both", before=gap, first_line=twips(rule_set.first_line), line=pitch
    )
    yield ParagraphStyle("Normal", "Normal", rule_set.body)
    yield body
    yield replace(body, style_id="Ground", name="Ground", text=rule_set.ground)
    yield replace(body, style_id="ListBullet", name="List Bullet", number_list=DASH_LIST)
    yield replace(body, style_id="ListNumber", name="List Number", number_list=NUMBER_LIST)
    yield ParagraphStyle(
        "PlainHeading", "Plain Heading", rule_set.body, before=gap, line=pitch, keep_next=True, outline=0
    )
    for level, text in enumerate(rule_set.headings, 1):
        yield replace(
            body,
            style_id=f"Heading{level}",
            name=f"heading {level}",
            text=text,
            keep_next=True,
            outline=level - 1,
        )


def _head_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    pitch = points(rule_set.line_pitch_pt)
    parts = {
        "Superior": rule_set.superior,
        "Issuer": rule_set.issuer,
        "Nation": rule_set.nation,
        "Motto": rule_set.motto or rule_set.nation,
        "Number": rule_set.number,
        "PlaceDate": rule_set.place_date,
        "LetterSummary": rule_set.letter_summary,
    }
    for style_id, text in parts.items():
        yield ParagraphStyle(style_id, style_id, text, "center", line=pitch)
    yield ParagraphStyle("Title", "Title", rule_set.doc_type, "center", before=pitch, line=pitch)
    yield ParagraphStyle("Subtitle", "Subtitle", rule_set.summary, "center", line=pitch)
    yield ParagraphStyle("AddresseeTitle", "Addressee Title", rule_set.addressee, "right", line=pitch)
    yield ParagraphStyle("Addressee", "Addressee", rule_set.addressee, line=pitch)
    yield ParagraphStyle("Enactor", "Enactor", rule_set.enactor, "center", before=pitch, line=pitch)
    yield ParagraphStyle("Header", "header", rule_set.page_number)
    yield ParagraphStyle("Notice", "Notice", Text(rule_set.notice_pt, italic=True))


def _closing_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    pitch = points(rule_set.line_pitch_pt)
    yield ParagraphStyle("RecipientsTitle", "Recipients Title", rule_set.recipients_title, line=pitch)
    yield ParagraphStyle("Recipients", "Recipients", rule_set.recipients)
    yield ParagraphStyle("SignAuthority", "Sign Authority", rule_set.sign_authority, "center", line=pitch)
    yield ParagraphStyle("SignPosition", "Sign Position", rule_set.sign_position, "center", line=pitch)
    gap = rule_set.signature_gap_lines * pitch
    yield ParagraphStyle("Signer", "Signer", rule_set.signer, "center", before=gap, line=pitch)


def _table_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    pitch, gap = points(rule_set.line_pitch_pt), points(rule_set.paragraph_gap_pt)
    in_text = rule_set.body.size * BODY_TABLE_SHARE
    for name, size in (
        ("Table", in_text),
        ("Annex", rule_set.annex_table_pt),
        ("WideAnnex", rule_set.wide_annex_table_pt),
    ):
        yield ParagraphStyle(f"{name}Cell", f"{name} Cell", Text(size))
        yield ParagraphStyle(f"{name}Head", f"{name} Head", Text(size, bold=True), "center", keep_next=True)
    yield ParagraphStyle("AnnexNumber", "Annex Number", rule_set.annex_label, "center", line=pitch, keep_next=True)
    yield ParagraphStyle(
        "AnnexTitle", "Annex Title", rule_set.annex_title, "center", line=pitch, keep_next=True, outline=0
    )
    source = replace(rule_set.body, italic=True)
    yield ParagraphStyle("AnnexSource", "Annex Source", source, "center", line=pitch, keep_next=True)
    yield ParagraphStyle("AnnexNote", "Annex Note", Text(rule_set.annex_table_pt, italic=True), before=gap // 2)
    yield ParagraphStyle("TableTitle", "Table Title", source, "center", before=gap, line=pitch, keep_next=True)


def _picture_styles(rule_set: RuleSet) -> Iterable[ParagraphStyle]:
    size = rule_set.body.size
    yield ParagraphStyle("Picture", "Picture", rule_set.body, "center", keep_next=True)
    yield ParagraphStyle("Caption", "caption", Text(size * 0.8, italic=True), "center")
    yield ParagraphStyle("Issued", "Issued", Text(rule_set.notice_pt))
    yield ParagraphStyle("Figure", "Figure", Text(size * 1.4, bold=True), "center")
    yield ParagraphStyle("FigureLabel", "Figure Label", Text(size * 0.8), "center")
    yield ParagraphStyle("FigureRemark", "Figure Remark", Text(size * 0.75, italic=True), "center")

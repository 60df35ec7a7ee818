"""CSS made from a rule-set: the only place where its millimetres and points become a style sheet.

`static/css/document.css` arranges the parts and takes every measure from the custom properties made here;
the `@page` rules, which know no custom properties of the document, are written out.
"""

from reports.documents.layout import Margins, RuleSet, Text

FONT = "Tinos"
FONT_HEIGHT = 1.107
"""From its highest to its lowest point, per unit of size: a line of this height begins where its letters may begin."""

# Two names by turns: a change of page name begins a group of pages, which may be numbered from 1.
ANNEX_PAGES = ("annex-odd", "annex-even")

# The parts of a document that a rule-set sets, by their CSS class.
_PARTS = {
    "nation": "nation",
    "motto": "motto",
    "superior": "superior",
    "issuer": "issuer",
    "number": "number",
    "place-date": "place_date",
    "doc-type": "doc_type",
    "summary": "summary",
    "letter-summary": "letter_summary",
    "addressees": "addressee",
    "ground": "ground",
    "enactor": "enactor",
    "sign-authority": "sign_authority",
    "sign-position": "sign_position",
    "signer": "signer",
    "recipients-title": "recipients_title",
    "recipients": "recipients",
    "annex-label": "annex_label",
    "annex-title": "annex_title",
}


def css_text(rule_set: RuleSet) -> str:
    """Return the style sheet of one rule-set: pages, custom properties and the type of each part."""
    parts = "\n".join(
        f".{name} {{ {_type(text)} }}" for name, field in _PARTS.items() if (text := getattr(rule_set, field))
    )
    headings = "\n".join(f".heading-{n} {{ {_type(text)} }}" for n, text in enumerate(rule_set.headings, start=1))
    # By name: handed down as a custom property it costs every table cell, some 4 % of a document (docs/performance.md).
    font = f"html {{ font-family: '{FONT}' }}"
    return "\n".join([font, _pages(rule_set), css_variables(rule_set), parts, headings])


def css_variables(rule_set: RuleSet) -> str:
    """Return the measures that document.css refers to, as custom properties of the root element."""
    gap = rule_set.signature_gap_lines * rule_set.line_pitch_pt
    measures = {
        "body-size": f"{rule_set.body.size}pt",
        "first-line": f"{rule_set.first_line}mm",
        "line-pitch": f"{rule_set.line_pitch_pt}pt",
        "paragraph-gap": f"{rule_set.paragraph_gap_pt}pt",
        "signature-gap": f"{gap}pt",
        "part-rule": f"{rule_set.rule_share_percent}%",
        "left-share": f"{rule_set.left_share_percent}%",
        "annex-size": f"{rule_set.annex_table_pt}pt",
        "wide-annex-size": f"{rule_set.wide_annex_table_pt}pt",
        "notice-size": f"{rule_set.notice_pt}pt",
    }
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in measures.items()) + " }"


def _pages(rule_set: RuleSet) -> str:
    """Return the `@page` rules: portrait for the text, landscape for the annexes."""
    number = (
        f"content: counter(page); vertical-align: top; padding-top: {rule_set.page_number_from_edge}mm; "
        f"{_type(rule_set.page_number)} line-height: {FONT_HEIGHT}"
    )
    notice = (
        f"content: element(notice); vertical-align: top; padding-top: {rule_set.page_number_from_edge}mm; width: 30%"
    )
    head = f"@top-left {{ content: ''; width: 30% }} @top-center {{ {number} }} @top-right {{ {notice} }}"
    rules = [
        f"@page {{ size: A4; {_margins(rule_set.margins)} font-family: '{FONT}'; {head} }}",
        "@page :first { @top-center { content: none } }",
    ]
    for name in ANNEX_PAGES:
        rules.append(f"@page {name} {{ size: A4 landscape; {_margins(rule_set.margins.turned())} }}")
        if rule_set.annex_own_page_numbers:
            rules.append(f"@page :nth(1 of {name}) {{ counter-reset: page 1; @top-center {{ content: none }} }}")
    return "\n".join(rules)


def _margins(margins: Margins) -> str:
    return f"margin: {margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm;"


def _type(text: Text) -> str:
    """Return the declarations of one text style, each said outright so that nothing is inherited by accident."""
    return (
        f"font-size: {text.size}pt; font-weight: {'bold' if text.bold else 'normal'}; "
        f"font-style: {'italic' if text.italic else 'normal'}; "
        f"text-transform: {'uppercase' if text.capitals else 'none'}; "
        f"text-decoration: {'underline' if text.underlined else 'none'};"
    )

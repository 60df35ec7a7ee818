"""The parts of a Word package that hold no text of the document: styles, settings, numbering, running heads."""

from reports.documents.layout import RuleSet
from reports.documents.word.measures import points, text_width, twips
from reports.documents.word.styles import DASH_LIST, FONT, LANGUAGE, NUMBER_LIST, paragraph_styles

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles_part(rule_set: RuleSet) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/>'
        "<w:tblPr>" + _cell_margins(0) + "</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="Plain"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(points(2))}</w:tblPr></w:style>"
        # Twenty columns on a page: every point between the lines is a letter less on a row.
        '<w:style w:type="table" w:styleId="AnnexGrid"><w:name w:val="Annex Grid"/><w:basedOn w:val="Plain"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(points(1))}</w:tblPr></w:style>"
    )
    return (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{language}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(style.xml() for style in paragraph_styles(rule_set))
        + tables
        + "</w:styles>"
    )


def _cell_margins(width: int) -> str:
    sides = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (
            ("top", width and points(1)),
            ("left", width),
            ("bottom", width and points(1)),
            ("right", width),
        )
    )
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def settings_part() -> str:
    return (
        f'<w:settings xmlns:w="{_WORD}"><w:defaultTabStop w:val="{twips(10)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/></w:settings>'
    )


def numbering_part(rule_set: RuleSet, ordered_lists: int) -> str:
    """A list of dashes, and one numbered list for each ordered one of the document."""
    indent = f'<w:pPr><w:ind w:left="0" w:firstLine="{twips(rule_set.first_line)}"/></w:pPr>'
    forms = ((DASH_LIST, "bullet", "-"), (NUMBER_LIST, "decimal", "%1."))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/><w:lvlText w:val="{words}"/>'
        f'<w:lvlJc w:val="left"/>{indent}</w:lvl></w:abstractNum>'
        for number, kind, words in forms
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{NUMBER_LIST}"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(NUMBER_LIST, NUMBER_LIST + max(ordered_lists, 1))
    )
    dashes = f'<w:num w:numId="{DASH_LIST}"><w:abstractNumId w:val="{DASH_LIST}"/></w:num>'
    return f'<w:numbering xmlns:w="{_WORD}">{abstract}{dashes}{lists}</w:numbering>'


def running_head(rule_set: RuleSet, *, turned: bool, numbered: bool) -> str:
    """The head of a page: its number in the middle, the notice on the right. `{{ … }}` is filled with the document."""
    margins = rule_set.margins.turned() if turned else rule_set.margins
    width = text_width(margins, turned=turned)
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    number = (
        field.format("begin")
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + field.format("separate")
        + "<w:r><w:t>2</w:t></w:r>"
        + field.format("end")
    )
    return (
        f'<w:hdr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Header"/><w:tabs>'
        f'<w:tab w:val="center" w:pos="{width // 2}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        f"<w:r><w:tab/></w:r>{number if numbered else ''}<w:r><w:tab/></w:r>"
        f'<w:r><w:rPr><w:i/><w:sz w:val="{round(rule_set.notice_pt * 2)}"/></w:rPr>'
        '<w:t xml:space="preserve">{{ notice }}</w:t></w:r></w:p></w:hdr>'
    )

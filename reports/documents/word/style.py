"""One paragraph style as it stands in styles.xml."""

from dataclasses import dataclass

from reports.documents.layout import Text


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style. Distances in twips; `line` 0 leaves single spacing; `outline` makes it a heading."""

    style_id: str
    name: str
    text: Text
    align: str = "left"
    before: int = 0
    first_line: int = 0
    line: int = 0
    keep_next: bool = False
    outline: int | None = None
    number_list: int = 0

    def xml(self) -> str:
        """The style as it stands in styles.xml, its parts in the order the format asks for."""
        spacing = f'<w:spacing w:before="{self.before}" w:after="0"' + (
            f' w:line="{self.line}" w:lineRule="atLeast"/>' if self.line else ' w:line="240" w:lineRule="auto"/>'
        )
        paragraph = (
            ("<w:keepNext/>" if self.keep_next else "")
            + (f'<w:numPr><w:numId w:val="{self.number_list}"/></w:numPr>' if self.number_list else "")
            + spacing
            + (f'<w:ind w:left="0" w:firstLine="{self.first_line}"/>' if self.first_line else "")
            + f'<w:jc w:val="{self.align}"/>'
            + ("" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>')
        )
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.style_id}"{_default(self.style_id)}>'
            f'<w:name w:val="{self.name}"/>{_family(self)}<w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run_properties(self.text)}</w:rPr></w:style>"
        )


def run_properties(text: Text) -> str:
    """The properties of a run of a text style, each said outright."""
    half_points = round(text.size * 2)
    return (
        f'<w:b w:val="{int(text.bold)}"/><w:bCs w:val="{int(text.bold)}"/>'
        f'<w:i w:val="{int(text.italic)}"/><w:iCs w:val="{int(text.italic)}"/>'
        f'<w:caps w:val="{int(text.capitals)}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f'<w:u w:val="{"single" if text.underlined else "none"}"/>'
    )


def _default(style_id: str) -> str:
    return ' w:default="1"' if style_id == "Normal" else ""


def _family(style: ParagraphStyle) -> str:
    """Based on Normal, and a heading is followed by text."""
    if style.style_id == "Normal":
        return ""
    following = "BodyText" if style.outline is not None else style.style_id
    return f'<w:basedOn w:val="Normal"/><w:next w:val="{following}"/>'

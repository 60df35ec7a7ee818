"""Pictures in a Word file: charts two abreast or alone, and the code of an issued document, all with their words."""

import io
from typing import Any

from docx.parts.document import DocumentPart
from lxml import etree
from markupsafe import Markup

from reports.documents.context_types import Chart
from reports.documents.verification import Verification
from reports.documents.word.measures import EMU_IN_TWIP, twips

CHART_SHARE = 0.98  # of the width it stands in
CODE_WIDTH = twips(24)


def chart_rows(part: DocumentPart, charts: tuple[Chart, ...], width: int) -> list[list[dict[str, Any]]]:
    """The cells of a table of two columns."""
    rows: list[list[dict[str, Any]]] = []
    half = width // 2
    for chart in charts:
        is_beside = not chart.is_wide and rows and len(rows[-1]) == 1 and rows[-1][0]["span"] == 1
        if not is_beside:
            rows.append([])
        rows[-1].append(_chart(part, chart, width if chart.is_wide else half, span=1 + chart.is_wide))
    for row in rows:
        if sum(cell["span"] for cell in row) == 1:
            row.append({"cell_width": width - half, "span": 1, "drawing": ""})
    return rows


def _chart(part: DocumentPart, chart: Chart, width: int, span: int) -> dict[str, Any]:
    drawing = picture(part, chart.png, round(width * CHART_SHARE), title=chart.title, description=chart.description)
    return {"cell_width": width, "span": span, "caption": chart.caption, "drawing": drawing}


def issued_code(part: DocumentPart, verification: Verification | None, width: int) -> dict[str, Any]:
    """What leads to the page that verifies an issued document; nothing for a draft."""
    if verification is None:
        return {}
    title = verification.qr_title
    drawing = picture(part, verification.qr_png, CODE_WIDTH, title=title, description=verification.address)
    return {"verification_widths": (CODE_WIDTH, width - CODE_WIDTH), "verification_code": drawing}


def picture(part: DocumentPart, png: bytes, width: int, *, title: str, description: str) -> Markup:
    """A picture as it stands in a run, with its words for whoever cannot see it."""
    inline = part.new_pic_inline(io.BytesIO(png), width=width * EMU_IN_TWIP)
    inline.docPr.set("name", title)
    inline.docPr.set("descr", description)
    return Markup(etree.tostring(inline, encoding="unicode"))  # noqa: S704 - made and escaped by python-docx

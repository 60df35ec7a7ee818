"""The template that docxtpl fills: a Word package made from a rule-set and our own XML, nothing else."""

import io
import zipfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from reports.documents.layout import RuleSet
from reports.documents.word.furniture import numbering_part, running_head, settings_part, styles_part

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "documents" / "word"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Running heads by orientation and page: the relation's name in the document, and the file.
RUNNING_HEADS = {
    "rIdPortrait": "header1.xml",
    "rIdPortraitFirst": "header2.xml",
    "rIdLandscape": "header3.xml",
    "rIdLandscapeFirst": "header4.xml",
}


@lru_cache(maxsize=16)
def template_package(rule_set: RuleSet, ordered_lists: int) -> bytes:
    """The template as a file. Each ordered list of a document counts from 1, so the package must know how many."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in _parts(rule_set, ordered_lists).items():
            package.writestr(name, _HEADER + xml)
    return buffer.getvalue()


def _parts(rule_set: RuleSet, ordered_lists: int) -> dict[str, str]:
    heads = {
        f"word/{file}": running_head(rule_set, turned="Landscape" in name, numbered=not name.endswith("First"))
        for name, file in RUNNING_HEADS.items()
    }
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core_properties(),
        "word/_rels/document.xml.rels": _relations(
            ("rIdStyles", f"{_OFFICE}/styles", "styles.xml"),
            ("rIdSettings", f"{_OFFICE}/settings", "settings.xml"),
            ("rIdNumbering", f"{_OFFICE}/numbering", "numbering.xml"),
            *((name, f"{_OFFICE}/header", file) for name, file in RUNNING_HEADS.items()),
        ),
        "word/document.xml": (TEMPLATES / "document.xml").read_text(),
        "word/styles.xml": styles_part(rule_set),
        "word/settings.xml": settings_part(),
        "word/numbering.xml": numbering_part(rule_set, ordered_lists),
        **heads,
    }


def _content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering"}
    overrides = {f"/word/{name}.xml": f"{_TYPES}.{kind}+xml" for name, kind in parts.items()}
    overrides |= {f"/word/{file}": f"{_TYPES}.header+xml" for file in RUNNING_HEADS.values()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    listed = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core_properties() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )

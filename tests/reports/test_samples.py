"""docs/samples holds a paper of every kind, and its list names exactly what is there."""

import re
from pathlib import Path

from pypdf import PdfReader

from reports.demo.samples import OF_SOURCES, README, Sample, readme
from reports.documents.library import KINDS

FOLDER = Path(__file__).parents[2] / "docs" / "samples"


def test_the_list_names_what_is_there():
    listed = re.findall(r"^\| \[(.+?)\]", (FOLDER / README).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in FOLDER.glob("*.pdf"))
    assert len(listed) == len(KINDS) + len(OF_SOURCES)
    assert {f"{kind}.pdf" for kind in KINDS} <= set(listed)


def test_every_illustrative_sample_says_so():
    for kind in KINDS:
        first, *_rest = PdfReader(FOLDER / f"{kind}.pdf").pages
        assert "Số liệu minh họa" in first.extract_text(), kind


def test_a_line_of_the_list():
    text = readme([Sample("a.pdf", "Phiếu", "Một đơn vị.", 2)])
    assert text.endswith("| [a.pdf](a.pdf) | Phiếu | Một đơn vị. | 2 |\n")

"""Measuring a drawn PDF: where words stand, how they are set, how long rules are, what fonts are inside.

Distances are millimetres from the upper left corner of the sheet, sizes points.
"""

import io
import subprocess
from collections.abc import Iterator
from functools import cached_property

import pdfplumber
from pdfplumber.page import Page
from pypdf import PdfReader
from pypdf.generic import ContentStream, PdfObject

MM = 72 / 25.4
HEADER = 18 * MM
"""Above this line stand page numbers and notices alone."""
# Of the font's own measures: how far it rises above and falls below the base line, per point of size.
RISE, FALL = 0.891, 0.216


def baseline(page: Page, char: dict) -> float:
    """Return how many points below the top of the page the base line of a character lies."""
    return float(page.height) - char["matrix"][5]


def is_landscape(page: Page) -> bool:
    return page.width > page.height


class Words:
    """One stretch of words on a page: `x0`, `x1`, `base` (the base line) in millimetres, and how it is set."""

    def __init__(self, page: Page, text: str, chars: list[dict]) -> None:
        self.page = page
        self.text = text
        self.chars = [char for char in chars if char["text"].strip()]
        self.x0 = min(char["x0"] for char in self.chars) / MM
        self.x1 = max(char["x1"] for char in self.chars) / MM
        self.base = baseline(page, self.chars[0]) / MM

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def sizes(self) -> set[float]:
        return {round(char["size"], 2) for char in self.chars}

    @property
    def face(self) -> str:
        """Return "đậm", "nghiêng, hoa, gạch chân", "đứng" …; more than one face stands as "lẫn"."""
        fonts = {char["fontname"].partition("-")[2] for char in self.chars}
        if len(fonts) != 1:
            return "lẫn"
        words = {"": [], "Bold": ["đậm"], "Italic": ["nghiêng"], "Bold-Italic": ["đậm", "nghiêng"]}[fonts.pop()]
        letters = [char["text"] for char in self.chars if char["text"].isalpha()]
        capitals = ["hoa"] if all(letter.isupper() for letter in letters) else []
        return ", ".join((words or ["đứng"]) + capitals + (["gạch chân"] if self.is_underlined else []))

    @property
    def is_underlined(self) -> bool:
        return any(self._is_at(rule) for rule in rules(self.page))

    def rule_below(self) -> "Rule | None":
        """The nearest rule under the words, within a line."""
        return min((rule for rule in rules(self.page) if self._is_near(rule)), key=lambda rule: rule.y, default=None)

    def _is_at(self, rule: "Rule") -> bool:
        """An underline belongs to the letters: as wide as they are, a hair below their base line."""
        size = max(self.sizes) / MM
        return abs(rule.x0 - self.x0) < 1 and abs(rule.x1 - self.x1) < 1 and 0 < rule.y - self.base < 0.18 * size

    def _is_near(self, rule: "Rule") -> bool:
        return 0 < rule.y - self.base < 6 and rule.x0 < self.middle < rule.x1


class Rule:
    """A drawn horizontal line."""

    def __init__(self, drawn: dict) -> None:
        self.x0, self.x1 = drawn["x0"] / MM, drawn["x1"] / MM
        self.y = drawn["top"] / MM

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def rules(page: Page) -> list[Rule]:
    """Return the horizontal rules of a page, however they were drawn."""
    drawn = [*page.rects, *page.lines, *page.curves]
    return [Rule(one) for one in drawn if abs(one["bottom"] - one["top"]) < 2 and one["x1"] - one["x0"] > 5]


class Paper:
    """One drawn document."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pdfplumber.open(io.BytesIO(content))

    @cached_property
    def portrait(self) -> list[Page]:
        return [page for page in self.pdf.pages if not is_landscape(page)]

    @cached_property
    def annexes(self) -> list[Page]:
        return [page for page in self.pdf.pages if is_landscape(page)]

    def find(self, text: str, page: Page | None = None) -> Words:
        """The first place of the text, on a given page or anywhere. Raise LookupError where there is none."""
        for candidate in [page] if page else self.pdf.pages:
            if found := candidate.search(text, regex=False):
                return Words(candidate, found[0]["text"], found[0]["chars"])
        raise LookupError(text)

    def has(self, text: str) -> bool:
        try:
            self.find(text)
        except LookupError:
            return False
        return True

    def lines(self, page: Page) -> list[Words]:
        """The lines of a page below its header, downwards."""
        below = page.crop((0, HEADER, page.width, page.height))
        return [Words(page, line["text"], line["chars"]) for line in below.extract_text_lines(return_chars=True)]

    def lines_in(self, page: Page, x0: float, x1: float) -> list[Words]:
        """The lines between two uprights, in millimetres."""
        part = page.crop((x0 * MM, HEADER, x1 * MM, page.height))
        return [Words(page, line["text"], line["chars"]) for line in part.extract_text_lines(return_chars=True)]

    def page_number(self, page: Page) -> Words | None:
        """What stands in the top middle of a page."""
        middle = page.crop((page.width * 0.4, 0, page.width * 0.65, HEADER))
        return Words(page, middle.extract_text().strip(), middle.chars) if middle.chars else None

    def page_numbers(self, pages: list[Page]) -> list[str]:
        return [found.text if (found := self.page_number(page)) else "" for page in pages]

    @cached_property
    def text(self) -> str:
        """What `pdftotext` makes of the document."""
        run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=self.content, capture_output=True, check=True)
        return run.stdout.decode()

    def fonts(self) -> dict[str, bool]:
        """The fonts named on any page, and whether each is inside the file."""
        found = {}
        for page in self._reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                found[str(font["/BaseFont"]).partition("+")[2]] = "/FontFile2" in descriptor
        return found

    def missing_glyphs(self) -> int:
        """How often the glyph that stands for an unknown letter is drawn: glyph 0."""
        return sum(code == b"\0\0" for page in self._reader.pages for code in self._codes(page))

    @cached_property
    def _reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content))

    def _codes(self, page: PdfObject) -> Iterator[bytes]:
        """The two-byte codes of all drawn letters."""
        for operands, operator in ContentStream(page.get_contents(), self._reader).operations:
            if operator in (b"Tj", b"TJ"):
                strings = operands[0] if operator == b"TJ" else operands
                for drawn in (getattr(one, "original_bytes", b"") for one in strings):
                    yield from (drawn[at : at + 2] for at in range(0, len(drawn), 2))

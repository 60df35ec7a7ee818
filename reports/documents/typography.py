"""The small words a rule-set is written in: type, margins, marks."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """Who issues: a Party body or a state body. Programmes store these values."""

    PARTY = "party"
    STATE = "state"


class Mark(StrEnum):
    """What stands under a line of the letterhead: a drawn rule or typed characters."""

    NONE = ""
    FULL_RULE = "full-rule"
    PART_RULE = "part-rule"
    STAR = "*"
    DASHES = "-----"


class Numbering(StrEnum):
    """How long the numbers of one type run on before they begin again at 1."""

    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Text:
    """How one part of the document is set; `size` in points."""

    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Page margins in millimetres."""

    top: float
    right: float
    bottom: float
    left: float

    def turned(self) -> "Margins":
        """Return the margins of the same sheet turned to landscape: the bound (left) edge comes to lie on top."""
        return Margins(top=self.left, right=self.top, bottom=self.right, left=self.bottom)

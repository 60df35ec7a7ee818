"""What a document says, apart from how it looks: frozen values that PDF, Word and Excel print alike."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kontum04.core.figure import Figure
from reports.documents.drawing import png, title_and_description
from reports.documents.layout import RuleSet, Style, choose_rule_set
from reports.documents.live import Run, runs_of
from reports.documents.verification import Verification

# None is "not reported" and is printed as such; an empty string is a cell that has nothing to hold and stays blank.
Cell = str | int | float | Decimal | bool | dt.date | Figure | None


class Kind(StrEnum):
    """What a column holds, which decides how its cells are written and aligned."""

    TEXT = "text"
    COUNT = "count"  # whole number, 4.800
    DECIMAL = "decimal"  # one decimal, 12,5
    PERCENT = "percent"  # already in percent, written without the sign: the unit stands in the heading
    MILLIONS = "millions"  # money held in đồng, written in millions with one decimal
    FIGURE = "figure"  # a figure of its own unit and decimals; money in full, to the đồng
    DATE = "date"
    REACHED = "reached"  # yes or no: đạt, chưa đạt


class Align(StrEnum):
    """Alignment of a column; by default words go left, numbers right, dates and marks to the middle."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


_ALIGN = {Kind.TEXT: Align.LEFT, Kind.DATE: Align.CENTER, Kind.REACHED: Align.CENTER}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, the heading it shares with its neighbours, unit, relative width.

    Its total is the sum of its rows. That of a rate is the sum of one column in percent of the sum of another: `share`
    names both by their `key`. Where no column gives the total, `total_note` says where it is from.
    """

    label: str
    kind: Kind = Kind.TEXT
    width: float = 10
    group: str = ""
    unit: str = ""
    align: Align | None = None
    key: str = ""
    share: tuple[str, str] | None = None
    total_note: str = ""

    @property
    def alignment(self) -> Align:
        """The alignment asked for, else the one that suits the kind."""
        return self.align or _ALIGN.get(self.kind, Align.RIGHT)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside the text. `totals` is its last row; None where there is nothing to add up."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A table on landscape pages of its own. `number` is its printed label ("Biểu 1", "Phụ lục I")."""

    title: str
    number: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list inside the text: dashes, or numbers when `ordered`."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


Block = Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. Levels 1 to 3 are numbered when printed, level 0 is not.

    A section composed from figures names its `paragraphs`, `bullets` and `table`, whose words may hold live figures
    (`live.live`); one edited by a person brings its `blocks` in any order. `key` names the section to whoever keeps an
    edited copy of it.
    """

    heading: str = ""
    level: int = 0
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    table: Table | None = None
    blocks: tuple[Block, ...] = ()
    key: str = ""

    @property
    def content(self) -> tuple[Block, ...]:
        """What stands under the heading, whichever way it was given."""
        made: list[Block] = [Paragraph(runs_of(text)) for text in self.paragraphs]
        if self.bullets:
            made.append(Items(tuple(runs_of(text) for text in self.bullets)))
        if self.table:
            made.append(self.table)
        return self.blocks or tuple(made)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: SVG text as `charts` makes it, and the words printed under it. A wide one stands alone."""

    svg: str
    caption: str
    is_wide: bool = False

    @property
    def png(self) -> bytes:
        """The same drawing as a picture, for programs that draw no SVG."""
        return png(self.svg)

    @property
    def title(self) -> str:
        """The drawing's own title, for whoever cannot see it."""
        return title_and_description(self.svg)[0]

    @property
    def description(self) -> str:
        """What the drawing shows, figure by figure, for whoever cannot see it."""
        return title_and_description(self.svg)[1]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One figure in large type: "4.800", "lượt người xuống cơ sở", and a remark such as the change since last year."""

    value: str
    label: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues what, where and when. `number` is None while a draft; `signer` is empty until it is known.

    A head signs with `sign_authority` alone ("Trưởng ban"), a deputy with "K/T Trưởng ban" and `sign_position`.
    `doc_type` is the code of a document type ("BC"), `symbol` the issuer's own abbreviation ("BCĐ").
    `recipients` and `addressees` (after "Kính gửi:") carry no dash and no punctuation; the last recipient is the file
    copy ("Lưu …"). A decision names who decides (`enactor`, "Giám đốc Sở Nội vụ") and its `grounds` ("Căn cứ …").
    """

    superior: str
    issuer: str
    symbol: str
    number: int | None
    place: str
    date: dt.date
    style: Style
    doc_type: str
    summary: str
    recipients: tuple[str, ...]
    sign_authority: str
    sign_position: str = ""
    signer: str = ""
    illustrative: bool = False
    given_rule_set: RuleSet | None = None
    addressees: tuple[str, ...] = ()
    enactor: str = ""
    grounds: tuple[str, ...] = ()

    @property
    def rule_set(self) -> RuleSet:
        """The rule-set given, else the one of the style in force on the document's date."""
        return self.given_rule_set or choose_rule_set(self.style, self.date)


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """A whole document. Templates print this and nothing else. Only an issued one can be verified."""

    letterhead: Letterhead
    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()
    charts: tuple[Chart, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    verification: Verification | None = None

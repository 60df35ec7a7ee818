"""A figure: one computed number with what a reader needs to trust it. Screen, JSON, XLSX and paper print it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kontum04.core import formats

PERCENT = "%"
DONG = "đồng"


@dataclass(frozen=True)
class Figure:
    """One number of a programme year.

    `value` None means not reported, never zero. `reported` of `expected` places (or reports) gave the data behind it;
    `numerator` and `denominator` are the sums a rate was made from. `note` says what a reader must know
    (other standard, partial data)."""

    code: str
    label: str
    unit: str
    value: Decimal | None
    decimals: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reported: int | None = None
    expected: int | None = None
    note: str = ""

    @property
    def rounded(self) -> Decimal | None:
        """The value as printed: half away from zero at `decimals`."""
        if self.value is None:
            return None
        exact = self.value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
        return exact or abs(exact)  # −0,04 rounds to 0,0, never to −0,0

    @property
    def text(self) -> str:
        """The number alone: “4.800”, “5,6 %”, “chưa có số liệu”."""
        if self.unit == PERCENT:
            return formats.percent(self.value, self.decimals)
        return formats.number(self.value, self.decimals)

    @property
    def text_with_unit(self) -> str:
        """“4.800 lượt”, “8,25 tỷ đồng”."""
        if self.value is None or self.unit == PERCENT:
            return self.text
        if self.unit == DONG:
            return formats.money_short(round(self.value))
        return f"{self.text} {self.unit}"

    @property
    def is_partial(self) -> bool:
        return self.reported is not None and self.expected is not None and self.reported < self.expected

    @property
    def coverage(self) -> str:
        """“52/53” where data are incomplete or complete; empty where nothing is expected."""
        return f"{self.reported}/{self.expected}" if self.expected is not None else ""

    def as_dict(self) -> dict:
        """For JSON: exact and printed value, never a float that lost digits."""
        return {
            "code": self.code,
            "label": self.label,
            "unit": self.unit,
            "value": None if self.rounded is None else str(self.rounded),
            "text": self.text,
            "numerator": None if self.numerator is None else str(self.numerator),
            "denominator": None if self.denominator is None else str(self.denominator),
            "reported": self.reported,
            "expected": self.expected,
            "note": self.note,
        }

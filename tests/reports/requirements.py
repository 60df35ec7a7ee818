"""What a measured thing must be: a number near another, a number between two, or words."""

from dataclasses import dataclass

from kontum04.core import formats


@dataclass(frozen=True)
class Near:
    """A number, give or take."""

    value: float
    tolerance: float
    unit: str = ""

    def met_by(self, measured: float) -> bool:
        return abs(measured - self.value) <= self.tolerance

    def __str__(self) -> str:
        return f"{formats.number(self.value)}{self.unit} ± {formats.number(self.tolerance)}"

    def shown(self, measured: float) -> str:
        return f"{formats.number(round(measured, 2))}{self.unit}"


@dataclass(frozen=True)
class Between:
    """A number between two, each give or take."""

    low: float
    high: float
    tolerance: float = 0
    unit: str = ""

    def met_by(self, measured: float) -> bool:
        return self.low - self.tolerance <= measured <= self.high + self.tolerance

    def __str__(self) -> str:
        give = f" ± {formats.number(self.tolerance)}" if self.tolerance else ""
        if self.low == self.high:
            return f"{formats.number(self.low)}{self.unit}{give}"
        return f"{formats.number(self.low)}–{formats.number(self.high)}{self.unit}{give}"

    def shown(self, measured: float) -> str:
        return f"{formats.number(round(measured, 2))}{self.unit}"


@dataclass(frozen=True)
class Is:
    """These words and no others."""

    words: str

    def met_by(self, measured: str) -> bool:
        return measured == self.words

    def __str__(self) -> str:
        return self.words

    def shown(self, measured: str) -> str:
        return measured


Requirement = Near | Between | Is


def mm(value: float) -> Near:
    """A distance, to half a millimetre."""
    return Near(value, 0.5, " mm")


def mm_between(low: float, high: float) -> Between:
    """A distance within a range, to half a millimetre."""
    return Between(low, high, 0.5, " mm")


def points(low: float, high: float | None = None) -> Between:
    """A size of type, to a tenth of a point."""
    return Between(low, high or low, 0.1, " pt")

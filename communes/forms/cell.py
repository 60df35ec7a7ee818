"""One number of an entry page: what is stored, what was typed, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.models import Commune, IndicatorPart, Village
from communes.services.values import ValueChange, field_id
from communes.words import value_words
from kontum04.core import formats
from kontum04.core.parsing import parse_number


@dataclass
class Cell:
    """One number of one place.

    `present` is what the database holds, `summed` what the villages make where the commune itself gave no number,
    `previous` last year's number by the same standard. `raw` is what was typed, None while the cell is as it was.
    Where it `is_alone` with its place on the page, messages leave the place out."""

    part: IndicatorPart
    commune: Commune
    village: Village | None
    present: Decimal | None
    previous: Decimal | None = None
    summed: Decimal | None = None
    raw: str | None = None
    typed: Decimal | None = None
    seen: Decimal | None = None
    error: str = ""
    warning: str = ""
    is_alone: bool = False

    @property
    def id(self) -> str:
        return field_id(self.part, self.commune, self.village)

    @property
    def name(self) -> str:
        return self.id.removeprefix("id_")

    @property
    def full_name(self) -> str:
        """“Xã Đăk Long (huyện Đăk Hà), Hộ nghèo”: namesakes are told apart."""
        return f"{self.village or self.commune.full_name}, {self.part.label}"

    @property
    def where(self) -> str:
        """The name in a message."""
        return self.part.label if self.is_alone else self.full_name

    @property
    def options(self) -> list[tuple[str, str]]:
        """Choices of a yes/no or a level; empty for a plain number. The blank means not reported."""
        if self.part.kind == PartKind.BOOLEAN:
            return [("", ""), ("1", _("có")), ("0", _("không"))]
        if self.part.kind == PartKind.CHOICE:
            return [("", ""), *((str(level), str(label)) for level, label in self.part.choices)]
        return []

    @property
    def text(self) -> str:
        """What stands in the field: the typed text as it was, else the present number."""
        return self.raw if self.raw is not None else self._as_typed(self.present)

    @property
    def seen_text(self) -> str:
        """The number the person saw, written so that it can be read again."""
        return self._as_typed(self.seen if self.raw is not None else self.present)

    @property
    def hint(self) -> str:
        """What an empty field shows: the villages' sum where it counts, else a dash."""
        return "–" if self.summed is None else formats.number(self.summed)

    @property
    def title(self) -> str:
        """Last year's number, and where the hint comes from."""
        told = []
        if self.previous is not None:
            told.append(_("Năm trước: %(value)s.") % {"value": value_words(self.part, self.previous)})
        if self.summed is not None:
            told.append(_("Để trống thì lấy số cộng các thôn: %(value)s.") % {"value": formats.number(self.summed)})
        return " ".join(told)

    @property
    def minimum_text(self) -> str:
        return _plain(self.part.minimum)

    @property
    def maximum_text(self) -> str:
        return _plain(self.part.maximum)

    @property
    def number(self) -> Decimal | None:
        """The number as it would be after saving."""
        return self.typed if self.raw is not None else self.present

    def _as_typed(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        return str(int(value)) if self.part.is_word else formats.number(value)

    def read(self, data: Mapping[str, str], seen: Mapping[str, str]) -> None:
        """Take what was sent; a cell that was not sent or not touched keeps its number."""
        raw = data.get(self.name)
        if raw is None:
            return
        self.raw = raw
        try:
            self.seen = parse_number(seen.get(self.part.code, ""))
            self.typed = parse_number(raw)
        except ValueError as error:
            self.error = str(error)
            return
        if self.typed == self.seen:
            self.raw = None

    @property
    def is_changed(self) -> bool:
        return self.raw is not None and not self.error

    @property
    def change(self) -> ValueChange:
        return ValueChange(self.part, self.commune, self.typed, self.village, expected=self.seen)


def _plain(limit: Decimal | None) -> str:
    """A limit as scripts read it: 0.1."""
    return "" if limit is None else f"{limit.normalize():f}"

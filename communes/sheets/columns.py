"""The columns of sheets about communes: which commune is meant, and one column per indicator part."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import floor
from typing import Any

from django.utils.translation import gettext as _

from communes.choices import PartKind
from communes.models import Commune, IndicatorPart
from kontum04.core.sheets.model import Column, Kind
from kontum04.core.sheets.titles import header_name

STORED_UNIT = Decimal("0.001")
"""A value keeps three decimals; what a spreadsheet computed beyond them is rounded, and shown rounded."""

_KINDS: dict[str, Kind] = {
    PartKind.INTEGER: "integer",
    PartKind.DECIMAL: "decimal",
    PartKind.BOOLEAN: "boolean",
    PartKind.CHOICE: "choice",
}


def commune_columns(choices: Sequence[str] = ()) -> list[Column]:
    """The columns that say which commune is meant; `choices` are offered as a drop-down."""
    return [
        Column("code", _("Mã xã"), (_("Mã ĐVHC"), _("Mã đơn vị hành chính")), locked=True),
        Column("district", _("Huyện"), (_("Huyện, thành phố"), _("Tên huyện"), _("Huyện, TP")), locked=True),
        Column(
            "commune",
            _("Xã"),
            (_("Tên xã"), _("Xã, phường, thị trấn"), _("Tên xã, phường, thị trấn"), _("Xã, thị trấn")),
            required=True,
            blank=False,
            locked=True,
            kind="choice" if choices else "text",
            choices=[(name, name) for name in choices],
        ),
    ]


def commune_cells(commune: Commune) -> dict[str, str]:
    """What stands in those columns."""
    return {"code": commune.code, "district": str(commune.district or ""), "commune": str(commune)}


def part_columns(parts: list[IndicatorPart], taken: Iterable[Column]) -> list[Column]:
    """One column per part, known by label, label with unit, code, or code with label.

    Staff name parts freely: a name that two parts share names neither, and the code then leads the header."""
    claimed: dict[str, int] = {}
    for column in taken:
        for text in (column.header, *column.aliases):
            claimed[header_name(text)] = 2
    names = {part.code: _names(part) for part in parts}
    for texts in names.values():
        for name in {header_name(text) for text in texts}:
            claimed[name] = claimed.get(name, 0) + 1
    return [
        _part_column(part, [text for text in names[part.code] if claimed[header_name(text)] == 1]) for part in parts
    ]


def _names(part: IndicatorPart) -> list[str]:
    counted = part.kind not in (PartKind.BOOLEAN, PartKind.CHOICE)
    with_unit = [f"{part.label} ({part.unit})"] if counted else []
    return [*with_unit, part.label, f"{part.code} {part.label}", part.code]


def _part_column(part: IndicatorPart, names: list[str]) -> Column:
    header, *aliases = names or [f"{part.code} {part.label}"]
    is_percent = part.kind == PartKind.DECIMAL and part.unit.strip() == "%"
    return Column(
        part.code,
        header,
        tuple(aliases),
        kind="percent" if is_percent else _KINDS[part.kind],
        choices=[(str(level), str(label)) for level, label in part.choices],
        minimum=None if part.minimum is None else floor(part.minimum),
        help_text=part.code,
    )


def as_cell(part: IndicatorPart, value: Decimal | None) -> Any:
    """A stored number as the column shows it."""
    if value is None:
        return None
    if part.kind == PartKind.BOOLEAN:
        return bool(value)
    if part.kind == PartKind.CHOICE:
        return next((str(level) for level, _label in part.choices if Decimal(str(level)) == value), str(value))
    return int(value) if part.kind == PartKind.INTEGER else value


def as_number(entry: Any) -> Decimal | None:
    """What a cell says as the number that is stored: yes is 1, a level its number."""
    if entry is None:
        return None
    return Decimal(entry).quantize(STORED_UNIT, ROUND_HALF_UP)

"""Nobody seen at a commune for months: told by the trips, workdays and visits of filed reports, for nothing else dates
a presence here. What is neither filed nor overdue says nothing."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import PeriodKind, SignalKind
from twinning.figures.signals.rows import Filing, Rows, label
from twinning.figures.signals.types import Fact, Link, Signal
from twinning.models import Contribution

Numbers = Mapping[str, Decimal | int | None]
"""What a report tells of one commune; None is not reported."""

PRESENCE = ("trips", "workdays", "households_visited")


@dataclass(frozen=True, slots=True)
class Spell:
    """From the last sign of presence (or from when it was owed) to the day that is known about."""

    begins: dt.date
    ends: dt.date

    @property
    def months(self) -> int:
        """Whole months; never negative."""
        return max(0, whole_months(self.begins, self.ends))


def whole_months(begins: dt.date, ends: dt.date) -> int:
    """Full months from one day to another: 31/1 to 28/2 is none."""
    return (ends.year - begins.year) * 12 + ends.month - begins.month - (ends.day < begins.day)


def absence(start: dt.date, told: Sequence[tuple[Filing, Numbers | None]], as_of: dt.date) -> Spell:
    """The spell that is open at the end of what the year's reports tell, in the order of their due dates.

    A report tells of presence when a number is larger than in the report before it, for the annual one holds the
    half-year one, and what it tells makes good a half-year report that never came. A waived report tells nothing."""
    begins = ends = start
    before: dict[str, Decimal | int] = {}
    for filing, numbers in told:
        if filing.filed_on:
            ends = filing.filed_on
            known = {name: value for name, value in (numbers or {}).items() if value is not None}
            if any(value > before.get(name, 0) for name, value in known.items()):
                begins = max(begins, filing.filed_on)
            before |= known
        elif not filing.is_waived and filing.due_on < as_of:
            ends = as_of
    return Spell(begins, ends)


def absent(rows: Rows) -> Iterator[Signal]:
    """One question per unit and commune."""
    by_unit: dict[int, list[Filing]] = {}
    for filing in rows.filings:
        by_unit.setdefault(filing.unit_id, []).append(filing)
    for (unit_id, commune_id), (starts_on, ends_on) in _ties(rows).items():
        filings = by_unit.get(unit_id, [])
        told = [(filing, _numbers(rows, filing, commune_id)) for filing in filings if filing.year == rows.year]
        start = max(starts_on, dt.date(rows.year, 1, 1))
        seen = _seen_last_year(rows, filings, commune_id)
        as_of = min(rows.as_of, ends_on or rows.as_of, dt.date(rows.year, 12, 31))
        spell = absence(seen or start, told, as_of)
        if spell.months >= rows.rule.months_absent and told:
            yield _question(rows, unit_id, commune_id, spell, told)


def _ties(rows: Rows) -> dict[tuple[int, int], tuple[dt.date, dt.date | None]]:
    """When each unit was to be at each commune; several villages of one commune are one tie."""
    ties: dict[tuple[int, int], tuple[dt.date, dt.date | None]] = {}
    for row in rows.twinnings:
        key = (row.unit_id, row.commune_id)
        first, last = ties.get(key, (row.starts_on, row.ends_on))
        ends = None if last is None or row.ends_on is None else max(last, row.ends_on)
        ties[key] = (min(first, row.starts_on), ends)
    return ties


def _claim(rows: Rows, filing: Filing, commune_id: int) -> Contribution | None:
    claims = rows.contributions.get(filing.report_id or 0, [])
    return next((row for row in claims if row.commune_id == commune_id), None)


def _numbers(rows: Rows, filing: Filing, commune_id: int) -> Numbers | None:
    claim = _claim(rows, filing, commune_id)
    return {name: getattr(claim, name) for name in PRESENCE} if claim else None


def _seen_last_year(rows: Rows, filings: list[Filing], commune_id: int) -> dt.date | None:
    """The day of last year's annual report where it tells of any presence."""
    for filing in filings:
        if (filing.year, filing.kind) == (rows.year - 1, PeriodKind.ANNUAL) and filing.filed_on:
            numbers = _numbers(rows, filing, commune_id) or {}
            if any(numbers.values()):
                return min(filing.filed_on, dt.date(rows.year - 1, 12, 31))
    return None


def _question(rows: Rows, unit_id: int, commune_id: int, spell: Spell, told: Sequence) -> Signal:
    commune = rows.communes[commune_id].full_name_in_text
    words = _(
        "Từ ngày %(begins)s đến ngày %(ends)s (%(months)s tháng) chưa thấy đơn vị xuống %(commune)s. "
        "Đơn vị cho biết thực tế ra sao?"
    )
    question = words % {
        "begins": formats.date(spell.begins),
        "ends": formats.date(spell.ends),
        "months": formats.number(spell.months),
        "commune": commune,
    }
    facts = tuple(_fact(rows, filing, numbers) for filing, numbers in told)
    basis = (
        spell.begins,
        *((filing.kind, filing.filed_on, sorted((numbers or {}).items())) for filing, numbers in told),
    )
    code = f"{SignalKind.ABSENT}-{commune_id}"
    rests = Fact(_("Chỉ dựa vào lượt người, ngày công, lượt hộ được thăm trong các báo cáo đã nộp."))
    return Signal(SignalKind.ABSENT, code, unit_id, question, basis, (*facts, rests))


def _fact(rows: Rows, filing: Filing, numbers: Numbers | None) -> Fact:
    link = Link("report-detail", rows.year, filing.report_id) if filing.report_id and filing.filed_on else None
    if filing.is_waived:
        return Fact(_("%(report)s: được miễn") % {"report": filing.label})
    if not filing.filed_on:
        return Fact(
            _("%(report)s: chưa nộp, hạn %(due)s") % {"report": filing.label, "due": formats.date(filing.due_on)}
        )
    told = "; ".join(f"{label(name)}: {formats.number((numbers or {}).get(name))}" for name in PRESENCE)
    words = _("%(report)s, nộp ngày %(day)s: %(told)s")
    return Fact(words % {"report": filing.label, "day": formats.date(filing.filed_on), "told": told}, link)

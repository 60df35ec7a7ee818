"""Narrative that stands in last year's report of the unit, or in another unit's report of the same period."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import SignalKind
from twinning.figures.signals.rows import Filing, Rows
from twinning.figures.signals.texts import Runs, alike, runs, share
from twinning.figures.signals.types import Fact, Link, Passage, Signal
from twinning.models import ReportSection


@dataclass(frozen=True, slots=True)
class _Text:
    filing: Filing
    row: ReportSection
    runs: Runs

    @property
    def place(self) -> tuple[str, int]:
        return self.filing.kind, self.row.section_id


def copied(rows: Rows) -> Iterator[Signal]:
    """One question per report and source, with every section that is alike."""
    filings = {row.report_id: row for row in rows.filings if row.report_id and row.filed_on}
    texts = [
        _Text(filings[row.report_id], row, runs(row.text))
        for row in rows.sections
        if row.report_id in filings and len(row.text.split()) >= rows.rule.least_words
    ]
    this_year = [text for text in texts if text.filing.year == rows.year]
    before = {(text.filing.unit_id, *text.place): text for text in texts if text.filing.year == rows.year - 1}
    yield from _of_last_year(rows, this_year, before)
    yield from _of_other_units(rows, this_year)


def _of_last_year(rows: Rows, texts: list[_Text], before: dict[tuple, _Text]) -> Iterator[Signal]:
    found: dict[Filing, list[tuple[_Text, _Text, float]]] = defaultdict(list)
    for text in texts:
        old = before.get((text.filing.unit_id, *text.place))
        if old and (percent := share(text.runs, old.runs)) >= float(rows.rule.similarity):
            found[text.filing].append((text, old, percent))
    for filing, pairs in found.items():
        question = _("Lời văn của %(report)s giống %(share)s báo cáo năm trước. Năm nay có gì khác?") % _about(
            filing, pairs
        )
        yield _signal(rows, SignalKind.COPIED_YEAR, question, pairs)


def _of_other_units(rows: Rows, texts: list[_Text]) -> Iterator[Signal]:
    """Asked of whoever filed later; of both when they filed at the same moment."""
    by_place: dict[tuple[str, int], dict[int, _Text]] = defaultdict(dict)
    for text in texts:
        by_place[text.place][text.filing.unit_id] = text
    found: dict[Filing, list[tuple[_Text, _Text, float]]] = defaultdict(list)
    for own_texts in by_place.values():
        near = alike({unit: text.runs for unit, text in own_texts.items()}, float(rows.rule.similarity))
        for unit, others in near.items():
            text = own_texts[unit]
            earlier = [(own_texts[other], percent) for other, percent in others if _is_first(own_texts[other], text)]
            if earlier:
                found[text.filing].append((text, *earlier[0]))
    for filing, pairs in found.items():
        question = _(
            "Lời văn của %(report)s giống %(share)s báo cáo của đơn vị khác. Đơn vị cho biết vì sao?"
        ) % _about(filing, pairs)
        yield _signal(rows, SignalKind.COPIED_UNIT, question, pairs)


def _is_first(other: _Text, own: _Text) -> bool:
    if other.filing.filed_at is None or own.filing.filed_at is None:
        return False
    return other.filing.filed_at <= own.filing.filed_at


def _about(filing: Filing, pairs: list[tuple[_Text, _Text, float]]) -> dict[str, str]:
    label = filing.label
    most = max(percent for _own, _other, percent in pairs)
    return {"report": label[:1].lower() + label[1:], "share": formats.percent(int(most), 0)}


def _signal(rows: Rows, kind: SignalKind, question: str, pairs: list[tuple[_Text, _Text, float]]) -> Signal:
    filing = pairs[0][0].filing
    passages = tuple(_passage(rows, *pair) for pair in pairs)
    sources = {pair[1].filing: None for pair in pairs}
    facts = (_fact(rows, filing, filing.unit_id), *(_fact(rows, source, filing.unit_id) for source in sources))
    basis = tuple((own.row.section_id, own.row.text, other.row.text) for own, other, _percent in pairs)
    return Signal(kind, f"{kind}-{filing.kind}", filing.unit_id, question, basis, facts, passages)


def _fact(rows: Rows, filing: Filing, own_unit: int) -> Fact:
    link = Link("report-detail", filing.year, filing.report_id)
    words_ = _("%(report)s của %(unit)s, nộp ngày %(day)s")
    told = {"report": filing.label, "unit": rows.units.get(filing.unit_id, ""), "day": formats.date(filing.filed_on)}
    if filing.unit_id == own_unit:
        return Fact(words_ % told, link)
    veiled = _("%(report)s của một đơn vị khác, nộp trước") % {"report": filing.label}
    return Fact(words_ % told, link, filing.unit_id, veiled)


def _passage(rows: Rows, own: _Text, other: _Text, percent: float) -> Passage:
    is_foreign = other.filing.unit_id != own.filing.unit_id
    return Passage(
        title=str(own.row.section),
        share=int(percent),
        own=own.row.text,
        own_title=own.filing.label,
        other=other.row.text,
        other_title=f"{other.filing.label}, {rows.units.get(other.filing.unit_id, '')}"
        if is_foreign
        else other.filing.label,
        unit_id=other.filing.unit_id if is_foreign else None,
        veiled_title=_("Đoạn của một đơn vị khác, bạn không được xem"),
    )

"""One work told twice: by two units of a commune in the same year, or by a unit in two years."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontum04.core import formats
from twinning.choices import SignalKind
from twinning.figures.signals.rows import Filing, Rows
from twinning.figures.signals.texts import Runs, runs, share
from twinning.figures.signals.types import Fact, Link, Signal
from twinning.models import WorkResult


def repeated(rows: Rows) -> Iterator[Signal]:
    """One question per work of the year, with everything it resembles. A work led by another unit is counted there,
    once, and asks nothing."""
    filings = {row.report_id: row for row in rows.filings}
    by_commune: dict[int, list[tuple[WorkResult, Runs]]] = defaultdict(list)
    for work in rows.works:
        if work.joint_lead_id is None and work.report_id in filings:
            by_commune[work.commune_id].append((work, runs(work.content, numbers=True)))
    for works in by_commune.values():
        for work, own in works:
            filing = filings[work.report_id]
            if filing.year != rows.year:
                continue
            same = [
                other
                for other, found in works
                if _may_be_same(work, other, filing, filings[other.report_id])
                and min(share(own, found), share(found, own)) >= float(rows.rule.similarity)
            ]
            if same:
                yield _signal(rows, work, same, filings)


def _may_be_same(work: WorkResult, other: WorkResult, own: Filing, filing: Filing) -> bool:
    """Another unit's of the same year, or the unit's own of the year before at the same cost. Two villages are two
    places."""
    if other.pk == work.pk or other.kind != work.kind:
        return False
    villages = {_village(work), _village(other)} - {None}
    if len(villages) > 1:
        return False
    if filing.year == own.year:
        return filing.unit_id != own.unit_id
    costs = {work.cost, other.cost} - {None}
    return filing.unit_id == own.unit_id and len(costs) <= 1


def _village(work: WorkResult) -> int | None:
    return work.plan_item.village_id if work.plan_item else None


def _signal(rows: Rows, work: WorkResult, same: list[WorkResult], filings: dict[int | None, Filing]) -> Signal:
    own = filings[work.report_id]
    others = [filings[other.report_id] for other in same]
    place = rows.communes[work.commune_id].full_name_in_text
    by_whom = _("một đơn vị khác cũng báo") if others[0].year == own.year else _("năm trước đơn vị cũng đã báo")
    question = _("“%(work)s” tại %(place)s: %(whom)s. Có phải cùng một công trình?") % {
        "work": work.content,
        "place": place,
        "whom": by_whom,
    }
    facts = tuple(_fact(rows, each, filings[each.report_id], own.unit_id) for each in (work, *same))
    basis = tuple((each.pk, each.content, each.cost) for each in (work, *same))
    return Signal(SignalKind.REPEATED, f"{SignalKind.REPEATED}-{work.pk}", own.unit_id, question, basis, facts)


def _fact(rows: Rows, work: WorkResult, filing: Filing, own_unit: int) -> Fact:
    cost = formats.money(work.cost) if work.cost is not None else _("không ghi kinh phí")
    told = {"unit": rows.units.get(filing.unit_id, ""), "report": filing.label, "work": work.content, "cost": cost}
    text = _("%(unit)s, %(report)s: “%(work)s”, %(cost)s") % told
    link = Link("report-detail", filing.year, filing.report_id)
    if filing.unit_id == own_unit:
        return Fact(text, link)
    return Fact(text, link, filing.unit_id, _("Một đơn vị khác, %(report)s, báo công trình có tên gần giống") % told)

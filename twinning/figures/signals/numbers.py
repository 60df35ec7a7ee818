"""Numbers that ask for a word: nothing but round ones, much money without a paper, claims the commune disputes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.figure import DONG
from twinning.choices import MEASURES, SignalKind
from twinning.figures.help import MEASURE_UNITS
from twinning.figures.signals.rows import Filing, Rows, label
from twinning.figures.signals.types import Fact, Link, Signal
from twinning.models import Confirmation, Contribution, SignalRule

Stated = tuple[str, Decimal, int]
"""Measure, number and commune."""


def judged_for_roundness(claims: Iterable[Contribution], rule: SignalRule) -> list[Stated]:
    """The numbers large enough to be round or not. A blank or a zero is no round number; nor is a 3."""
    stated = []
    for claim in claims:
        for name in MEASURES:
            value = getattr(claim, name)
            if value is not None and value >= _step(name, rule):
                stated.append((name, Decimal(value), claim.commune_id))
    return stated


def all_round(stated: list[Stated], rule: SignalRule) -> bool:
    """Whether there are enough numbers to ask about, and every one of them is round."""
    return len(stated) >= rule.least_numbers and all(value % _step(name, rule) == 0 for name, value, _at in stated)


def only_round(rows: Rows) -> Iterator[Signal]:
    """One question per annual report."""
    for filing in rows.filed(rows.year):
        stated = judged_for_roundness(rows.contributions.get(filing.report_id or 0, []), rows.rule)
        if not all_round(stated, rows.rule):
            continue
        words = _("Cả %(count)s con số của báo cáo năm đều là số tròn. Số liệu được đếm từ đâu?")
        facts = tuple(Fact(_told(rows, *each), _report(rows, filing)) for each in stated)
        question = words % {"count": formats.number(len(stated))}
        yield Signal(SignalKind.ROUND, SignalKind.ROUND, filing.unit_id, question, tuple(stated), facts)


def without_evidence(rows: Rows) -> Iterator[Signal]:
    """One question per unit and commune. A file that names no commune speaks for all of its report."""
    for filing in rows.filed(rows.year):
        shown = rows.evidence.get(filing.report_id or 0, set())
        for claim in rows.contributions.get(filing.report_id or 0, []):
            money = claim.money_total
            if money is None or money < rows.rule.money_without_evidence or shown & {None, claim.commune_id}:
                continue
            words = _("%(money)s giúp %(commune)s chưa có tệp minh chứng nào. Đơn vị bổ sung chứng từ, ảnh nào?")
            commune = rows.communes[claim.commune_id].full_name_in_text
            question = words % {"money": formats.money_short(money), "commune": commune}
            files = _("các tệp minh chứng đều ghi cho xã khác") if shown else _("báo cáo chưa có tệp minh chứng")
            told = {"report": filing.label, "money": formats.money(money), "files": files}
            fact = Fact(_("%(report)s: %(money)s từ bốn nguồn; %(files)s") % told, _report(rows, filing))
            yield Signal(
                SignalKind.NO_EVIDENCE,
                f"{SignalKind.NO_EVIDENCE}-{claim.commune_id}",
                filing.unit_id,
                question,
                (money, *sorted(map(str, shown))),
                (fact,),
            )


def disputed(rows: Rows) -> Iterator[Signal]:
    """One question per claim of the annual or half-year report that the commune does not agree with."""
    filings = {row.report_id: row for row in rows.filings}
    by_claim: dict[int, list[Confirmation]] = defaultdict(list)
    for word in rows.disputes:
        by_claim[word.contribution_id].append(word)
    for words in by_claim.values():
        claim = words[0].contribution
        filing = filings.get(claim.report_id)
        if filing is None:
            continue
        commune = rows.communes[claim.commune_id].full_name
        question = _("%(commune)s không đồng ý số liệu đơn vị báo (%(report)s). Đơn vị đã đối chiếu với xã chưa?") % {
            "commune": commune,
            "report": filing.label[:1].lower() + filing.label[1:],
        }
        link = Link("claim-confirm", rows.year, claim.pk)
        facts = tuple(Fact(_dispute(word), link) for word in words)
        basis = tuple((word.measure, word.claimed, word.reason) for word in words)
        yield Signal(SignalKind.DISPUTED, f"{SignalKind.DISPUTED}-{claim.pk}", filing.unit_id, question, basis, facts)


def _dispute(word: Confirmation) -> str:
    told = {"what": label(word.measure), "value": _amount(word.measure, word.claimed), "why": word.reason}
    return _("%(what)s: đơn vị báo %(value)s; xã: “%(why)s”") % told


def _step(measure: str, rule: SignalRule) -> int:
    return rule.round_money if MEASURE_UNITS[measure] == DONG else rule.round_count


def _amount(measure: str, value: Decimal) -> str:
    return formats.money(int(value)) if MEASURE_UNITS[measure] == DONG else formats.number(value)


def _told(rows: Rows, measure: str, value: Decimal, commune_id: int) -> str:
    return f"{rows.communes[commune_id].full_name}, {label(measure)}: {_amount(measure, value)}"


def _report(rows: Rows, filing: Filing) -> Link:
    return Link("report-detail", rows.year, filing.report_id)

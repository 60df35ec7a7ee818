"""What a card says of one unit: its filings, what it gave against what it registered, the communes' word."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontum04.core import formats
from reports.documents import sentences
from reports.documents.context_types import Cell, Column, Kind, Row, Table
from reports.documents.place_words import Dated
from reports.figures.unit_card import CommuneWord, UnitCard
from twinning.choices import MEASURES, MONEY_MEASURES, Verdict
from twinning.figures.help import MEASURE_UNITS, HelpTotals, measure_label
from twinning.figures.timeliness import ObligationRow
from twinning.models import UnitSuccession


def filings_table(card: UnitCard) -> Table | None:
    """One row a period; None for a unit that owes nothing."""
    columns = (
        Column(_("Kỳ"), width=30),
        Column(_("Hạn nộp"), Kind.DATE, 20),
        Column(_("Ngày nộp"), Kind.DATE, 20),
        Column(_("Trễ (ngày)"), Kind.COUNT, 14),
        Column(_("Nhận xét"), width=34),
    )
    rows = tuple(
        (row.kind_label, row.effective_due_on, _filed(row), _days(row), filing_words(row)) for row in card.obligations
    )
    return Table(columns, rows) if rows else None


def _filed(row: ObligationRow) -> Cell:
    return row.filed_on if row.filed_on else ("" if row.is_waived else _("chưa nộp"))


def _days(row: ObligationRow) -> Cell:
    return row.days_late if row.is_filed or row.days_late else ""


def filing_words(row: ObligationRow) -> str:
    """“đúng hạn”, “nộp chậm 5 ngày”, “chưa nộp, quá hạn 9 ngày”, “được miễn”, “chưa đến hạn”."""
    if row.is_waived:
        return _("được miễn")
    if row.is_filed:
        extended = row.effective_due_on != row.due_on and not row.days_late
        return _("đúng hạn đã gia hạn") if extended else sentences.lateness(row.days_late)
    if row.days_late:
        return _("chưa nộp, quá hạn %(days)s ngày") % {"days": formats.number(row.days_late)}
    return _("chưa đến hạn")


def succession_words(row: UnitSuccession, dated: Dated) -> str:
    """“Tiền thân: Sở A, hợp nhất, sáp nhập thành Sở B từ ngày … theo Quyết định …”"""
    return _("Tiền thân: %(old)s, %(how)s thành %(new)s từ ngày %(day)s theo %(decision)s.") % {
        "old": row.predecessor,
        "how": row.get_kind_display().lower(),
        "new": row.successor,
        "day": dated(row.effective_on),
        "decision": row.decision,
    }


def last_year_words(card: UnitCard) -> tuple[str, ...]:
    """What the column of the year before holds of the unit's predecessors; nothing for a unit without."""
    if not card.origin.note:
        return ()
    return (_("Số năm %(year)s: %(note)s") % {"year": card.year - 1, "note": card.origin.note},)


def results_table(card: UnitCard) -> Table:
    """Registered, delivered and the year before, one row a measure; money in full đồng so that sources add up."""
    columns = (
        Column(_("Nội dung"), width=44),
        Column(_("Đơn vị tính"), width=18),
        Column(_("Đăng ký"), Kind.COUNT, 24),
        Column(_("Thực hiện"), Kind.COUNT, 27),
        Column(_("Năm %(year)s") % {"year": card.year - 1}, Kind.COUNT, 27),
    )
    return Table(columns, tuple(_result_rows(card)))


def _result_rows(card: UnitCard) -> Iterator[Row]:
    given = card.given
    for measure in MEASURES:
        yield _measure_row(measure, measure_label(measure).removesuffix(_(" (đồng)")), card, given)
        if measure == MONEY_MEASURES[-1]:
            yield _measure_row("money_total", _("cộng bằng tiền"), card, given)
    works = (given.get(name) for name in ("works_registered", "works_completed"))
    yield (_("Công trình"), MEASURE_UNITS["works_completed"], *works, "")


def _measure_row(measure: str, label: str, card: UnitCard, given: HelpTotals) -> Row:
    promised = _value(card.planned, measure)
    name = label[:1].upper() + label[1:]
    # What was not registered is blank: nobody promised it, nothing is missing.
    registered = "" if promised is None else promised
    return name, MEASURE_UNITS[measure], registered, _value(given, measure), _value(card.before, measure)


def _value(totals: HelpTotals, measure: str) -> Cell:
    value = totals.money_total if measure == "money_total" else totals.get(measure)
    return formats.number(value) if value is not None and value % 1 else value


def word_of(word: CommuneWord) -> str:
    """“Xã X: xác nhận 5 trên 7 số, không đồng ý 1 số (ngày công: …), 1 số chưa có ý kiến.”"""
    agreed = [line for line in word.lines if line.verdict == Verdict.AGREED]
    disputed = [line for line in word.lines if line.verdict == Verdict.DISPUTED]
    silent = len(word.lines) - len(agreed) - len(disputed)
    if not word.lines:
        return _("%(commune)s: đơn vị không báo số nào.") % {"commune": word.commune}
    if len(agreed) == len(word.lines):
        return _("%(commune)s: xác nhận cả %(count)s số đơn vị báo.") % {
            "commune": word.commune,
            "count": formats.number(len(agreed)),
        }
    if silent == len(word.lines):
        return _("%(commune)s: chưa có ý kiến.") % {"commune": word.commune}
    parts = [_("xác nhận %(count)s số") % {"count": formats.number(len(agreed))}] if agreed else []
    parts += [_disputed(line.label, line.reason) for line in disputed]
    if silent:
        parts.append(_("%(count)s số chưa có ý kiến") % {"count": formats.number(silent)})
    return f"{word.commune}: {'; '.join(parts)}."


def _disputed(label: str, reason: str) -> str:
    return _("không đồng ý số %(what)s (%(why)s)") % {
        "what": label.removesuffix(_(" (đồng)")),
        "why": reason.rstrip("."),
    }

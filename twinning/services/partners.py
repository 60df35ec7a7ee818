"""Partners of registered things: read out of the plan's text when it is filed, then asked and answered one by one."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.accounts.models import User
from kontum04.core import clock, formats
from kontum04.core.problems import Problem, Problems, refuse
from kontum04.core.recording import create_signed, sign
from kontum04.core.text import fold, nfc
from kontum04.core.wording import text_problems
from twinning.choices import PartnerWord, PeriodKind
from twinning.models import Plan, PlanItem, PlanPartner, Report, Unit

REASON_LIMIT = 500

UnitsByName = Mapping[str, Unit | None]
"""Units under their folded names; None under a short name that several share."""


@transaction.atomic
def name_partners(*, report: Report, by: User, units: UnitsByName | None = None) -> None:
    """Make the rows agree with the partner column of a filed plan. A name that is gone goes; one whose thing was
    changed since it answered is asked again; what stays as it was keeps its word."""
    if report.obligation.period.kind != PeriodKind.PLAN:
        return
    units = units_by_name() if units is None else units
    new: list[PlanPartner] = []
    for item in report.items.select_related("commune__district", "village").prefetch_related("partners"):
        named = {fold(name): name for name in names_in(item.partner, units)}
        standing = {row.name_key: row for row in item.partners.all()}
        for key, row in standing.items():
            _keep(row, item, by) if key in named else _drop(row, by)
        own = report.obligation.unit_id
        new += [_row(item, name, units.get(key), own) for key, name in named.items() if key not in standing]
    create_signed(new, by=by, why=_("Kế hoạch ghi là nơi phối hợp"))


def name_partners_of_year(*, programme_year: ProgrammeYear, by: User) -> None:
    """The same for every filed plan of a year."""
    units = units_by_name()
    plans = Plan.objects.filed().in_year(programme_year.programme, programme_year.year)
    for report in plans.select_related("obligation__period"):
        name_partners(report=report, by=by, units=units)


def units_by_name() -> dict[str, Unit | None]:
    """Every unit by its name, and by its short name where no other has it."""
    units = list(Unit.objects.all())
    short: dict[str, Unit | None] = {}
    for unit in units:
        if key := fold(unit.short_name):
            short[key] = None if key in short else unit
    return short | {unit.name_key: unit for unit in units}


def names_in(text: str, units: UnitsByName) -> Iterator[str]:
    """The names a partner column holds. A semicolon parts them; a comma does, too, unless it stands inside the name
    of a unit (Sở Văn hóa, Thể thao và Du lịch)."""
    for part in text.replace("\n", ";").split(";"):
        pieces = [piece for piece in map(nfc, part.split(",")) if piece]
        while pieces:
            length = next((n for n in range(len(pieces), 0, -1) if fold(", ".join(pieces[:n])) in units), 1)
            yield ", ".join(pieces[:length])
            pieces = pieces[length:]


def thing_asked(item: PlanItem) -> str:
    """What a partner is asked about, in one line; another line is another question."""
    place = f"{item.commune.full_name}{f', {item.village}' if item.village else ''}"
    amount = "" if item.quantity is None else f"{formats.number(item.quantity)} {item.unit_of_measure}".strip()
    cost = "" if item.cost is None else formats.money(item.cost)
    days = " – ".join(formats.date(day) for day in (item.starts_on, item.ends_on) if day)
    return "; ".join(part for part in (item.content, place, amount, cost, days) if part)


@transaction.atomic
def say(*, partner: PlanPartner, word: str, reason: str, by: User) -> PlanPartner:
    """Keep what the partner says: it takes part, or why not. The office writes it down for those without an account.
    A word may be changed while the plan stands; the history keeps the earlier one."""
    row = PlanPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    item = PlanItem.objects.select_related("commune__district", "village", "report").get(pk=row.item_id)
    problems = text_problems(reason, where=_("Lý do"), field="id_reason", limit=REASON_LIMIT, needed=False)
    if word not in (PartnerWord.CONFIRMED, PartnerWord.DECLINED):
        problems.append(Problem(_("Ý kiến"), _("hãy chọn nhận hoặc không nhận."), field="id_word"))
    elif word == PartnerWord.DECLINED and not nfc(reason):
        problems.append(Problem(_("Lý do"), _("không nhận phối hợp thì phải ghi lý do."), field="id_reason"))
    if not item.report.is_filed:
        problems.append(Problem("", _("Kế hoạch đang được sửa, chưa trả lời được.")))
    if problems:
        raise Problems(problems)
    row.word, row.reason, row.said_of = word, nfc(reason), thing_asked(item)
    row.said_by, row.said_at = by, clock.now()
    own = _("Đơn vị phối hợp trả lời")
    sign(row, by=by, why=_("Cơ quan thường trực ghi thay %(name)s") % {"name": row} if by.is_office else own)
    row.save()
    return row


@transaction.atomic
def choose_unit(*, partner: PlanPartner, unit: Unit | None, by: User) -> PlanPartner:
    """Say which unit a name means; only while it has not answered. None: a body that is no unit."""
    row = PlanPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if row.word != PartnerWord.WAITING:
        raise refuse(_("Nơi phối hợp này đã có ý kiến, không đổi đơn vị nữa."))
    if unit and unit.pk == row.item.report.obligation.unit_id:
        raise refuse(_("Đơn vị đăng ký không phối hợp với chính mình."), where=_("Đơn vị"), field="id_unit")
    row.unit = unit
    sign(row, by=by, why=_("Chọn đơn vị theo tên ghi trong kế hoạch"))
    row.save()
    return row


def _row(item: PlanItem, name: str, unit: Unit | None, own_unit: int) -> PlanPartner:
    return PlanPartner(item=item, name=name, unit=unit if unit and unit.pk != own_unit else None)


def _keep(row: PlanPartner, item: PlanItem, by: User) -> None:
    if row.word == PartnerWord.WAITING or row.said_of == thing_asked(item):
        return
    row.word, row.reason, row.said_by, row.said_at = PartnerWord.WAITING, "", None, None
    sign(row, by=by, why=_("Kế hoạch nộp lại có thay đổi, hỏi lại"))
    row.save()


def _drop(row: PlanPartner, by: User) -> None:
    sign(row, by=by, why=_("Kế hoạch nộp lại không còn ghi nơi phối hợp này"))
    row.delete()
